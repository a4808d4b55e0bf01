// The description of the interface against the tables it is made of.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/record/validate.h"
#include "searchd/api/description.h"
#include "searchd/api/problems.h"
#include "searchd/http/router.h"
#include "searchd/pages/api_page.h"
#include "tests/catch.h"
#include "tests/support/answer_schema.h"
#include "tests/unit/searchd/drawn_pages.h"

using namespace paperfind;
using paperfind::testing::breaches;
using paperfind::testing::closed_schema;
using Json = nlohmann::json;

namespace {

// An index that has everything an example can ask for.
ApiSamples samples() {
  ApiSamples samples = {{"paper", "p1"}, {"words", "two words"}, {"typed", "two"}};
  for (const FacetSpec& facet : kFacets) samples[std::string(facet.name)] = "some";
  samples["facet"] = "session";
  return samples;
}

ApiDescription description(ApiSamples with = samples()) {
  return {"Sample", "1.2.3", "", described_routes(all_routes()), std::move(with)};
}

Json document() { return Json::parse(openapi_json(description())); }

template <typename Visit>
void walk(const Json& node, const std::string& at, const Visit& visit) {
  visit(node, at);
  if (!node.is_structured()) return;
  for (const auto& [key, value] : node.items()) walk(value, at + "/" + key, visit);
}

std::string source(const std::string& file) {
  std::ifstream in(PAPERFIND_SOURCE_DIR "/" + file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("the description has the routes for programs, each once, and no others", "[openapi]") {
  const Json paths = document()["paths"];
  std::set<std::string> routed;
  std::set<std::string_view> operations;
  for (const Route& route : all_routes()) {
    CAPTURE(route.pattern);
    // Of what is for people, the shortlist alone has no other address.
    const bool described = route.surface == Surface::Machine || route.pattern == "/list.{format}";
    CHECK(route.operation.empty() == !described);
    if (!described) continue;
    CHECK(find_operation(route.operation) != nullptr);
    CHECK(operations.insert(route.operation).second);
    routed.insert(std::string(route.pattern));
  }
  std::set<std::string> in_document;
  for (const auto& [path, item] : paths.items()) in_document.insert(path);
  CHECK(in_document == routed);
  for (const Operation& operation : all_operations()) {
    CAPTURE(operation.id);
    CHECK(operations.count(operation.id) == 1);
  }
}

TEST_CASE("what the description refers to is there, and its names are unique", "[openapi]") {
  const Json all = document();
  std::set<std::string> referred;
  walk(all, "", [&](const Json& node, const std::string& at) {
    if (!node.is_object() || !node.contains("$ref")) return;
    CAPTURE(at);
    const std::string ref = node["$ref"].get<std::string>();
    REQUIRE(ref.starts_with("#/components/"));
    CHECK(all.contains(Json::json_pointer(ref.substr(1))));
    CHECK(node.size() == 1);
    referred.insert(ref);
  });
  // Nothing is described that no answer has.
  for (const auto& [kind, components] : all["components"].items()) {
    for (const auto& [name, component] : components.items()) {
      CAPTURE(kind, name);
      CHECK(referred.count("#/components/" + kind + "/" + name) == 1);
    }
  }
  std::set<std::string> ids, tags;
  for (const Json& tag : all["tags"]) tags.insert(tag["name"].get<std::string>());
  for (const auto& [path, item] : all["paths"].items()) {
    CAPTURE(path);
    CHECK(ids.insert(item["get"]["operationId"].get<std::string>()).second);
    for (const Json& tag : item["get"]["tags"]) CHECK(tags.count(tag.get<std::string>()) == 1);
  }
}

TEST_CASE("every hole of a path is a parameter, and no two parameters are the same", "[openapi]") {
  const Json all = document();
  for (const auto& [path, item] : all["paths"].items()) {
    std::set<std::string> holes, in_path, seen;
    for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{', at + 1)) {
      holes.insert(path.substr(at + 1, path.find('}', at) - at - 1));
    }
    for (const Json& given : item["get"].value("parameters", Json::array())) {
      const Json& parameter =
          given.contains("$ref")
              ? all.at(Json::json_pointer(given["$ref"].get<std::string>().substr(1)))
              : given;
      const std::string name = parameter["name"].get<std::string>();
      CAPTURE(path, name);
      CHECK(seen.insert(parameter["in"].get<std::string>() + " " + name).second);
      CHECK_FALSE(parameter["description"].get<std::string>().empty());
      CHECK(parameter.contains("example"));
      if (parameter["in"] != "path") continue;
      CHECK(parameter["required"].get<bool>());
      in_path.insert(name);
    }
    CAPTURE(path);
    CHECK(in_path == holes);
  }
}

TEST_CASE("years and days are said to have ranges, other facets are not", "[openapi]") {
  const Json parameters = document()["components"]["parameters"];
  CHECK(parameters["year"]["description"].get<std::string>() ==
        "papers with any of the values given, or of a range such as 2019..2021 or 2019..");
  CHECK(parameters["not.year"]["description"].get<std::string>() == "papers without the value");
  CHECK(parameters["room"]["description"].get<std::string>() ==
        "papers with any of the values given");
}

TEST_CASE("each operation shows an answer, and how it refuses what is asked wrongly", "[openapi]") {
  for (const Operation& operation : all_operations()) {
    CAPTURE(operation.id);
    CHECK_FALSE(examples_of(operation, {}, samples()).empty());
    for (const std::string_view kind : operation.problems) {
      CAPTURE(kind);
      REQUIRE(find_problem_kind(kind) != nullptr);
      // Those need an index that is not there, or a paper that was withdrawn.
      const bool always = find_problem_kind(kind)->status == 400 || kind == "not-found";
      CHECK(examples_of(operation, kind, samples()).empty() == !always);
    }
    for (const ApiExample& example : operation.examples) {
      CAPTURE(example.name);
      const bool listed = std::find(operation.problems.begin(), operation.problems.end(),
                                    example.problem) != operation.problems.end();
      CHECK(listed == !example.problem.empty());
    }
  }
}

TEST_CASE("an index without papers has the same paths and fewer examples", "[openapi]") {
  const Json empty = Json::parse(openapi_json(description({})));
  const Json full = document();
  CHECK(empty["paths"].size() == full["paths"].size());
  CHECK_FALSE(empty["paths"]["/api/v1/papers/{id}"]["get"]["responses"]["200"]["content"]
                   ["application/json"]
                       .contains("examples"));
  CHECK(filled("/api/v1/search?q={words}", {{"words", "a b&c"}}) == "/api/v1/search?q=a+b%26c");
  CHECK(filled("/api/v1/search?q={words}", {}) == "");
}

TEST_CASE("schemas have no keyword that drafts read differently", "[openapi]") {
  std::set<std::string_view> known = {"anyOf", "minItems", "maxItems"};
  known.insert(enforced_schema_keywords().begin(), enforced_schema_keywords().end());
  known.insert(annotation_schema_keywords().begin(), annotation_schema_keywords().end());
  const Json schemas = document()["components"]["schemas"];
  walk(schemas, "", [&](const Json& node, const std::string& at) {
    const std::string parent = at.substr(at.rfind('/') + 1);
    if (!node.is_object() || at.empty() || parent == "properties") return;
    CAPTURE(at);
    for (const auto& [key, value] : node.items()) {
      CAPTURE(key);
      CHECK(known.count(key) == 1);
    }
  });
  // Those that corpora do not use.
  CHECK_FALSE(valijson_accepts({{"minItems", 1}}, Json::array()));
  CHECK_FALSE(valijson_accepts({{"maxItems", 1}}, Json::array({1, 2})));
  const Json either = {{"anyOf", Json::array({{{"type", "string"}}, {{"type", "null"}}})}};
  CHECK_FALSE(valijson_accepts(either, 1));
  CHECK(valijson_accepts(either, nullptr));
}

TEST_CASE("answers with everything in them are as the schemas say", "[openapi]") {
  const Json all = document();
  const auto [file, schema] =
      GENERATE(values<std::pair<std::string, std::string>>({{"search", "SearchAnswer"},
                                                            {"paper", "Paper"},
                                                            {"session", "Session"},
                                                            {"person", "Person"},
                                                            {"institution", "Institution"},
                                                            {"event", "Event"},
                                                            {"schedule", "Schedule"}}));
  CAPTURE(file);
  const Json answer = Json::parse(source("tests/golden/" + file + ".json"));
  const Json closed = closed_schema(all["components"]["schemas"][schema], all);
  CHECK(breaches(closed, answer) == "");
  // And they say something.
  Json broken = answer;
  broken.erase(broken.begin());
  CHECK(breaches(closed, broken) != "");
  broken = answer;
  broken["surprise"] = 1;
  CHECK(breaches(closed, broken) != "");
}

TEST_CASE("the page about the interface has the rows that parameters are read by", "[openapi]") {
  const std::string page = source("docs/http-api.md");
  const auto row = [](const ParamSpec& spec) {
    return "| `" + std::string(spec.name) + "` | " + values_text(spec) + " | " +
           std::string(spec.initial) + (spec.initial.empty() ? "" : " ") + "| " +
           std::string(spec.about) + " |\n";
  };
  std::size_t rows = 0;
  for (const ParamSet set :
       {ParamSet::Search, ParamSet::Facet, ParamSet::Suggest, ParamSet::Schedule, ParamSet::List}) {
    for (const ParamSpec& spec : param_specs(set)) {
      CAPTURE(row(spec));
      CHECK(page.find(row(spec)) != std::string::npos);
      ++rows;
    }
  }
  CHECK(rows > 60);
}

TEST_CASE("a site's name cannot break the page of the interface", "[openapi]") {
  Site site;
  site.name = "<script>alert(1)</script>";
  site.address = "https://x.example/'; rm -rf /; '";
  const std::string html = api_page_html(paperfind::testing::templates(), site, description());
  CHECK(html.find("<script>") == std::string::npos);
  CHECK(html.find("curl &#39;https://x.example/%27; rm") != std::string::npos);
}
