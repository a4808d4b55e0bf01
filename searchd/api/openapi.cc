#include <fmt/format.h>

#include <map>
#include <set>
#include <string>

#include "engine/base/nlohmann_json.h"
#include "engine/schema/fields.h"
#include "searchd/api/description.h"
#include "searchd/api/parameters.h"
#include "searchd/api/problems.h"

namespace paperfind {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kProblemType = "application/problem+json";

struct Header {
  std::string_view key;
  std::string_view name;
  std::string_view about;
};
constexpr Header kHeaders[] = {
    {"ETag", "ETag", "names these bytes: asked again with If-None-Match, unchanged is 304"},
    {"Generation", "X-Generation", "the index that answered"},
    {"Location", "Location", "the address under the current id"},
    {"RetryAfter", "Retry-After", "seconds to wait"},
};

Json ref(std::string_view kind, std::string_view name) {
  return {{"$ref", fmt::format("#/components/{}/{}", kind, name)}};
}

Json headers(std::initializer_list<std::string_view> keys) {
  Json out = Json::object();
  for (const Header& header : kHeaders) {
    if (std::find(keys.begin(), keys.end(), header.key) != keys.end()) {
      out[std::string(header.name)] = ref("headers", header.key);
    }
  }
  return out;
}

Json media_json(Json schema, const std::vector<FilledExample>& examples) {
  Json out = {{"schema", std::move(schema)}};
  for (const FilledExample& example : examples) {
    out["examples"][std::string(example.name)] = {{"summary", example.summary},
                                                  {"externalValue", example.target}};
  }
  return out;
}

// Parameters of searches are many and the same everywhere; others stand where they are taken.
bool is_shared(const ParamSpec& spec, const std::vector<ParamSpec>& shared) {
  return std::any_of(shared.begin(), shared.end(), [&spec](const ParamSpec& one) {
    return one.name == spec.name && one.about == spec.about;
  });
}

template <typename Add>
void for_each_facet(const ParamSpec& spec, const Add& add) {
  if (spec.name.find(kFacetHole) == std::string_view::npos) return add(std::string_view());
  for (const FacetSpec& facet : kFacets) add(facet.name);
}

class Document {
 public:
  explicit Document(const ApiDescription& description)
      : description_(description), shared_(param_specs(ParamSet::Search)) {}

  Json operator()() const {
    Json out = {{"openapi", "3.1.0"}, {"info", info()}};
    const std::string& server = description_.base_url;
    out["servers"] = Json::array({{{"url", server.empty() ? "/" : server}}});
    for (const ApiTag& tag : api_tags()) {
      out["tags"].push_back({{"name", tag.name}, {"description", tag.about}});
    }
    for (const ApiRoute& route : description_.routes) {
      out["paths"][std::string(route.pattern)]["get"] = operation(route);
    }
    out["components"] = components();
    out["externalDocs"] = {{"description", "The same for people"}, {"url", "/api"}};
    return out;
  }

 private:
  Json info() const {
    return {
        {"title", description_.title},
        {"version", description_.version},
        {"description",
         "Full-text search of papers. GET and HEAD, no key, no account. Inside v1 only additions "
         "are made: ignore keys you do not know."}};
  }

  Json operation(const ApiRoute& route) const {
    const Operation& operation = *route.operation;
    Json out = {{"operationId", operation.id},
                {"tags", Json::array({operation.tag})},
                {"summary", route.summary}};
    if (!operation.about.empty()) out["description"] = operation.about;
    if (Json parameters = parameters_of(route); !parameters.empty()) {
      out["parameters"] = std::move(parameters);
    }
    out["responses"] = responses(route);
    return out;
  }

  Json parameters_of(const ApiRoute& route) const {
    Json out = Json::array();
    const std::string_view pattern = route.pattern;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
         at = pattern.find('{', at + 1)) {
      const std::string_view name = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
      out.push_back(path_parameter_json(name, *route.operation, description_.samples));
    }
    for (const ParamSpec& spec : param_specs(route.operation->params)) {
      const bool shared = is_shared(spec, shared_);
      for_each_facet(spec, [&](std::string_view facet) {
        out.push_back(shared ? ref("parameters", param_name(spec, facet))
                             : query_parameter_json(spec, facet, description_.samples));
      });
    }
    return out;
  }

