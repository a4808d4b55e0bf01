// The members of one object in the flat form, read one kind at a time. Only flat_*.cc includes
// this.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/flat_record.h"

namespace paperfind {

// Remembers what it had to change, and the first thing it cannot read.
class FlatReader {
 public:
  FlatReader(const nlohmann::json& object, FlatRecord& record) : object_(object), record_(record) {}

  [[nodiscard]] const std::string& fault() const { return fault_; }

  std::string line(const char* key);
  std::string text(const char* key);
  std::vector<std::string> words(const char* key);
  void authors();
  void event(const ImportSettings& settings);
  void presentations();
  void entry();
  void keywords();
  void identifiers();
  void links();
  void status();
  void others();

 private:
  [[nodiscard]] const nlohmann::json* member(const char* key) const;
  [[nodiscard]] bool has(const char* key) const { return member(key) != nullptr; }
  void repair(std::string what) { record_.repairs.insert(std::move(what)); }
  void fail(std::string what) {
    if (fault_.empty()) fault_ = std::move(what);
  }
  void keep(const std::string& key, const nlohmann::json& value);

  // The text of a member. `letters` is set when the repair changed more than blanks.
  std::string raw(const char* key, bool& letters);
  std::string repaired(std::string_view text, bool& letters);
  // One line of a member of `object`, a part of the record; empty when it is no text.
  std::string part(const nlohmann::json& object, const char* key);

  std::vector<std::string> strings(const nlohmann::json& value, const char* key);
  std::vector<std::string> addresses(const char* key);
  std::string address(const char* key);
  std::string with_scheme(std::string url);
  std::string day(const char* key);

  void author(const nlohmann::json& value);
  void add_author(Author author);
  void undouble_authors();
  std::vector<Affiliation> affiliations(const nlohmann::json& list);
  void person_names(Author& author, const nlohmann::json& value);

  void year(const ImportSettings& settings);
  std::string zone_of(const nlohmann::json& object, const char* key);
  std::string time(const nlohmann::json& object, const char* key, const std::string& zone);
  void times(const nlohmann::json& object, const std::string& zone, Presentation& slot);
  void presentation(const nlohmann::json& value);

  const nlohmann::json& object_;
  FlatRecord& record_;
  std::string fault_;
};

}  // namespace paperfind
