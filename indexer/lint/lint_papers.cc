#include <fmt/format.h>

#include <set>

#include "engine/text/normalize.h"
#include "indexer/lint/lint_facts.h"

namespace paperfind {
namespace {

// A remark for each key that several papers have.
template <typename KeyOf>
LintReport shared_by_papers(const LintFacts& facts, LintReport report, const KeyOf& key_of) {
  std::map<std::string, std::vector<const LintPaper*>> groups;
  for (const LintPaper& paper : facts.papers) {
    const std::string key = key_of(paper);
    if (!key.empty()) groups[key].push_back(&paper);
  }
  for (const auto& [key, papers] : groups) {
    if (papers.size() < 2) continue;
    std::string ids;
    for (const LintPaper* paper : papers) ids += (ids.empty() ? "" : ", ") + paper->id;
    report.remarks.push_back({fmt::format("{}: {}", ids, papers.front()->title), papers.size()});
  }
  return report;
}

template <typename Holds>
LintReport papers_that(const LintFacts& facts, LintReport report, const Holds& holds) {
  for (const LintPaper& paper : facts.papers) {
    if (holds(paper)) report.remarks.push_back({fmt::format("{}: {}", paper.id, paper.title), 1});
  }
  return report;
}

bool has_repeated_author(const LintPaper& paper) {
  const std::set<std::string> once(paper.people.begin(), paper.people.end());
  return once.size() < paper.people.size();
}

}  // namespace

void lint_papers(const LintFacts& facts, std::vector<LintReport>& reports) {
  add_report(shared_by_papers(
                 facts, {"papers of one event have the same title", "is one listed twice?", 0, {}},
                 [](const LintPaper& paper) {
                   const std::string key = fold_key(paper.title);
                   return key.empty() ? key : paper.event + " " + key;
                 }),
             reports);
  add_report(shared_by_papers(facts, {"papers have the same DOI", "one of them is wrong", 0, {}},
                              [](const LintPaper& paper) { return fold(paper.doi); }),
             reports);
  add_report(
      shared_by_papers(facts, {"papers have the same arXiv id", "one of them is wrong", 0, {}},
                       [](const LintPaper& paper) { return paper.arxiv; }),
      reports);
  const auto add = [&](const char* what, const char* hint, auto holds) {
    add_report(papers_that(facts, {what, hint, 0, {}}, holds), reports);
  };
  add("papers have no title", "they are shown as Untitled",
      [](const LintPaper& paper) { return paper.title.empty(); });
  add("papers have no abstract", "they are found by title and authors only",
      [](const LintPaper& paper) { return !paper.has_abstract; });
  add("papers have no authors", "is that so?",
      [](const LintPaper& paper) { return paper.people.empty(); });
  add("papers name an author twice", "two people of one name need ids of their own in people.json",
      has_repeated_author);
  add("papers have HTML in title or abstract", "write plain text, with $…$ for formulas",
      [](const LintPaper& paper) { return paper.has_tags; });
  std::set<std::string> with_sessions;
  for (const Session& session : facts.frame.sessions) with_sessions.insert(session.event);
  add("papers stand in no session, though their event has some", "give them a presentation",
      [&](const LintPaper& paper) {
        return paper.sessions.empty() && with_sessions.contains(paper.event);
      });
}

}  // namespace paperfind
