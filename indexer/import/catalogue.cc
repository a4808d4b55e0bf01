#include "indexer/import/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "engine/base/ascii.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/field_checks.h"
#include "engine/record/identifiers.h"
#include "engine/record/json_reader.h"
#include "engine/record/record_json.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr const char* kDefaultZone = "UTC";  // of an event whose source says none

std::string zone_of(const Event& event) { return event.tz.empty() ? kDefaultZone : event.tz; }

std::string json_text(const std::string& value) {
  using nlohmann::json;
  return json(value).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string cut_on_word(std::string id) {
  if (id.size() <= kMaxIdBytes) return id;
  const std::size_t dash = id.rfind('-', kMaxIdBytes);
  id.resize(dash == std::string::npos || dash == 0 ? kMaxIdBytes : dash);
  return id;
}

std::string first_words(const std::string& text, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t words = 0; words < count && end != std::string::npos; ++words) {
    end = text.find(' ', end == 0 ? 0 : end + 1);
  }
  return text.substr(0, end);
}

}  // namespace

std::string IdGiver::give(const std::string& wanted, const std::string& raw) {
  std::string id = cut_on_word(wanted);
  const bool free = is_valid_id(id) && taken_.insert(ascii_lower(id)).second;
  return free ? id : give_hashed(id, raw);
}

std::string IdGiver::give_hashed(const std::string& wanted, const std::string& raw) {
  std::string id = with_hash_suffix(wanted, raw);
  for (int n = 2; !taken_.insert(ascii_lower(id)).second; ++n) {
    id = with_hash_suffix(wanted, raw + "\n" + std::to_string(n));
  }
  return id;
}

const Event& Catalogue::event_of(const FlatRecord& record) {
  const auto key = std::make_pair(record.event.name, record.event.year);
  const auto [it, added] = event_index_.try_emplace(key, events_.size());
  if (!added) return events_[it->second];
  const std::string year = std::to_string(record.event.year);
  std::string wanted = slug(record.event.name);
  if (("-" + wanted + "-").find("-" + year + "-") == std::string::npos) {
    // The year stays when the name is cut.
    wanted = slug(record.event.name, kMaxIdBytes - year.size() - 1);
    wanted += (wanted.empty() ? "" : "-") + year;
  }
  Event event = record.event;
  event.id = event_ids_.give(wanted, record.event.name + " " + year);
  event.tz = zone_of(event);
  events_.push_back(std::move(event));
  return events_.back();
}

const Session& Catalogue::session_of(const FlatPresentation& presentation, const Event& event) {
  const auto key = std::make_pair(event.id, presentation.key);
  const auto [it, added] = session_index_.try_emplace(key, sessions_.size());
  if (!added) return sessions_[it->second];
  const std::string words = slug(presentation.session.title);
  Session session = presentation.session;
  // Without a letter to make words of, the hash alone tells it apart.
  session.id = words.empty() ? session_ids_.give_hashed(event.id, presentation.key)
                             : session_ids_.give(event.id + "-" + words, presentation.key);
  session.event = event.id;
  sessions_.push_back(std::move(session));
  return sessions_.back();
}

Result<std::string> Catalogue::wanted_id(const FlatRecord& record) {
  if (record.source_id.empty()) return id_from_title(event_of(record).id, record.paper.title);
  std::string id = id_from_source(record.source_id);
  if (!id.empty()) return id;
  return Error{ErrorCode::InvalidData,
               fmt::format("id \"{}\" has no letter or digit", record.source_id)};
}

// "<event>-<first six words>", with a hash of the title where another paper has that.
std::string Catalogue::id_from_title(const std::string& event_id, const std::string& title) const {
  const std::string words = slug(first_words(title, 6));
  const std::string id = cut_on_word(event_id + (words.empty() ? "" : "-" + words));
  const bool taken = words.empty() || papers_.count(ascii_lower(id)) > 0;
  return taken ? with_hash_suffix(id, title) : id;
}

Status Catalogue::add_entry(const FlatRecord& record) {
  ScheduleEntry entry = *record.entry;
  const Event& event = event_of(record);
  entry.event = event.id;
  entry.id = entry_ids_.give(event.id + "-" + slug(entry.title), entry.title + entry.start);
  schedule_.push_back(std::move(entry));
  return {};
}

