#include "tests/fuzz/query_oracle.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "engine/query/expand.h"
#include "engine/query/parse_query.h"
#include "engine/query/plan_query.h"
#include "engine/schema/document.h"
#include "engine/search/highlighter.h"
#include "engine/text/normalize.h"

namespace paperfind::testing {
namespace {

CorpusFrame small_frame() {
  CorpusFrame frame;
  for (const int year : {2019, 2021, 2022}) {
    Event event;
    event.id = fmt::format("e{}", year);
    event.name = fmt::format("Symposium {}", year);
    event.year = year;
    frame.events.push_back(event);
    Session session;
    session.id = fmt::format("s{}", year);
    session.event = event.id;
    session.title = "Efficient models";
    session.day = fmt::format("{}-03-28", year);
    session.chairs.emplace_back().name = "Petra Vogel";
    frame.sessions.push_back(session);
  }
  return frame;
}

struct Sample {
  int year;
  std::string_view title;
  std::string_view author;
  std::string_view abstract;
};

constexpr Sample kSamples[] = {
    {2022, "Pruning attention heads", "Ana Díaz", "We prune sixty percent of attention heads."},
    {2022, "Keyword spotting (KWS) on microcontrollers", "Chen Li", "Wake words at 1.5 mW."},
    {2022, "Low-precision training", "Dana Müller",
     "Training with low precision. k-NN is compared."},
    {2021, "C++ for tiny devices", "Fay O'Connor", "Integer-only inference, a NEAR-optimal C++."},
    {2021, "TinyM^2Net: multimodal learning", "Gus Ng", "Cost is $\\alpha$-weighted, in μW."},
    {2021, "語音 keyword ภาษาไทย", "王小明", "音声認識の研究。"},
    {2019, "Transformers transform transfer", "Zuzana Jelčicoová", "A transformer is transformed."},
    {2019, "", "", "An untitled note on quantization and NOT AND OR."},
};

// One paper has more words with one beginning than a star may stand for.
std::string many_words() {
  std::string text;
  for (int i = 0; i < 150; ++i) text += fmt::format("word{} ", i);
  return text;
}

template <typename Visit>
void for_each_node(const QueryNode& node, const Visit& visit) {
  visit(node);
  for (const QueryNode& child : node.children) for_each_node(child, visit);
}

std::vector<Xapian::docid> found(const Xapian::Database& db, const Xapian::Query& query) {
  Xapian::Enquire enquire(db);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BM25Weight());
  const Xapian::MSet matches = enquire.get_mset(0, db.get_doccount(), db.get_doccount());
  std::vector<Xapian::docid> ids(matches.begin(), matches.end());
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

QueryOracle::QueryOracle() : db_("", Xapian::DB_BACKEND_INMEMORY) {
  Result<Resolver> resolver = Resolver::create(small_frame());
  if (!resolver.ok()) throw std::runtime_error(resolver.error().to_string());
  DocumentBuilder builder(*resolver);
  std::uint32_t rank = 0;
  const std::string words = many_words();
  std::vector<Sample> samples(std::begin(kSamples), std::end(kSamples));
  samples.push_back({2022, "Many words", "Bo Okafor", words});
  for (const Sample& sample : samples) {
    Paper paper;
    paper.id = fmt::format("p{}", rank);
    paper.title = sample.title;
    paper.abstract = sample.abstract;
    paper.event = fmt::format("e{}", sample.year);
    paper.doi = fmt::format("10.1000/{}", rank);
    paper.arxiv = fmt::format("2203.0000{}", rank);
    Presentation slot;
    slot.session = fmt::format("s{}", sample.year);
    paper.presentations.push_back(slot);
    if (!sample.author.empty()) {
      Author author;
      author.name = sample.author;
      author.affiliations.push_back({"Department of CS, ETH Zürich", ""});
      paper.authors.push_back(author);
    }
    resolver->resolve(paper);
    db_.add_document(builder.build(paper, facets_of(paper, *resolver), rank++));
    texts_.emplace_back(sample.title);
    texts_.emplace_back(sample.abstract);
  }
}

std::string QueryOracle::complaint(std::string_view bytes) {
  try {
    ParsedQuery query = parse_query(bytes, analyzer_);
    expand_query(PaperIndex(db_), query);
    for (std::string wrong : {complaint_of_report(query), complaint_of_tree(query),
                              complaint_of_matches(query), complaint_of_marks(query.root)}) {
      if (!wrong.empty()) return wrong;
    }
    // What was read can be read again.
    parse_query(to_string(query.root), analyzer_);
    return {};
  } catch (const Xapian::Error& error) {
    return error.get_description();
  } catch (const std::exception& error) {
    return error.what();
  }
}

std::string QueryOracle::complaint_of_report(const ParsedQuery& query) const {
  const std::string parsed = to_string(query.root);
  if (!is_clean_utf8(parsed)) return "parsed is not UTF-8";
  // A word's folded form is a few times its bytes at most; a prefix is repeated for each word.
  if (parsed.size() > 32 * query.text.size() + 64) return "parsed is far longer than the text";
  if (query.notices.size() > kMaxNotices + kMaxWildcards + kMaxRanges) return "too many notices";
  for (const auto* texts : {&query.notices, &query.ignored}) {
    for (const std::string& text : *texts) {
      if (text.empty() || !is_clean_utf8(text)) return "a notice or what was ignored: " + text;
    }
  }
  return {};
}

std::string QueryOracle::complaint_of_tree(const ParsedQuery& query) const {
  std::map<NodeKind, std::size_t> nodes;
  std::size_t words = 0;
  std::string wrong;
  for_each_node(query.root, [&](const QueryNode& node) {
    ++nodes[node.kind];
    const bool group = node.kind == NodeKind::Near || node.kind == NodeKind::Adjacent;
    if (!group) words += node.tokens.size();
    if (group && (node.children.size() < 2 || node.distance < 1 || node.distance > kMaxDistance)) {
      wrong = "a group of one, or too wide";
    }
    if (node.kind == NodeKind::Prefix && node.expansions.size() > kMaxExpansions) {
      wrong = "too many expansions";
    }
    if (!node.tokens.empty() && node.begin > query.text.size()) wrong = "a word from nowhere";
    const bool joins = node.kind == NodeKind::And || node.kind == NodeKind::Or;
    if (joins && node.children.size() < 2) wrong = "AND or OR with nothing to join";
  });
  if (!wrong.empty()) return wrong;
  if (words > kMaxQueryTerms) return "too many words";
  if (nodes[NodeKind::Near] + nodes[NodeKind::Adjacent] > kMaxPhrases) return "too many groups";
  if (nodes[NodeKind::Prefix] > kMaxWildcards) return "too many stars";
  if (nodes[NodeKind::Range] > kMaxRanges) return "too many ranges";
  return {};
}

// The query that ranks finds the papers the one that counts does, and those with all of the words
// are among those with some.
std::string QueryOracle::complaint_of_matches(const ParsedQuery& query) const {
  const auto all = found(db_, to_xapian(plan_query(query.root, Joining::All, query.text)));
  const auto any = found(db_, to_xapian(plan_query(query.root, Joining::Any, query.text)));
  if (all != found(db_, to_xapian(plan_matches(query.root, Joining::All, query.text))))
    return "ranked and counted papers differ (all)";
  if (any != found(db_, to_xapian(plan_matches(query.root, Joining::Any, query.text))))
    return "ranked and counted papers differ (any)";
  if (!std::includes(any.begin(), any.end(), all.begin(), all.end()))
    return "a paper with all words is not among those with some";
  return {};
}

std::string QueryOracle::complaint_of_marks(const QueryNode& root) {
  Highlighter highlighter(root, analyzer_);
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const std::string& text = texts_[i];
    std::uint32_t last = 0;
    // Titles and abstracts by turns.
    const TextField field = i % 2 == 0 ? TextField::Title : TextField::Abstract;
    for (const auto& [begin, end] : highlighter.mark(text, field).marks) {
      if (begin < last || begin >= end || end > text.size()) return "a mark out of place";
      last = end;
      if (!is_clean_utf8(text.substr(begin, end - begin))) return "a mark inside a character";
    }
  }
  return {};
}

}  // namespace paperfind::testing
