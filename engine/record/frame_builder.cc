#include "engine/record/frame_builder.h"

#include <fmt/format.h>

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/record/field_checks.h"
#include "engine/record/record_json.h"

namespace paperfind {
namespace {

using nlohmann::json;

// What a list of a file, or a `kind` of a line, holds.
struct RecordList {
  std::string_view list;  // in a .json file
  std::string_view kind;  // in a .jsonl file; empty: does not occur there
  SchemaKind schema;
  SchemaKind file;  // the files that may have it
};

constexpr RecordList kLists[] = {
    {"sessions", "session", SchemaKind::Session, SchemaKind::Corpus},
    {"schedule", "schedule", SchemaKind::ScheduleEntry, SchemaKind::Corpus},
    {"people", "", SchemaKind::Person, SchemaKind::People},
    {"institutions", "", SchemaKind::Institution, SchemaKind::Institutions},
};

// A record that is right by itself, waiting for the others it refers to.
struct Pending {
  json value;
  RecordSource source;  // its `text` is `text` below
  std::unique_ptr<const std::string> text;
};

std::string text_of(const json& record, const char* key) { return record.value(key, ""); }

std::vector<Violation> missing(const json& record, const char* key, std::string_view what) {
  return {{std::string("/") + key, PointAt::Value,
           fmt::format("there is no {} \"{}\"", what, text_of(record, key)),
           "add it, or repair it where it is reported here"}};
}

}  // namespace

struct FrameBuilder::State {
  State(std::vector<Finding>& out, OverrideBook&& book)
      : findings(out), overrides(std::move(book)) {}

  std::vector<Pending>& of(SchemaKind kind) { return pending[kind]; }
  bool well_formed(SchemaKind kind, json& value, const RecordSource& source);
  void keep(SchemaKind kind, json&& value, const RecordSource& source);
  // Keeps one that is right by itself, as its override has it.
  void add(SchemaKind kind, json&& value, RecordSource source);
  void take_event(json& rest, bool complete, const RecordSource& whole);
  void take_site(json& rest, const RecordSource& whole);

  // Drops the pending records of a kind for which `check` gives violations, and reports those.
  template <typename Check>
  void sift(SchemaKind kind, Check check);
  void sift_ids(SchemaKind kind, std::string_view what);
  // Records that refer by `key` to one of their own kind that is not there; repeated, as one drop
  // may cause another.
  void sift_references(SchemaKind kind, std::initializer_list<const char*> keys,
                       std::string_view what);
  void sift_events_and_times(SchemaKind kind);
  std::set<std::string> ids_of(SchemaKind kind);

