#include "engine/record/explain_violation.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <regex>

#include "engine/base/nearest.h"
#include "engine/base/nlohmann_json.h"
#include "engine/base/utf8.h"

namespace paperfind {
namespace {

using nlohmann::json;

// Values in messages: short, and safe whatever they hold.
std::string shown(const json& value) {
  constexpr std::size_t kMaxBytes = 60;
  return shortened(value.dump(-1, ' ', false, json::error_handler_t::replace), kMaxBytes);
}

std::string description_of(const json& schema) {
  return schema.is_object() ? schema.value("description", "") : "";
}

std::string nearest_key(const json& properties, const std::string& key) {
  std::vector<std::string> known;
  for (const auto& [name, unused] : properties.items()) known.push_back(name);
  if (const auto near = nearest(key, known)) return *near;
  // The start of a longer one: "desc", "pres".
  for (const std::string& name : known) {
    if (key.size() >= 3 && name.compare(0, key.size(), key) == 0) return name;
  }
  return "";
}

std::string unknown_key_hint(const json& schema, const std::string& key) {
  if (key.find("mail") != std::string::npos) return "mail addresses are not kept: remove it";
  const json properties = schema.value("properties", json::object());
  const std::string nearest = nearest_key(properties, key);
  if (!nearest.empty()) return fmt::format("did you mean \"{}\"?", nearest);
  if (schema.contains("patternProperties") && schema["patternProperties"].contains("^x_")) {
    return "a key of your own starts with x_";
  }
  std::string keys;
  for (const auto& [known, unused] : properties.items()) keys += (keys.empty() ? "" : ", ") + known;
  return keys.empty() ? description_of(schema) : "known here: " + keys;
}

bool matches_pattern_property(const json& schema, const std::string& key) {
  if (!schema.contains("patternProperties")) return false;
  for (const auto& [pattern, unused] : schema["patternProperties"].items()) {
    if (std::regex_search(key, std::regex(pattern))) return true;
  }
  return false;
}

const char* type_name(const json& value) {
  switch (value.type()) {
    case json::value_t::null:
      return "null";
    case json::value_t::object:
      return "an object";
    case json::value_t::array:
      return "a list";
    case json::value_t::string:
      return "a string";
    case json::value_t::boolean:
      return "true or false";
    case json::value_t::number_float:
      return "a number with a fraction";
    default:
      return "a number";
  }
}

const char* wanted_type_name(const std::string& type) {
  if (type == "string") return "a string";
  if (type == "object") return "an object";
  if (type == "array") return "a list";
  if (type == "boolean") return "true or false";
  return type == "integer" ? "a whole number" : type.c_str();
}

bool has_type(const json& value, const std::string& type) {
  if (type == "string") return value.is_string();
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "boolean") return value.is_boolean();
  return type == "integer" ? value.is_number_integer() : true;
}

std::vector<std::string> types_of(const json& schema) {
  const auto it = schema.find("type");
  if (it == schema.end()) return {};
  if (it->is_string()) return {it->get<std::string>()};
  return it->get<std::vector<std::string>>();
}

void explain_object(const json& schema, const json& value, const std::string& pointer,
                    std::vector<Violation>& out) {
  const json properties = schema.value("properties", json::object());
  for (const json& required : schema.value("required", json::array())) {
    const std::string key = required.get<std::string>();
    if (value.contains(key)) continue;
    const std::string what = properties.contains(key) ? description_of(properties[key]) : "";
    out.push_back({pointer, PointAt::Value, fmt::format("the key \"{}\" is missing", key),
                   what.empty() ? "add it" : "add it: " + what});
  }
  const auto additional = schema.find("additionalProperties");
  if (additional == schema.end() || *additional != json(false)) return;
  for (const auto& [key, unused] : value.items()) {
    if (properties.contains(key) || matches_pattern_property(schema, key)) continue;
    out.push_back({fmt::format("{}/{}", pointer, escape_pointer_token(key)), PointAt::Key,
                   fmt::format("unknown key {}", shown(key)), unknown_key_hint(schema, key)});
  }
}

std::optional<std::string> string_fault(const json& schema, const json& value) {
  const std::string& text = value.get_ref<const std::string&>();
  if (text.empty() && schema.value("minLength", 0) > 0) return "is empty";
  if (schema.contains("maxLength") &&
      character_count(text) > schema["maxLength"].get<std::size_t>()) {
    return fmt::format("is longer than {} characters", schema["maxLength"].get<std::size_t>());
  }
  if (schema.contains("pattern") &&
      !std::regex_search(text, std::regex(schema["pattern"].get<std::string>()))) {
    return shown(value) + " is not of the form wanted here";
  }
  return std::nullopt;
}

std::optional<std::string> number_fault(const json& schema, const json& value) {
  const double number = value.get<double>();
  if (schema.contains("minimum") && number < schema["minimum"].get<double>()) {
    return fmt::format("{} is less than {}", shown(value), shown(schema["minimum"]));
  }
  if (schema.contains("maximum") && number > schema["maximum"].get<double>()) {
    return fmt::format("{} is more than {}", shown(value), shown(schema["maximum"]));
  }
  return std::nullopt;
}

std::optional<std::string> scalar_fault(const json& schema, const json& value) {
  if (schema.contains("const") && schema["const"] != value) {
    return fmt::format("is {}, not {}", shown(value), shown(schema["const"]));
  }
  if (const auto allowed = schema.find("enum"); allowed != schema.end()) {
    if (std::find(allowed->begin(), allowed->end(), value) == allowed->end()) {
      return shown(value) + " is not one of the values known here";
    }
  }
  if (value.is_string()) return string_fault(schema, value);
  if (value.is_number()) return number_fault(schema, value);
  return std::nullopt;
}

std::optional<std::string> type_fault(const json& schema, const json& value) {
  const std::vector<std::string> types = types_of(schema);
  if (types.empty()) return std::nullopt;
  std::string wanted;
  for (const std::string& type : types) {
    if (has_type(value, type)) return std::nullopt;
    wanted += (wanted.empty() ? "" : " or ") + std::string(wanted_type_name(type));
  }
  return fmt::format("is {}, not {}", type_name(value), wanted);
}

}  // namespace

