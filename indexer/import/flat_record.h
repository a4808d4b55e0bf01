// One paper in the flat form, which every importer brings its records into: nulls, numbers for
// strings, stray characters and all. docs/importing.md lists the keys.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"

namespace paperfind {

// What the command line says of the papers.
struct ImportSettings {
  std::string event;           // instead of what the source says
  int year = 0;                // likewise; 0 for nothing
  std::string zone;            // IANA name, of times without an offset
  std::string fallback_event;  // where the source says nothing and `event` neither
};

// A place in the programme.
struct FlatPresentation {
  std::string key;    // tells the session from others of its event; empty for no session
  Session session;    // without `id` and `event`
  Presentation slot;  // without `session`
};

struct FlatRecord {
  std::string source_id;  // may be empty
  Event event;            // without `id`; `name` and `year` are never empty
  std::vector<FlatPresentation> presentations;
  // Without `id`, `event` and `presentations`, which depend on the other records.
  Paper paper;
  std::optional<ScheduleEntry> entry;  // then there is no paper; without `id` and `event`
  std::set<std::string> repairs;       // what was changed, in words
};

// Reads an object in the flat form, or says why it is no paper. Every text of every importer is
// repaired here.
Result<FlatRecord> read_flat_record(const nlohmann::json& object, const ImportSettings& settings);

}  // namespace paperfind
