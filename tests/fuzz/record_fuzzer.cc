// Any bytes as a record of a paper: refused with findings, or a document that the index takes and
// gives back as it was.
#include <xapian.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/record/json_reader.h"
#include "engine/record/paper_checker.h"
#include "engine/record/record_json.h"
#include "engine/schema/document.h"
#include "engine/schema/facet_values.h"
#include "engine/schema/stored_paper.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"

namespace paperfind::testing {
namespace {

// Of Xapian's keys on disk, in which a NUL takes two bytes. Its database in memory does not ask.
constexpr std::size_t kMaxKeyBytes = 245;

CorpusFrame small_frame() {
  CorpusFrame frame;
  Event event;
  event.id = "e";
  event.name = "Symposium";
  event.year = 2022;
  event.tz = "Europe/Zurich";
  frame.events = {event};
  Session session;
  session.id = "s";
  session.title = "Efficient models";
  session.event = "e";
  session.day = "2022-03-28";
  frame.sessions = {session};
  return frame;
}

class Index {
 public:
  Index()
      : frame_(small_frame()),
        resolver_(Resolver::create(small_frame()).value()),
        builder_(resolver_),
        db_("", Xapian::DB_BACKEND_INMEMORY) {}

  std::optional<Paper> paper_of(std::string_view text) {
    std::vector<JsonProblem> problems;
    std::optional<nlohmann::json> value = parse_json(text, problems);
    expect(value.has_value() == problems.empty(), "no JSON without a problem", text);
    if (!value) return std::nullopt;
    std::vector<Finding> findings;
    RecordSource source{"papers.jsonl", "", {1, 1}, text};
    std::optional<Paper> paper =
        PaperChecker(frame_, findings).check(nlohmann::json(*value), source);
    expect(paper.has_value() == findings.empty(), "a paper is refused with findings", text);
    for (const Finding& finding : findings) {
      expect(!finding.message.empty(), "a finding says what is wrong", text);
    }
    return paper;
  }

  void add(Paper paper, std::string_view text) {
    resolver_.resolve(paper);
    const Xapian::Document document = builder_.build(paper, facets_of(paper, resolver_), 0);
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      const std::string word = *term;
      const auto nuls = static_cast<std::size_t>(std::count(word.begin(), word.end(), '\0'));
      expect(word.size() + nuls <= kMaxKeyBytes, "a term fits into a key", text);
    }
    const Xapian::docid id = db_.add_document(document);
    db_.commit();
    const Result<Paper> stored = decode_paper(db_.get_document(id).get_data());
    expect(stored.ok() && *stored == paper, "what was stored comes back", text);
    db_.delete_document(id);
    expect(resolver_.programme_key(paper).id == paper.id, "a paper has a place", text);
    expect(resolver_.visible_since(paper).has_value() == !paper.visible_from.empty(),
           "a paper is held back when it says so", text);
  }

 private:
  CorpusFrame frame_;
  Resolver resolver_;
  DocumentBuilder builder_;
  Xapian::WritableDatabase db_;
};

}  // namespace

int fuzz_record(const std::uint8_t* data, std::size_t size) {
  static Index index;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::optional<Paper> paper = index.paper_of(text);
  if (!paper) return 0;
  const std::optional<Paper> again = index.paper_of(to_json(*paper).dump());
  expect(again.has_value() && *again == *paper, "a paper in its one form means the same", text);
  index.add(std::move(*paper), text);
  return 0;
}

}  // namespace paperfind::testing