const json* subschema_at(const json& schema, const std::string& pointer) {
  const json* at = &schema;
  std::size_t start = 0;
  while (start < pointer.size() && at->is_object()) {
    const std::size_t end = std::min(pointer.find('/', start + 1), pointer.size());
    const std::string key = json::json_pointer(pointer.substr(start, end - start)).back();
    start = end;
    const json* next = nullptr;
    if (at->contains("properties") && (*at)["properties"].contains(key)) {
      next = &(*at)["properties"][key];
    } else if (at->contains("items")) {
      next = &(*at)["items"];
    } else if (at->contains("patternProperties")) {
      for (const auto& [pattern, one] : (*at)["patternProperties"].items()) {
        if (std::regex_search(key, std::regex(pattern))) next = &one;
      }
    }
    if (next == nullptr) return nullptr;
    at = next;
  }
  return at;
}

std::vector<Violation> explain_violation(const json& schema, const json& value,
                                         const std::string& pointer) {
  std::vector<Violation> out;
  if (!schema.is_object()) return out;
  if (const auto fault = type_fault(schema, value)) {
    out.push_back({pointer, PointAt::Value, *fault,
                   value.is_null()
                       ? description_of(schema) + "; a key with nothing to say is left out"
                       : description_of(schema)});
  } else if (const auto other = scalar_fault(schema, value)) {
    out.push_back({pointer, PointAt::Value, *other, description_of(schema)});
  } else if (value.is_object()) {
    explain_object(schema, value, pointer, out);
  }
  return out;
}

}  // namespace paperfind
