// What the first pass of an import learns and the second one needs: events, sessions, schedule
// entries, and which record has which id.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"
#include "engine/record/validate.h"
#include "indexer/import/flat_record.h"

namespace paperfind {

// Gives each distinct raw string its own id: the wanted one if it is free, else that with a hash of
// the raw string.
class IdGiver {
 public:
  std::string give(const std::string& wanted, const std::string& raw);

 private:
  std::set<std::string> taken_;  // in lower case
};

class Catalogue {
 public:
  // Where a record stands; `ordinal` counts all items of the source, from 0.
  struct Place {
    std::size_t ordinal = 0;
    std::size_t input = 0;
    std::size_t line = 0;
  };

  // Takes an id for the record and catalogues its event and sessions, or says why it cannot be
  // kept. A record that is refused leaves nothing behind.
  Status add(const FlatRecord& record, const Place& place);

  // The id add() gave in the first pass; null for a record that was refused.
  [[nodiscard]] const std::string* given_id(std::size_t ordinal) const;
  // The record as it is written: with its id, event and presentations.
  Paper finished(FlatRecord&& record, const std::string& id);

  [[nodiscard]] const std::vector<Event>& events() const { return events_; }
  [[nodiscard]] const std::vector<Session>& sessions() const { return sessions_; }
  [[nodiscard]] const std::vector<ScheduleEntry>& schedule() const { return schedule_; }

 private:
  const Event& event_of(const FlatRecord& record);
  const Session& session_of(const FlatPresentation& presentation, const Event& event);
  Result<std::string> wanted_id(const FlatRecord& record);
  std::string id_from_title(const std::string& event_id, const std::string& title) const;
  Status add_entry(const FlatRecord& record);
  [[nodiscard]] Status check(const FlatRecord& record) const;

  SchemaChecker checker_;
  std::vector<Event> events_;
  std::vector<Session> sessions_;
  std::vector<ScheduleEntry> schedule_;
  std::map<std::pair<std::string, int>, std::size_t> event_index_;
  std::map<std::pair<std::string, std::string>, std::size_t> session_index_;
  IdGiver event_ids_;
  IdGiver session_ids_;
  IdGiver entry_ids_;
  std::unordered_map<std::string, Place> papers_;  // by id in lower case
  std::vector<std::string> ids_;                   // by ordinal; empty for refused ones
};

}  // namespace paperfind
