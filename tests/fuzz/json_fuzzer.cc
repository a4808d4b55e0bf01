// Any bytes in the texts of a JSON answer: it parses, is UTF-8 and says what was put in, but for
// ill-formed bytes.
#include <string>
#include <string_view>

#include "engine/base/nlohmann_json.h"
#include "engine/render/json.h"
#include "engine/render/json_writer.h"
#include "engine/text/normalize.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/unit/searchd/record_sample.h"
#include "tests/unit/searchd/sample.h"

namespace paperfind::testing {
namespace {

using Json = nlohmann::ordered_json;

// The well-formed characters, NUL aside, without those that stand for ill-formed bytes: how many of
// these there are to be is not promised.
std::string well_formed(std::string_view text) {
  static constexpr std::string_view kReplacement = "\uFFFD";
  std::string out = repair_utf8(text);
  for (std::size_t at = out.find(kReplacement); at != std::string::npos;
       at = out.find(kReplacement, at)) {
    out.erase(at, kReplacement.size());
  }
  return out;
}

bool is_utf8(std::string text) {
  std::erase(text, '\0');
  return is_clean_utf8(text);
}

bool says(const Json& json, const std::string& text) {
  const std::string said = json.get<std::string>();
  return is_utf8(text) ? said == text : well_formed(said) == well_formed(text);
}

Json parsed(const std::string& body) {
  expect(is_clean_utf8(body), "an answer is UTF-8", body);
  Json json = Json::parse(body, nullptr, false);
  expect(!json.is_discarded(), "an answer is JSON", body);
  return json;
}

void check_writer(const std::string& first, const std::string& second) {
  JsonWriter out;
  out.begin_object();
  out.member("first", first);
  out.text_or_null("second", second);
  out.member("list", std::vector<std::string>{second, first});
  out.key("tree");
  out.tree({first});
  out.end_object();
  const Json json = parsed(out.take());
  expect(says(json["first"], first) && says(json["list"][1], first), "a text is what was put in");
  expect(second.empty() ? json["second"].is_null() : says(json["second"], second),
         "an empty text is null");
  expect(json["list"].size() == 2 && json["first"] == json["tree"][0], "as the library writes it");
}

void check_problem(FuzzInput& input) {
  Problem problem;
  problem.status = 400;
  problem.kind = "bad-request";
  problem.title = input.text();
  problem.detail = input.text();
  problem.param = input.text();
  problem.hint = problem.instance = input.text();
  const Json json = parsed(problem_json(problem));
  for (const auto& [key, text] :
       {std::pair{"title", problem.title}, {"detail", problem.detail}, {"hint", problem.hint}}) {
    expect(text.empty() || (json.contains(key) && says(json[key], text)),
           "a problem says what it is");
  }
}

void check_records(const std::string& text, const std::string& other) {
  ResultPage page = sample::page();
  page.request.query = page.query.raw = page.query.effective = page.query.parsed = other;
  page.query.corrections = {{text, other, true, false, text}};
  page.query.ignored = page.query.relaxed = page.query.notices = {text, other};
  page.request.filters = {{"institution", {text}, {other}, {text}}};
  page.hits = {sample::hit(text)};
  Hit& hit = page.hits.front();
  hit.title.marks = hit.snippet.marks = {};
  hit.paper.id = other;
  hit.authors.front().text = hit.paper.authors.front().name = other;
  hit.snippet.text = text;
  page.facets.front().values.front().label = text;
  page.facets.front().values.front().id = other;
  for (const HighlightMode mode :
       {HighlightMode::Html, HighlightMode::Ranges, HighlightMode::None}) {
    page.request.highlight = mode;
    const Json json = parsed(search_json(page));
    expect(says(json["query"]["raw"], other), "an answer names the query");
    expect(says(json["results"][0]["id"], other), "a result has its id");
    parsed(hit_json_line(page, hit));
    parsed(facet_list_json(page));
  }
  parsed(session_json(sample::session_view(text)));
  parsed(person_json(sample::person_view(text)));
  parsed(institution_json(sample::institution_view(text)));
  parsed(schedule_json(sample::schedule_view(text)));
  parsed(event_json(sample::event_view(text)));
  PaperView view;
  view.paper = hit.paper;
  view.event = sample::event(other);
  view.related = {{other, text, text}};
  parsed(paper_json(view));
  expect(says(parsed(paper_json_line(view))["title"], text), "a paper has its title");
}

}  // namespace

int fuzz_json(const std::uint8_t* data, std::size_t size) {
  FuzzInput input(data, size);
  const std::string first = input.text(), second = input.text();
  check_writer(first, second);
  check_records(first, second);
  check_problem(input);
  return 0;
}

}  // namespace paperfind::testing
