#include "engine/record/validate.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/record/explain_violation.h"
#include "engine/record/schema_files.h"

// Without this valijson answers a schema it cannot read by abort().
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace paperfind {
namespace {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

// In the order of SchemaKind.
constexpr std::array<std::string_view, 11> kSchemaNames = {
    "paper.schema.json",        "session.schema.json", "schedule-entry.schema.json",
    "event.schema.json",        "person.schema.json",  "institution.schema.json",
    "site.schema.json",         "corpus.schema.json",  "people.schema.json",
    "institutions.schema.json", "override.schema.json"};

constexpr std::size_t index_of(SchemaKind kind) { return static_cast<std::size_t>(kind); }

using Documents = std::map<std::string, json, std::less<>>;

// valijson keeps one cache for the local references of all files, so equal pointers in two files
// would be taken for one another. It never sees a reference: they are replaced by what they stand
// for. Our schemas have no cycles.
json expand(const json& node, const std::string& file, const Documents& documents) {
  if (node.is_array()) {
    json out = json::array();
    for (const json& item : node) out.push_back(expand(item, file, documents));
    return out;
  }
  if (!node.is_object()) return node;
  json out = json::object();
  if (const auto ref = node.find("$ref"); ref != node.end()) {
    const std::string target = ref->get<std::string>();
    const std::size_t hash = std::min(target.find('#'), target.size());
    const std::string target_file = hash == 0 ? file : target.substr(0, hash);
    const json::json_pointer pointer(target.substr(std::min(hash + 1, target.size())));
    out = expand(documents.at(target_file).at(pointer), target_file, documents);
  }
  for (const auto& [key, value] : node.items()) {
    if (key != "$ref" && key != "definitions") out[key] = expand(value, file, documents);
  }
  return out;
}

struct CompiledSchema {
  json source;
  valijson::Schema schema;
};

void compile(const json& source, valijson::Schema& schema) {
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  const NlohmannJsonAdapter adapter(source);
  parser.populateSchema(adapter, schema);
}

// Made once; a schema that is wrong is a bug of ours, which the first test meets as an exception.
const CompiledSchema& compiled(SchemaKind kind) {
  static const auto all = [] {
    Documents documents;
    for (const SchemaFile& file : schema_files()) {
      documents.emplace(file.name, json::parse(file.text));
    }
    auto out = std::make_unique<std::array<CompiledSchema, kSchemaNames.size()>>();
    for (std::size_t i = 0; i < kSchemaNames.size(); ++i) {
      const std::string name(kSchemaNames[i]);
      (*out)[i].source = expand(documents.at(name), name, documents);
      compile((*out)[i].source, (*out)[i].schema);
    }
    return out;
  }();
  return (*all)[index_of(kind)];
}

// valijson's {"<root>", "[papers]", "[3]"} as "/papers/3".
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (std::size_t i = 1; i < context.size(); ++i) {
    const std::string& part = context[i];
    pointer += '/';
    pointer += escape_pointer_token(part.size() < 2 ? part : part.substr(1, part.size() - 2));
  }
  return pointer;
}

}  // namespace

const std::vector<std::string_view>& enforced_schema_keywords() {
  static const std::vector<std::string_view> keywords = {"additionalProperties",
                                                         "const",
                                                         "enum",
                                                         "items",
                                                         "maxLength",
                                                         "maximum",
                                                         "minimum",
                                                         "minLength",
                                                         "pattern",
                                                         "patternProperties",
                                                         "properties",
                                                         "required",
                                                         "type"};
  return keywords;
}

const std::vector<std::string_view>& annotation_schema_keywords() {
  static const std::vector<std::string_view> keywords = {"$schema", "title", "description",
                                                         "definitions", "$ref"};
  return keywords;
}

struct SchemaChecker::Impl {
  // Keeps the compiled regular expressions, hence not const and not shared.
  valijson::Validator validator;
};

SchemaChecker::SchemaChecker() : impl_(std::make_unique<Impl>()) {}
SchemaChecker::~SchemaChecker() = default;

bool SchemaChecker::accepts(SchemaKind kind, const json& value) const {
  return impl_->validator.validate(compiled(kind).schema, NlohmannJsonAdapter(value), nullptr);
}

std::vector<Violation> SchemaChecker::explain(SchemaKind kind, const json& value) const {
  constexpr std::size_t kMaxViolations = 50;
  if (accepts(kind, value)) return {};
  const CompiledSchema& schema = compiled(kind);
  valijson::ValidationResults results;
  impl_->validator.validate(schema.schema, NlohmannJsonAdapter(value), &results);
  std::vector<Violation> out;
  std::set<std::string> seen;
  for (const valijson::ValidationResults::Error& error : results) {
    const std::string pointer = pointer_of(error.context);
    if (out.size() >= kMaxViolations || !seen.insert(pointer).second) continue;
    const json* part = subschema_at(schema.source, pointer);
    if (part == nullptr || !value.contains(json::json_pointer(pointer))) continue;
    std::vector<Violation> found =
        explain_violation(*part, value.at(json::json_pointer(pointer)), pointer);
    std::move(found.begin(), found.end(), std::back_inserter(out));
  }
  if (out.empty()) {
    const bool any = results.numErrors() > 0;
    out.push_back({any ? pointer_of(results.begin()->context) : "", PointAt::Value,
                   any ? results.begin()->description : "is not what the schema asks for",
                   "see docs/corpus-format.md"});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Violation& a, const Violation& b) { return a.pointer < b.pointer; });
  if (out.size() > kMaxViolations) out.resize(kMaxViolations);
  return out;
}

json expanded_schema(SchemaKind kind) { return compiled(kind).source; }

bool valijson_accepts(const json& schema, const json& value) {
  valijson::Schema compiled_schema;
  compile(schema, compiled_schema);
  valijson::Validator validator;
  return validator.validate(compiled_schema, NlohmannJsonAdapter(value), nullptr);
}

}  // namespace paperfind
