// What the checks of lint look at, gathered in one pass over the papers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/corpus_pass.h"
#include "indexer/lint/lint.h"

namespace paperfind {

// A stretch of a programme, in seconds since 1970.
struct TimeSpan {
  std::int64_t start = 0, end = 0;
  [[nodiscard]] bool known() const { return end > start; }
  [[nodiscard]] bool overlaps(const TimeSpan& other) const {
    return known() && other.known() && start < other.end && other.start < end;
  }
};

struct LintPaper {
  std::string id;
  std::string title;  // as written
  std::string event;
  std::string doi, arxiv;
  std::vector<std::string> people;    // ids, in order
  std::vector<std::string> sessions;  // ids
  std::vector<TimeSpan> slots;        // of each session
  bool has_abstract = false;
  bool has_tags = false;  // of HTML, in title or abstract
};

struct LintPerson {
  std::string name;  // as first met
  std::size_t papers = 0;
  std::set<std::string> orcids;
};

struct LintFacts {
  const CorpusFrame& frame;
  std::vector<LintPaper> papers;             // in programme order
  std::map<std::string, LintPerson> people;  // authors, by id
  // Papers of each affiliation, as written, of no institution the corpus names.
  std::map<std::string, std::size_t> unmapped;
  std::unordered_map<std::string, std::size_t> session_papers;
  std::unordered_map<std::string, TimeSpan> session_times;  // of those that have both
};

TimeSpan time_span(const std::string& start, const std::string& end);

// Each appends the kinds it found something of.
void lint_papers(const LintFacts& facts, std::vector<LintReport>& reports);
void lint_people(const LintFacts& facts, std::vector<LintReport>& reports);
void lint_affiliations(const LintFacts& facts, std::vector<LintReport>& reports);
void lint_times(const LintFacts& facts, std::vector<LintReport>& reports);
void lint_overrides(const OverrideLog& overrides, std::vector<LintReport>& reports);

// With its remarks in order and its papers counted; left out without any.
void add_report(LintReport report, std::vector<LintReport>& reports);

}  // namespace paperfind
