#include "indexer/lint/lint.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/zoned_time.h"
#include "engine/schema/stored_paper.h"
#include "indexer/lint/lint_facts.h"

namespace paperfind {
namespace {

// "<b>", "</sub>", "<br/>", "<a href=…>"; not "a <b and x > y".
bool starts_tag(std::string_view text) {
  std::size_t at = 1;
  if (at < text.size() && text[at] == '/') ++at;
  const std::size_t name = at;
  while (at < text.size() && is_ascii_letter(text[at])) ++at;
  const std::size_t end = text.find('>', at);
  if (at == name || end == std::string_view::npos) return false;
  const std::string_view rest = text.substr(at, end - at);
  return rest.empty() || rest == "/" || rest == " /" ||
         (rest.front() == ' ' && rest.find('=') != std::string_view::npos);
}

bool has_tag(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (starts_tag(text.substr(at, 200))) return true;
  }
  return false;
}

// Each once, however many authors have it.
void add_unmapped(const Paper& paper, const std::set<std::string>& known, LintFacts& facts) {
  std::set<std::string_view> counted;
  for (const Author& author : paper.authors) {
    for (const Affiliation& affiliation : author.affiliations) {
      const bool mapped = known.contains(affiliation.institution) || affiliation.raw.empty();
      if (!mapped && counted.insert(affiliation.raw).second) ++facts.unmapped[affiliation.raw];
    }
  }
}

std::set<std::string> ids_of(const std::vector<Institution>& institutions) {
  std::set<std::string> ids;
  for (const Institution& institution : institutions) ids.insert(institution.id);
  return ids;
}

void add_paper(const Paper& paper, LintFacts& facts) {
  LintPaper& out = facts.papers.emplace_back();
  out.id = paper.id;
  out.title = paper.title;
  out.event = paper.event;
  out.doi = paper.doi;
  out.arxiv = paper.arxiv;
  out.has_abstract = !paper.abstract.empty();
  out.has_tags = has_tag(paper.title) || has_tag(paper.abstract);
  std::set<std::string> counted;
  for (const Author& author : paper.authors) {
    out.people.push_back(author.person);
    LintPerson& person = facts.people[author.person];
    if (person.name.empty()) person.name = author.name;
    if (counted.insert(author.person).second) ++person.papers;
    if (!author.orcid.empty()) person.orcids.insert(author.orcid);
  }
  for (const Presentation& slot : paper.presentations) {
    out.sessions.push_back(slot.session);
    out.slots.push_back(time_span(slot.start, slot.end));
    ++facts.session_papers[slot.session];
  }
}

}  // namespace

TimeSpan time_span(const std::string& start, const std::string& end) {
  const auto from = to_unix_seconds(start), to = to_unix_seconds(end);
  return from && to ? TimeSpan{*from, *to} : TimeSpan{};
}

void add_report(LintReport report, std::vector<LintReport>& reports) {
  if (report.remarks.empty()) return;
  std::stable_sort(report.remarks.begin(), report.remarks.end(),
                   [](const Remark& a, const Remark& b) { return a.papers > b.papers; });
  for (const Remark& remark : report.remarks) report.papers += remark.papers;
  reports.push_back(std::move(report));
}

Result<std::vector<LintReport>> lint(const CorpusPass& corpus, bool own_institutions) {
  LintFacts facts{corpus.resolver.frame(), {}, {}, {}, {}, {}};
  const std::set<std::string> known = ids_of(facts.frame.institutions);
  for (std::size_t place = 0; place < corpus.papers.size(); ++place) {
    const Result<std::string> bytes = corpus.papers.bytes(place);
    if (!bytes.ok()) return bytes.error();
    const Result<Paper> paper = decode_paper(*bytes);
    if (!paper.ok()) return paper.error();
    add_paper(*paper, facts);
    if (own_institutions) add_unmapped(*paper, known, facts);
  }
  for (const Session& session : facts.frame.sessions) {
    const TimeSpan time = time_span(session.start, session.end);
    if (time.known()) facts.session_times[session.id] = time;
  }
  std::vector<LintReport> reports;
  lint_papers(facts, reports);
  lint_people(facts, reports);
  lint_affiliations(facts, reports);
  lint_times(facts, reports);
  lint_overrides(corpus.overrides, reports);
  std::stable_sort(reports.begin(), reports.end(),
                   [](const LintReport& a, const LintReport& b) { return a.papers > b.papers; });
  return reports;
}

}  // namespace paperfind
