#include "engine/store/catalog.h"

#include <fmt/format.h>

#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/record_json.h"
#include "engine/schema/fields.h"

namespace paperfind {
namespace {

constexpr const char* kFileName = "catalog.json";

template <typename Record>
nlohmann::ordered_json list_json(const std::vector<Record>& records) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Record& record : records) list.push_back(to_json(record));
  return list;
}

nlohmann::ordered_json synonyms_json(const std::vector<SynonymGroup>& groups) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const SynonymGroup& group : groups) {
    list.push_back({{"members", group.members}, {"also", group.also}});
  }
  return list;
}

template <typename Record>
void read_list(const nlohmann::json& list, std::vector<Record>& records,
               Record (*from_json)(const nlohmann::json&)) {
  for (const nlohmann::json& item : list) records.push_back(from_json(item));
}

template <typename Record>
void index_ids(const std::vector<Record>& records,
               std::unordered_map<std::string_view, std::size_t>& index) {
  for (std::size_t i = 0; i < records.size(); ++i) index.emplace(records[i].id, i);
}

template <typename Record>
const Record* at(const std::vector<Record>& records,
                 const std::unordered_map<std::string_view, std::size_t>& index,
                 std::string_view id) {
  const auto found = index.find(id);
  return found == index.end() ? nullptr : &records[found->second];
}

}  // namespace

Catalog::Catalog(CorpusFrame frame) : frame_(std::move(frame)) {
  index_ids(frame_.events, events_);
  index_ids(frame_.sessions, sessions_);
  index_ids(frame_.institutions, institutions_);
  index_ids(frame_.people, people_);
}

std::string to_text(const CorpusFrame& frame) {
  const nlohmann::ordered_json json{{"events", list_json(frame.events)},
                                    {"sessions", list_json(frame.sessions)},
                                    {"schedule", list_json(frame.schedule)},
                                    {"people", list_json(frame.people)},
                                    {"institutions", list_json(frame.institutions)},
                                    {"site", to_json(frame.site)},
                                    {"synonyms", synonyms_json(frame.synonyms)}};
  return json.dump() + "\n";
}

Status Catalog::save(const std::filesystem::path& folder) const {
  return write_file_atomic(folder / kFileName, to_text(frame_));
}

Result<Catalog> Catalog::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kFileName;
  const Result<std::string> text = read_file(path);
  if (!text.ok()) return text.error();
  try {
    const nlohmann::json json = nlohmann::json::parse(*text);
    CorpusFrame frame;
    read_list(json.at("events"), frame.events, &event_from_json);
    read_list(json.at("sessions"), frame.sessions, &session_from_json);
    read_list(json.at("schedule"), frame.schedule, &schedule_entry_from_json);
    read_list(json.at("people"), frame.people, &person_from_json);
    read_list(json.at("institutions"), frame.institutions, &institution_from_json);
    frame.site = site_from_json(json.at("site"));
    for (const nlohmann::json& group : json.at("synonyms")) {
      frame.synonyms.push_back({group.at("members"), group.at("also")});
    }
    return Catalog(std::move(frame));
  } catch (const nlohmann::json::exception& error) {
    return Error{ErrorCode::InvalidData, fmt::format("the catalog is damaged: {}", error.what()),
                 path.string(), "rebuild the index or roll back"};
  }
}

const Event* Catalog::event(std::string_view id) const { return at(frame_.events, events_, id); }
const Session* Catalog::session(std::string_view id) const {
  return at(frame_.sessions, sessions_, id);
}
const Institution* Catalog::institution(std::string_view id) const {
  return at(frame_.institutions, institutions_, id);
}
const Person* Catalog::person(std::string_view id) const { return at(frame_.people, people_, id); }

std::string Catalog::current_id(std::string_view facet, std::string_view id) const {
  std::string current(id);
  // No chain of replacements is longer than the list; a circle ends there.
  if (facet == spec_of(Facet::Institution).name) {
    for (std::size_t steps = 0; steps <= frame_.institutions.size(); ++steps) {
      const Institution* known = institution(current);
      if (known == nullptr || known->successor.empty()) break;
      current = known->successor;
    }
  } else if (facet == spec_of(Facet::Author).name) {
    for (std::size_t steps = 0; steps <= frame_.people.size(); ++steps) {
      const Person* known = person(current);
      if (known == nullptr || known->merged_into.empty()) break;
      current = known->merged_into;
    }
  }
  return current;
}

}  // namespace paperfind