// What `validate` would say of the record, whatever ids it and those it names get. `zone` is that
// of its times.
template <typename Record>
Status Catalogue::check(SchemaKind kind, Record record, const std::string& zone) const {
  constexpr bool kPaper = std::is_same_v<Record, Paper>;
  record.id = "id";
  if constexpr (!std::is_same_v<Record, Event>) record.event = "event";
  std::size_t ids = 2;
  if constexpr (kPaper) ids += record.presentations.size();
  const std::string line = to_jsonl_line(record);
  const auto wrong = [](std::string what) {
    return Error{ErrorCode::InvalidData, std::move(what)};
  };
  // Room for the ids that are still to come.
  if (line.size() + kMaxIdBytes * ids > kMaxRecordBytes) {
    return wrong(fmt::format("the record is longer than {} bytes", kMaxRecordBytes));
  }
  std::vector<JsonProblem> problems;
  std::optional<nlohmann::json> value = parse_json(line, problems);
  if (!value) return wrong(problems.front().pointer + ": " + problems.front().message);
  value->erase("kind");
  std::vector<Violation> violations = check_record(checker_, kind, *value);
  const auto slots = value->find("presentations");
  for (std::size_t i = 0; kPaper && slots != value->end() && i < slots->size(); ++i) {
    check_times((*slots)[i], zone, fmt::format("/presentations/{}", i), violations);
  }
  if (kind == SchemaKind::Session || kind == SchemaKind::ScheduleEntry) {
    check_times(*value, zone, "", violations);
  }
  if (violations.empty()) return {};
  return wrong(violations.front().pointer + ": " + violations.front().message);
}

// The event and the sessions that are not catalogued yet.
Status Catalogue::check_frame(const FlatRecord& record) const {
  const auto of = [](Status status, const char* what) -> Status {
    if (status.ok()) return status;
    return Error{status.error().code, std::string(what) + status.error().message};
  };
  const std::string zone = zone_of(record.event);
  const auto event = event_index_.find({record.event.name, record.event.year});
  if (event == event_index_.end()) {
    Event checked = record.event;
    checked.tz = zone;
    if (Status sound = check(SchemaKind::Event, checked, zone); !sound.ok())
      return of(sound, "its event: ");
  }
  for (const FlatPresentation& presentation : record.presentations) {
    if (presentation.key.empty()) continue;
    if (event != event_index_.end() &&
        session_index_.count({events_[event->second].id, presentation.key}) > 0) {
      continue;
    }
    const Session& session = presentation.session;
    const Status sound =
        check(SchemaKind::Session, session, session.tz.empty() ? zone : session.tz);
    if (!sound.ok()) return of(sound, "its session: ");
  }
  return {};
}

Status Catalogue::check_all(const FlatRecord& record) const {
  const std::string zone = zone_of(record.event);
  Status sound;
  if (record.entry) {
    sound = check(SchemaKind::ScheduleEntry, *record.entry, zone);
  } else {
    Paper paper = record.paper;
    for (const FlatPresentation& presentation : record.presentations) {
      paper.presentations.push_back(presentation.slot);
    }
    sound = check(SchemaKind::Paper, std::move(paper), zone);
  }
  return sound.ok() ? check_frame(record) : sound;
}

Status Catalogue::add(const FlatRecord& record, const Place& place) {
  ids_.resize(place.ordinal + 1);
  if (Status checked = check_all(record); !checked.ok()) return checked;
  if (record.entry) return add_entry(record);
  Result<std::string> id = wanted_id(record);
  if (!id.ok()) return id.error();
  const auto taken = papers_.find(ascii_lower(*id));
  if (taken != papers_.end()) {
    const auto& [ordinal, input, line] = taken->second;
    const std::string where = input == place.input ? "" : fmt::format(" of input {}", input + 1);
    return Error{ErrorCode::InvalidData,
                 fmt::format("id \"{}\" is taken by line {}{}", *id, line, where)};
  }
  // Its sessions get their ids in the order of the first pass.
  FlatRecord copy = record;
  copy.paper = {};
  (void)finished(std::move(copy), *id);
  papers_.emplace(ascii_lower(*id), place);
  ids_[place.ordinal] = std::move(*id);
  return {};
}

const std::string* Catalogue::given_id(std::size_t ordinal) const {
  if (ordinal >= ids_.size() || ids_[ordinal].empty()) return nullptr;
  return &ids_[ordinal];
}

Paper Catalogue::finished(FlatRecord&& record, const std::string& id) {
  const Event& event = event_of(record);
  Paper paper = std::move(record.paper);
  paper.id = id;
  if (!record.source_id.empty() && record.source_id != id) {
    paper.extra["x_source_id"] = json_text(record.source_id);
  }
  paper.event = event.id;
  for (FlatPresentation& presentation : record.presentations) {
    Presentation slot = std::move(presentation.slot);
    if (!presentation.key.empty()) slot.session = session_of(presentation, event).id;
    paper.presentations.push_back(std::move(slot));
  }
  return paper;
}

}  // namespace paperfind