  Json content(const Operation& operation) const {
    Json out = Json::object();
    for (const ExportFormat* format : formats_of(operation)) {
      ApiSamples samples = description_.samples;
      samples["format"] = format->suffix;
      const Json schema = {{"type", format->key == "csl" ? "array" : "string"}};
      out[std::string(bare_media_type(format->media_type))] =
          media_json(schema, examples_of(operation, {}, std::move(samples)));
    }
    if (!out.empty()) return out;
    Json schema =
        operation.schema.empty() ? Json{{"type", "string"}} : ref("schemas", operation.schema);
    out[std::string(operation.media_type)] =
        media_json(std::move(schema), examples_of(operation, {}, description_.samples));
    return out;
  }

  Json responses(const ApiRoute& route) const {
    const Operation& operation = *route.operation;
    Json good = {{"description", route.summary}};
    if (route.revalidated) good["headers"] = headers({"ETag", "Generation"});
    good["content"] = content(operation);
    Json out = {{"200", std::move(good)}};
    if (operation.moves) {
      out["301"] = {{"description", "A former id"}, {"headers", headers({"Location"})}};
    }
    if (route.revalidated) {
      out["304"] = {{"description", "Unchanged: If-None-Match named the ETag"},
                    {"headers", headers({"ETag", "Generation"})}};
    }
    for (const std::string_view name : operation.problems) add_problem(route, name, out);
    out["default"] = ref("responses", "Problem");
    return out;
  }

  // Kinds of one status share an answer.
  void add_problem(const ApiRoute& route, std::string_view name, Json& out) const {
    const ProblemKind& kind = *find_problem_kind(name);
    Json& answer = out[std::to_string(kind.status)];
    const std::string before = answer.is_null() ? "" : answer["description"].get<std::string>();
    answer["description"] = (before.empty() ? "" : before + "; ") + std::string(kind.title);
    if (kind.status == 503) answer["headers"] = headers({"RetryAfter"});
    if (route.page_errors) {
      answer["content"]["text/html"] = media_json({{"type", "string"}}, {});
      return;
    }
    const std::string type(kProblemType);
    Json more = media_json(ref("schemas", "Problem"),
                           examples_of(*route.operation, name, description_.samples));
    answer["content"][type].merge_patch(more);
  }

  Json components() const {
    Json out = {{"schemas", api_schemas()}};
    for (const ParamSpec& spec : shared_) {
      for_each_facet(spec, [&](std::string_view facet) {
        out["parameters"][param_name(spec, facet)] =
            query_parameter_json(spec, facet, description_.samples);
      });
    }
    for (const Header& header : kHeaders) {
      out["headers"][std::string(header.key)] = {{"description", header.about},
                                                 {"schema", {{"type", "string"}}}};
    }
    Json problem = {{"description", "A problem any request may meet: its type tells which"}};
    problem["content"][std::string(kProblemType)] = media_json(ref("schemas", "Problem"), {});
    out["responses"]["Problem"] = std::move(problem);
    return out;
  }

  const ApiDescription& description_;
  std::vector<ParamSpec> shared_;
};

}  // namespace

std::vector<FilledExample> examples_of(const Operation& operation, std::string_view problem,
                                       ApiSamples samples) {
  const std::vector<const ExportFormat*> formats = formats_of(operation);
  if (!formats.empty()) samples.emplace("format", formats.front()->suffix);
  std::vector<FilledExample> out;
  for (const ApiExample& example : operation.examples) {
    if (example.problem != problem) continue;
    std::string target = filled(example.target, samples);
    if (!target.empty()) out.push_back({example.name, example.summary, std::move(target)});
  }
  return out;
}

std::string openapi_json(const ApiDescription& description) {
  return Document(description)().dump() + "\n";
}

}  // namespace paperfind
