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

// Gives out each id once: the wanted one if it is free, else that with a hash of the raw string.
class IdGiver {
 public:
  std::string give(const std::string& wanted, const std::string& raw);
  // The one with a hash, also where the wanted one is free.
  std::string give_hashed(const std::string& wanted, const std::string& raw);

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
  // Counts an item that is no record.
  void skip(std::size_t ordinal) { ids_.resize(ordinal + 1); }
  // How many items there are, and how many of them are papers that are kept.
  [[nodiscard]] std::size_t items() const { return ids_.size(); }
  [[nodiscard]] std::size_t papers() const { return papers_.size(); }
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
  template <typename Record>
  [[nodiscard]] Status check(SchemaKind kind, Record record, const std::string& zone) const;
  [[nodiscard]] Status check_frame(const FlatRecord& record) const;
  [[nodiscard]] Status check_all(const FlatRecord& record) const;

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
