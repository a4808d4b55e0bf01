// JSON Schema (draft-07, corpus/schema/) over a record: valijson decides, the schema's own
// descriptions explain.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/json_position.h"

namespace paperfind {

enum class SchemaKind {
  Paper,
  Session,
  ScheduleEntry,
  Event,
  Person,
  Institution,
  Site,
  Corpus,        // a whole .json file
  People,        // authority/people.json
  Institutions,  // authority/institutions.json
  Override,      // a line of overrides.jsonl
};

// One way in which a value breaks its schema.
struct Violation {
  std::string pointer;  // from the value that was checked
  PointAt at = PointAt::Value;
  std::string message;
  std::string hint;
};

// Keywords our schemas may use: those a test proves valijson enforces, and those that only
// annotate.
const std::vector<std::string_view>& enforced_schema_keywords();
const std::vector<std::string_view>& annotation_schema_keywords();

// Checks values against the built-in schemas. Cheap to use again, not to be shared between threads.
class SchemaChecker {
 public:
  SchemaChecker();
  ~SchemaChecker();
  SchemaChecker(const SchemaChecker&) = delete;
  SchemaChecker& operator=(const SchemaChecker&) = delete;

  [[nodiscard]] bool accepts(SchemaKind kind, const nlohmann::json& value) const;
  // Nothing for a value that is accepted; sorted by pointer, at most 50.
  [[nodiscard]] std::vector<Violation> explain(SchemaKind kind, const nlohmann::json& value) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Every built-in schema with its references replaced by what they refer to, as valijson sees it.
nlohmann::json expanded_schema(SchemaKind kind);

// True when valijson accepts `value` under `schema`: for tests of what valijson enforces.
bool valijson_accepts(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace paperfind
