// Records to and from the JSON of docs/corpus-format.md.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/base/result.h"
#include "engine/record/corpus.h"
#include "engine/record/paper.h"

namespace paperfind {

// Canonical JSON of a record: keys in the order of the corpus format, empty ones left out. The same
// value gives the same bytes. `x_…` keys come last, sorted.
nlohmann::ordered_json to_json(const Paper& paper);
nlohmann::ordered_json to_json(const Session& session);
nlohmann::ordered_json to_json(const ScheduleEntry& entry);
nlohmann::ordered_json to_json(const Event& event);
nlohmann::ordered_json to_json(const Person& person);
nlohmann::ordered_json to_json(const Institution& institution);
nlohmann::ordered_json to_json(const EventFile& file);
nlohmann::ordered_json to_json(const SiteConfig& site);

// The corpus file as written to disk: two-space indent, a newline at the end.
std::string to_text(const EventFile& file);
// One line of a .jsonl corpus, without the newline: {"kind":"paper",…}. `kind` always stands first.
template <typename Record>
std::string to_jsonl_line(const Record& record);

// From JSON that validate.h accepted. These trust the shape and do not repeat its checks; a wrong
// type is a bug.
Paper paper_from_json(const nlohmann::json& json);
Session session_from_json(const nlohmann::json& json);
ScheduleEntry schedule_entry_from_json(const nlohmann::json& json);
Event event_from_json(const nlohmann::json& json);
Person person_from_json(const nlohmann::json& json);
Institution institution_from_json(const nlohmann::json& json);
SiteConfig site_from_json(const nlohmann::json& json);

}  // namespace paperfind
