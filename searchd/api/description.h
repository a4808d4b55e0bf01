// The description of the interface: what the tables of routes, parameters, operations, schemas and
// kinds of problems say, put together for one index.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/api/operation.h"

namespace paperfind {

// A route of the table that belongs to the interface.
struct ApiRoute {
  std::string_view pattern;  // "/api/v1/papers/{id}"
  std::string_view summary;
  const Operation* operation = nullptr;
  bool revalidated = false;  // has an ETag
  bool page_errors = false;  // says what is wrong on a page, not in a problem document
};

struct ApiDescription {
  std::string title;
  std::string version;
  std::string base_url;  // empty: where the description itself is
  std::vector<ApiRoute> routes;
  ApiSamples samples;
};

// /openapi.json: OpenAPI 3.1.
std::string openapi_json(const ApiDescription& description);

// The examples of an operation that are answered, or those refused with a kind; of exports with
// {format} filled in. Only those that the samples can fill.
struct FilledExample {
  std::string_view name;
  std::string_view summary;
  std::string target;
};
std::vector<FilledExample> examples_of(const Operation& operation, std::string_view problem,
                                       ApiSamples samples);

// Every schema of web/openapi by its name, in JSON Schema 2020-12 of keywords that mean the same in
// draft 7.
const nlohmann::ordered_json& api_schemas();

// One key of an object as people read of it.
struct SchemaKey {
  std::string name;
  std::string type;    // "string or null", "list of Result"
  std::string refers;  // "Result"; empty: nothing but values JSON itself has
  std::string about;   // may be empty
};
std::vector<SchemaKey> schema_keys(std::string_view schema);

// The name of a parameter, with "{facet}" of the facet.
std::string param_name(const ParamSpec& spec, std::string_view facet);

}  // namespace paperfind
