#include "engine/base/nlohmann_json.h"
#include "searchd/api/description.h"
#include "searchd/embedded.h"

namespace paperfind {
namespace {

using Json = nlohmann::ordered_json;

std::string name_in_ref(const std::string& ref) { return ref.substr(ref.rfind('/') + 1); }

std::string joined(const Json& words, const std::string& quote) {
  std::string text;
  for (const Json& word : words) {
    text += (text.empty() ? "" : " or ") + quote + word.get<std::string>() + quote;
  }
  return text;
}

std::string type_text(const Json& schema) {
  if (schema.contains("$ref")) return name_in_ref(schema["$ref"].get<std::string>());
  if (schema.contains("anyOf")) {
    std::string text;
    for (const Json& one : schema["anyOf"]) text += (text.empty() ? "" : " or ") + type_text(one);
    return text;
  }
  if (schema.contains("enum")) return joined(schema["enum"], "\"");
  const Json& type = schema["type"];
  if (type.is_array()) return joined(type, "");
  if (type == "array") return "list of " + type_text(schema["items"]);
  if (schema.contains("additionalProperties")) {
    return "object of " + type_text(schema["additionalProperties"]);
  }
  return type.get<std::string>();
}

// The schema that a value's own leads to first.
std::string referred(const Json& schema) {
  if (schema.contains("$ref")) return name_in_ref(schema["$ref"].get<std::string>());
  if (schema.contains("anyOf")) return referred(schema["anyOf"].front());
  for (const char* key : {"items", "additionalProperties"}) {
    if (schema.contains(key)) return referred(schema[key]);
  }
  return {};
}

}  // namespace

const Json& api_schemas() {
  static const Json kSchemas = [] {
    Json all = Json::object();
    for (const EmbeddedFile& file : embedded_files()) {
      if (file.name.starts_with("openapi/")) all.update(Json::parse(file.bytes));
    }
    return all;
  }();
  return kSchemas;
}

std::vector<SchemaKey> schema_keys(std::string_view schema) {
  std::vector<SchemaKey> keys;
  const auto found = api_schemas().find(std::string(schema));
  if (found == api_schemas().end() || !found->contains("properties")) return keys;
  for (const auto& [name, value] : found->at("properties").items()) {
    keys.push_back({name, type_text(value), referred(value), value.value("description", "")});
  }
  return keys;
}

}  // namespace paperfind
