#include "engine/search/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/base/number_text.h"
#include "engine/query/common_words.h"
#include "engine/query/expand.h"
#include "engine/query/synonyms.h"
#include "engine/search/correction.h"
#include "engine/search/match_sets.h"
#include "engine/search/partial_matches.h"

namespace paperfind {
namespace {

// Where fewer papers hold all the words than a page shows, others follow.
constexpr std::size_t kFewMatches = 20;

}  // namespace

DocSet QueryReader::matches_of(const QueryNode& root, Joining joining,
                               std::string_view typed) const {
  DocSet matches = MatchSets(index_, postings_, texts_).of(plan_matches(root, joining, typed));
  matches.remove(hidden_);
  return matches;
}

void QueryReader::correct(const SearchRequest& request, Reading& reading) const {
  const Corrector corrector(index_, analyzer_, words_,
                            [this](const QueryNode& root, Joining joining, std::string_view typed) {
                              return matches_of(root, joining, typed);
                            });
  const bool may_relax =
      request.mode == MatchMode::Any || (request.mode == MatchMode::Auto && request.relax);
  std::optional<CorrectedQuery> corrected =
      corrector.correct({reading.text, reading.root, reading.matches, reading.joining, may_relax,
                         request.typo == TypoMode::Suggest});
  if (!corrected) return;
  reading.report.corrections = std::move(corrected->corrections);
  if (!corrected->applied) return;
  reading.report.effective = corrected->text;
  reading.text = std::move(corrected->text);
  reading.root = std::move(corrected->root);
  reading.matches = std::move(corrected->matches);
  if (request.synonyms) add_other_names(reading);
}

void QueryReader::add_other_names(Reading& reading) const {
  reading.report.synonyms = add_synonyms(synonyms_, analyzer_, reading.root);
  if (reading.report.synonyms.empty()) return;
  reading.matches = matches_of(reading.root, reading.joining, reading.text);
}

void QueryReader::relax(Reading& reading) const {
  std::optional<QueryNode> loose = loosen_phrases(reading.root);
  const QueryNode& root = loose ? *loose : reading.root;
  std::optional<DocSet> some = partial_matches(
      root, [this](const QueryNode& part) { return matches_of(part, Joining::All); });
  if (!some) return;
  some->remove(reading.matches);
  if (some->empty()) return;
  reading.partial_root = root;
  if (!reading.matches.empty()) {
    reading.rest = std::move(*some);
    return;
  }
  if (loose) reading.root = std::move(*loose);
  reading.matches = std::move(*some);
  report_relaxed(reading);
}

void QueryReader::report_relaxed(Reading& reading) {
  for (const QueryNode& child : reading.root.children) {
    if (is_relaxable(child) && !child.common) {
      QueryNode typed = child;
      typed.synonyms.clear();
      reading.report.relaxed.push_back(to_string(typed));
    }
  }
  reading.joining = Joining::Any;
  reading.partial = true;
}

// Says of each word how many papers hold it, so that one sees which word emptied the list.
void QueryReader::explain_nothing(Reading& reading) const {
  for_each_leaf(reading.root, [&](const QueryNode& leaf) {
    const std::size_t count = matches_of(leaf, Joining::All).count();
    reading.report.notices.push_back(fmt::format("{}: {}", to_string(leaf), papers_text(count)));
  });
}

Reading QueryReader::read_in_full(const SearchRequest& request) const {
  ParsedQuery parsed = parse_query(request.query, analyzer_);
  expand_query(index_, parsed);
  if (!parts_.asking_words) insist_on_asking_words(parsed.root);
  Reading reading;
  reading.text = std::move(parsed.text);
  reading.root = std::move(parsed.root);
  reading.joining = request.mode == MatchMode::Any ? Joining::Any : Joining::All;
  reading.report.raw = request.query;
  reading.report.effective = request.query;
  reading.report.filters = request.filters;
  reading.report.ignored = std::move(parsed.ignored);
  reading.report.notices = std::move(parsed.notices);
  if (request.synonyms) {
    reading.report.synonyms = add_synonyms(synonyms_, analyzer_, reading.root);
  }
  reading.matches = matches_of(reading.root, reading.joining, reading.text);
  if (request.typo != TypoMode::Off) correct(request, reading);
  return reading;
}

DocSet QueryReader::matches(const SearchRequest& request) const {
  Reading reading = read_in_full(request);
  if (reading.matches.empty()) relax_where_few(request, reading);
  return std::move(reading.matches);
}

void QueryReader::relax_where_few(const SearchRequest& request, Reading& reading) const {
  const bool may_relax = request.relax && request.mode == MatchMode::Auto && parts_.partial_matches;
  if (may_relax && reading.matches.count() < kFewMatches) relax(reading);
}

Reading QueryReader::read(const SearchRequest& request) const {
  Reading reading = read_in_full(request);
  relax_where_few(request, reading);
  if (reading.matches.empty()) explain_nothing(reading);
  reading.report.parsed = to_string(reading.root);
  return reading;
}

}  // namespace paperfind
