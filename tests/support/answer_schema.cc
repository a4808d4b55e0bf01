#include "tests/support/answer_schema.h"

// Without this valijson answers a schema it cannot read by abort().
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "engine/base/nlohmann_json.h"

namespace paperfind::testing {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

json closed_schema(const json& schema, const json& document) {
  if (schema.is_array()) {
    json out = json::array();
    for (const json& item : schema) out.push_back(closed_schema(item, document));
    return out;
  }
  if (!schema.is_object()) return schema;
  if (const auto ref = schema.find("$ref"); ref != schema.end()) {
    return closed_schema(document.at(json::json_pointer(ref->get<std::string>().substr(1))),
                         document);
  }
  json out = json::object();
  for (const auto& [key, value] : schema.items()) out[key] = closed_schema(value, document);
  const bool describes = schema.contains("properties") && schema["properties"].is_object();
  if (describes && !schema.contains("additionalProperties")) out["additionalProperties"] = false;
  return out;
}

std::string breaches(const json& schema, const json& value) {
  valijson::Schema compiled;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(NlohmannJsonAdapter(schema), compiled);
  valijson::Validator validator;
  valijson::ValidationResults results;
  std::string out;
  if (validator.validate(compiled, NlohmannJsonAdapter(value), &results)) return out;
  for (const valijson::ValidationResults::Error& error : results) {
    for (const std::string& part : error.context) out += part;
    out += ": " + error.description + "\n";
  }
  return out;
}

}  // namespace paperfind::testing
