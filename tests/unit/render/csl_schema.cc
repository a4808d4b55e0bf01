#include "tests/unit/render/csl_schema.h"

#include <string>
#include <vector>

// Without this valijson answers a schema it cannot read by abort().
#ifndef VALIJSON_USE_EXCEPTIONS
#define VALIJSON_USE_EXCEPTIONS 1
#endif
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "engine/base/nlohmann_json.h"

namespace paperfind::testing {
namespace {

// The part of that schema that speaks of what we write; what it does not name is not allowed.
nlohmann::json csl_schema() {
  using Json = nlohmann::json;
  const Json text = {{"type", "string"}};
  Json name = {{"type", "object"}, {"additionalProperties", false}};
  for (const char* part : {"family", "given", "non-dropping-particle", "suffix", "literal"}) {
    name["properties"][part] = text;
  }
  const Json day = {
      {"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 1}, {"maxItems", 3}};
  const Json date = {
      {"type", "object"},
      {"properties",
       {{"date-parts", {{"type", "array"}, {"items", day}, {"minItems", 1}, {"maxItems", 2}}}}},
      {"additionalProperties", false}};
  Json variables = {
      {"id", text},
      {"type", {{"enum", {"article", "article-journal", "paper-conference"}}}},
      {"author", {{"type", "array"}, {"items", name}}},
      {"issued", date},
  };
  for (const char* variable :
       {"abstract", "collection-title", "container-title", "DOI", "event-place", "event-title",
        "ISBN", "keyword", "language", "note", "page", "publisher", "title", "URL"}) {
    variables[variable] = text;
  }
  return {{"type", "array"},
          {"items",
           {{"type", "object"},
            {"properties", variables},
            {"required", {"type", "id"}},
            {"additionalProperties", false}}}};
}

}  // namespace

std::vector<std::string> csl_faults(const nlohmann::json& items) {
  using valijson::adapters::NlohmannJsonAdapter;
  valijson::Schema schema;
  const nlohmann::json source = csl_schema();
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(NlohmannJsonAdapter(source), schema);
  valijson::ValidationResults results;
  valijson::Validator().validate(schema, NlohmannJsonAdapter(items), &results);
  std::vector<std::string> lines;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    std::string place;
    for (const std::string& step : error.context) place += step;
    lines.push_back(place + ": " + error.description);
  }
  return lines;
}

}  // namespace paperfind::testing