  std::vector<Finding>& findings;
  OverrideBook overrides;
  SchemaChecker checker;
  std::map<SchemaKind, std::vector<Pending>> pending;
  std::map<std::string, std::string> event_zones;
  SiteConfig site;
  SchemaKind file_kind = SchemaKind::Corpus;
  std::size_t first_schedule_of_file = 0;
};

bool FrameBuilder::State::well_formed(SchemaKind kind, json& value, const RecordSource& source) {
  const std::vector<Violation> violations = check_record(checker, kind, value);
  add_findings(source, violations, findings);
  return violations.empty();
}

void FrameBuilder::State::keep(SchemaKind kind, json&& value, const RecordSource& source) {
  Pending one{std::move(value), source, std::make_unique<const std::string>(source.text)};
  one.source.text = *one.text;
  of(kind).push_back(std::move(one));
}

void FrameBuilder::State::add(SchemaKind kind, json&& value, RecordSource source) {
  source.changed_by = overrides.apply(kind, value);
  if (!well_formed(kind, value, source)) return;
  const bool is_line = source.pointer.empty();
  if (is_line && kind == SchemaKind::ScheduleEntry && text_of(value, "event").empty()) {
    findings.push_back(finding_at(
        source, {"", PointAt::Value, "the key \"event\" is missing", "add it: id of the event"}));
    return;
  }
  keep(kind, std::move(value), source);
}

void FrameBuilder::State::take_event(json& rest, bool complete, const RecordSource& file) {
  RecordSource whole = file;
  const bool has_event = rest.is_object() && rest.contains("event");
  if (has_event) {
    whole.changed_by = overrides.apply(SchemaKind::Event, rest["event"]);
    whole.changed_at = "/event";
  }
  std::vector<Violation> violations;
  if (complete) violations = checker.explain(SchemaKind::Corpus, rest);
  add_findings(whole, violations, findings);
  if (!has_event) return;
  json& event = rest["event"];
  if (!checker.accepts(SchemaKind::Event, event)) return;
  const std::size_t begin = locate(whole.text, "/event", PointAt::Value);
  const RecordSource source{whole.file, "/event", LineCounter(whole.text).at(begin),
                            whole.text.substr(begin, value_end(whole.text, begin) - begin),
                            whole.changed_by};
  if (!well_formed(SchemaKind::Event, event, source)) return;
  for (std::size_t i = first_schedule_of_file; i < of(SchemaKind::ScheduleEntry).size(); ++i) {
    json& entry = of(SchemaKind::ScheduleEntry)[i].value;
    if (text_of(entry, "event").empty()) entry["event"] = event["id"];
  }
  keep(SchemaKind::Event, std::move(event), source);
}

void FrameBuilder::State::take_site(json& rest, const RecordSource& whole) {
  if (!well_formed(SchemaKind::Site, rest, whole)) return;
  site = site_from_json(rest);
}

template <typename Check>
void FrameBuilder::State::sift(SchemaKind kind, Check check) {
  std::vector<Pending> good;
  for (Pending& one : of(kind)) {
    const std::vector<Violation> violations = check(one);
    add_findings(one.source, violations, findings);
    if (violations.empty()) good.push_back(std::move(one));
  }
  of(kind) = std::move(good);
}

void FrameBuilder::State::sift_ids(SchemaKind kind, std::string_view what) {
  IdRegistry registry(what);
  sift(kind, [&](const Pending& one) {
    std::vector<Violation> out;
    registry.claim(text_of(one.value, "id"), one.source.position(), "/id", out);
    return out;
  });
}

std::set<std::string> FrameBuilder::State::ids_of(SchemaKind kind) {
  std::set<std::string> ids;
  for (const Pending& one : of(kind)) ids.insert(text_of(one.value, "id"));
  return ids;
}

void FrameBuilder::State::sift_references(SchemaKind kind, std::initializer_list<const char*> keys,
                                          std::string_view what) {
  std::size_t before = 0;
  do {
    before = of(kind).size();
    const std::set<std::string> ids = ids_of(kind);
    sift(kind, [&](const Pending& one) {
      for (const char* key : keys) {
        const std::string id = text_of(one.value, key);
        if (!id.empty() && ids.count(id) == 0) return missing(one.value, key, what);
      }
      return std::vector<Violation>{};
    });
  } while (of(kind).size() < before);
}

void FrameBuilder::State::sift_events_and_times(SchemaKind kind) {
  sift(kind, [&](Pending& one) {
    const auto event = event_zones.find(text_of(one.value, "event"));
    if (event == event_zones.end()) return missing(one.value, "event", "event");
    const std::string zone = text_of(one.value, "tz");
    std::vector<Violation> out;
    check_times(one.value, zone.empty() ? event->second : zone, "", out);
    return out;
  });
}

FrameBuilder::FrameBuilder(std::vector<Finding>& findings, OverrideBook overrides)
    : state_(std::make_unique<State>(findings, std::move(overrides))) {}
FrameBuilder::~FrameBuilder() = default;

std::vector<Finding>& FrameBuilder::findings() { return state_->findings; }

void FrameBuilder::begin_file(SchemaKind kind) {
  state_->file_kind = kind;
  state_->first_schedule_of_file = state_->of(SchemaKind::ScheduleEntry).size();
}

void FrameBuilder::add_listed(std::string_view list, json&& value, const RecordSource& source) {
  for (const RecordList& known : kLists) {
    // A list in the wrong kind of file is an unknown key, which end_file() reports.
    if (known.list != list || known.file != state_->file_kind) continue;
    state_->add(known.schema, std::move(value), source);
  }
}

void FrameBuilder::end_file(json& rest, bool complete, const RecordSource& whole) {
  switch (state_->file_kind) {
    case SchemaKind::Corpus:
      return state_->take_event(rest, complete, whole);
    case SchemaKind::Site:
      if (complete) state_->take_site(rest, whole);
      return;
    default:
      if (complete) {
        add_findings(whole, state_->checker.explain(state_->file_kind, rest), state_->findings);
      }
  }
}

void FrameBuilder::add_line(json&& value, const RecordSource& source) {
  const std::string kind = value.is_object() && value.contains("kind") && value["kind"].is_string()
                               ? value["kind"].get<std::string>()
                               : "";
  if (kind == "paper") return;
  std::optional<SchemaKind> schema;
  if (kind == "event") schema = SchemaKind::Event;
  for (const RecordList& known : kLists) {
    if (!known.kind.empty() && known.kind == kind) schema = known.schema;
  }
  if (!schema) {
    state_->findings.push_back(
        finding_at(source, {value.is_object() && value.contains("kind") ? "/kind" : "",
                            PointAt::Value, "the line does not say what it is",
                            R"(start it with {"kind":"paper",… or event, session, schedule)"}));
    return;
  }
  value.erase("kind");
  state_->add(*schema, std::move(value), source);
}

namespace {

template <typename Record, typename Convert>
std::vector<Record> converted(const std::vector<Pending>& pending, Convert convert) {
  std::vector<Record> out;
  out.reserve(pending.size());
  for (const Pending& one : pending) out.push_back(convert(one.value));
  return out;
}

}  // namespace

CorpusFrame FrameBuilder::finish() {
  State& state = *state_;
  state.sift_ids(SchemaKind::Event, "event");
  for (const Pending& event : state.of(SchemaKind::Event)) {
    state.event_zones.emplace(text_of(event.value, "id"), text_of(event.value, "tz"));
  }
  state.sift_events_and_times(SchemaKind::Session);
  state.sift_ids(SchemaKind::Session, "session");
  state.sift_references(SchemaKind::Session, {"parent"}, "session");
  state.sift_events_and_times(SchemaKind::ScheduleEntry);
  state.sift_ids(SchemaKind::ScheduleEntry, "schedule entry");
  state.sift_ids(SchemaKind::Person, "person");
  state.sift_references(SchemaKind::Person, {"merged_into"}, "person");
  state.sift_ids(SchemaKind::Institution, "institution");
  state.sift_references(SchemaKind::Institution, {"parent", "successor"}, "institution");

  state.overrides.add_unmatched(/*of_papers=*/false, state.findings);

  CorpusFrame frame;
  frame.events = converted<Event>(state.of(SchemaKind::Event), event_from_json);
  frame.sessions = converted<Session>(state.of(SchemaKind::Session), session_from_json);
  frame.schedule =
      converted<ScheduleEntry>(state.of(SchemaKind::ScheduleEntry), schedule_entry_from_json);
  frame.people = converted<Person>(state.of(SchemaKind::Person), person_from_json);
  frame.institutions =
      converted<Institution>(state.of(SchemaKind::Institution), institution_from_json);
  frame.site = std::move(state.site);
  return frame;
}

}  // namespace paperfind
