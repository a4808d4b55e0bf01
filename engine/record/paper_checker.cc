#include "engine/record/paper_checker.h"

#include <fmt/format.h>

#include <string>
#include <unordered_map>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/record/corpus_overrides.h"
#include "engine/record/field_checks.h"
#include "engine/record/record_json.h"

namespace paperfind {

using nlohmann::json;

struct PaperChecker::State {
  State(const CorpusFrame& frame, std::vector<Finding>& out, OverrideLog* log);

  void check_references(json& value, std::vector<Violation>& out) const;
  void check_presentation(json& presentation, const std::string& event_zone,
                          const std::string& pointer, std::vector<Violation>& out) const;
  void claim_ids(const Paper& paper, const RecordSource& source, std::vector<Violation>& out);

  std::vector<Finding>& findings;
  OverrideBook overrides;
  SchemaChecker checker;
  std::unordered_map<std::string, std::string> event_zones;
  std::unordered_map<std::string, std::string> session_zones;
  IdRegistry ids{"paper"};  // former ids too: they redirect, so nobody else may have them
};

PaperChecker::State::State(const CorpusFrame& frame, std::vector<Finding>& out, OverrideLog* log)
    : findings(out), overrides(frame.overrides, log) {
  for (const Event& event : frame.events) event_zones.emplace(event.id, event.tz);
  for (const Session& session : frame.sessions) {
    session_zones.emplace(session.id, session.tz.empty() ? event_zones[session.event] : session.tz);
  }
}

void PaperChecker::State::check_presentation(json& presentation, const std::string& event_zone,
                                             const std::string& pointer,
                                             std::vector<Violation>& out) const {
  const std::string session = presentation.value("session", "");
  const auto zone = session_zones.find(session);
  if (!session.empty() && zone == session_zones.end()) {
    out.push_back({pointer + "/session", PointAt::Value,
                   fmt::format("there is no session \"{}\"", session),
                   "add it, or repair it where it is reported here"});
    return;
  }
  check_times(presentation, session.empty() ? event_zone : zone->second, pointer, out);
}

void PaperChecker::State::check_references(json& value, std::vector<Violation>& out) const {
  const std::string& event = value["event"].get_ref<const std::string&>();
  const auto zone = event_zones.find(event);
  if (zone == event_zones.end()) {
    out.push_back({"/event", PointAt::Value, fmt::format("there is no event \"{}\"", event),
                   "add it, or repair it where it is reported here"});
    return;
  }
  check_day_or_time(value, "visible_from", zone->second, out);
  const auto presentations = value.find("presentations");
  if (presentations == value.end()) return;
  for (std::size_t i = 0; i < presentations->size(); ++i) {
    check_presentation((*presentations)[i], zone->second, fmt::format("/presentations/{}", i), out);
  }
}

void PaperChecker::State::claim_ids(const Paper& paper, const RecordSource& source,
                                    std::vector<Violation>& out) {
  const SourcePosition position = source.position();
  if (!ids.claim(paper.id, position, "/id", out)) return;
  for (std::size_t i = 0; i < paper.aliases.size(); ++i) {
    ids.claim(paper.aliases[i], position, fmt::format("/aliases/{}", i), out);
  }
}

PaperChecker::PaperChecker(const CorpusFrame& frame, std::vector<Finding>& findings,
                           OverrideLog* log)
    : state_(std::make_unique<State>(frame, findings, log)) {}
PaperChecker::~PaperChecker() = default;

std::vector<Finding>& PaperChecker::findings() { return state_->findings; }

void PaperChecker::finish() {
  state_->overrides.add_unmatched(/*of_papers=*/true, state_->findings);
}

std::optional<Paper> PaperChecker::check(json&& value, RecordSource& source) {
  source.changed_by = state_->overrides.apply(SchemaKind::Paper, value);
  std::vector<Violation> violations = check_record(state_->checker, SchemaKind::Paper, value);
  if (violations.empty()) state_->check_references(value, violations);
  std::optional<Paper> paper;
  if (violations.empty()) {
    paper = paper_from_json(value);
    state_->claim_ids(*paper, source, violations);
  }
  add_findings(source, violations, state_->findings);
  if (!violations.empty()) return std::nullopt;
  return paper;
}

}  // namespace paperfind
