// The description of the interface holds for the real daemon: every example in it is asked.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/http/answers.h"
#include "tests/http/daemon.h"
#include "tests/support/answer_schema.h"
#include "tests/support/http.h"

using namespace paperfind::testing;
using Json = nlohmann::json;

namespace {

// The description and what it is held to.
class Described {
 public:
  explicit Described(int port) : port_(port), document_(get_json(port, "/openapi.json")) {}

  [[nodiscard]] const Json& document() const { return document_; }

  [[nodiscard]] const Json& resolved(const Json& node) const {
    const auto ref = node.find("$ref");
    if (ref == node.end()) return node;
    return document_.at(Json::json_pointer(ref->get<std::string>().substr(1)));
  }

  // Asks, and holds the answer to that of `operation` for its status.
  HttpReply ask(const Json& operation, const std::string& target) {
    HttpReply reply = http_get(port_, target);
    CAPTURE(target, reply.status, reply.body.substr(0, 1000));
    const Json& responses = operation["responses"];
    const std::string status = std::to_string(reply.status);
    REQUIRE(responses.contains(status));
    const Json& described = resolved(responses[status]);
    const Json headers = described.value("headers", Json::object());
    for (const auto& [name, header] : headers.items()) {
      CAPTURE(name);
      std::string lower = name;
      std::transform(lower.begin(), lower.end(), lower.begin(), ::tolower);
      CHECK(reply.headers.count(lower) == 1);
    }
    const std::string type = reply.headers.at("content-type");
    const std::string bare = type.substr(0, type.find(';'));
    REQUIRE(described["content"].contains(bare));
    const bool is_json = bare.ends_with("json");
    const Json body = is_json ? Json::parse(reply.body) : Json(reply.body);
    CHECK(breaches(closed(described["content"][bare]["schema"]), body) == "");
    return reply;
  }

 private:
  const Json& closed(const Json& schema) {
    const auto [it, fresh] = closed_.try_emplace(schema.dump());
    if (fresh) it->second = closed_schema(schema, document_);
    return it->second;
  }

  int port_;
  Json document_;
  std::map<std::string, Json> closed_;
};

std::string as_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// "name=value" as the style of the parameter has it. Examples need no escapes but for blanks.
std::string written(const Json& parameter) {
  const std::string name = parameter["name"].get<std::string>();
  const Json& example = parameter["example"];
  std::string text;
  if (!example.is_array()) {
    text = as_text(example);
  } else if (parameter["explode"].get<bool>()) {
    for (const Json& one : example) text += (text.empty() ? "" : "&" + name + "=") + as_text(one);
  } else {
    for (const Json& one : example) text += (text.empty() ? "" : ",") + as_text(one);
  }
  std::replace(text.begin(), text.end(), ' ', '+');
  return name + "=" + text;
}

// The path with the examples of its parameters.
std::string example_path(const Described& described, std::string path, const Json& operation) {
  for (const Json& given : operation.value("parameters", Json::array())) {
    const Json& parameter = described.resolved(given);
    if (parameter["in"] != "path") continue;
    const std::string hole = "{" + parameter["name"].get<std::string>() + "}";
    path.replace(path.find(hole), hole.size(), as_text(parameter["example"]));
  }
  return path;
}

}  // namespace

TEST_CASE("every example of the description is answered as it says", "[openapi]") {
  const Daemon daemon(corpus_index());
  Described described(daemon.port());
  std::size_t asked = 0;
  for (const auto& [path, item] : described.document()["paths"].items()) {
    const Json& operation = item["get"];
    bool answered = false;
    for (const auto& [status, response] : operation["responses"].items()) {
      const Json content = described.resolved(response).value("content", Json::object());
      for (const auto& [type, media] : content.items()) {
        const Json examples = media.value("examples", Json::object());
        for (const auto& [name, example] : examples.items()) {
          const std::string target = example["externalValue"].get<std::string>();
          CAPTURE(path, status, type, name, target);
          const HttpReply reply = described.ask(operation, target);
          CHECK(std::to_string(reply.status) == status);
          CHECK(reply.headers.at("content-type").starts_with(type));
          answered = answered || status == "200";
          ++asked;
        }
      }
    }
    CAPTURE(path);
    CHECK(answered);
  }
  CHECK(asked > 80);
}

TEST_CASE("every parameter of the description can be what its example is", "[openapi]") {
  const Daemon daemon(corpus_index());
  Described described(daemon.port());
  std::size_t asked = 0;
  std::set<std::string> without;
  for (const auto& [path, item] : described.document()["paths"].items()) {
    const Json& operation = item["get"];
    const std::string base = example_path(described, path, operation);
    for (const Json& given : operation.value("parameters", Json::array())) {
      const Json& parameter = described.resolved(given);
      const std::string name = parameter["name"].get<std::string>();
      CAPTURE(path, name);
      if (!parameter.contains("example")) {
        without.insert(name);
        continue;
      }
      CHECK(breaches(parameter["schema"], parameter["example"]) == "");
      if (parameter["in"] != "query") continue;
      // What all searches share is read by one function: it is asked of one of them.
      if (given.contains("$ref") && path != "/api/v1/search") continue;
      CHECK(described.ask(operation, base + "?" + written(parameter)).status == 200);
      ++asked;
    }
  }
  CHECK(asked > 60);
  // The corpus has no papers with these.
  for (const std::string& name : without) {
    CAPTURE(name);
    const std::string facet = name.substr(name.find('.') + 1);
    CHECK(get_json(daemon.port(), "/api/v1/facets/" + facet)["distinct"].get<int>() == 0);
  }
}

TEST_CASE("the record of everything in the corpus is as the description says", "[openapi]") {
  const Daemon daemon(corpus_index());
  Described described(daemon.port());
  const Json& paths = described.document()["paths"];
  const Json papers = get_json(daemon.port(), "/api/v1/search?per_page=100")["results"];
  REQUIRE(papers.size() > 20);
  for (const Json& paper : papers) {
    const std::string path = "/api/v1/papers/" + paper["id"].get<std::string>();
    CHECK(described.ask(paths["/api/v1/papers/{id}"]["get"], path).status == 200);
  }
  for (const auto& [facet, folder] : std::map<std::string, std::string>{
           {"session", "sessions"}, {"institution", "institutions"}, {"author", "authors"}}) {
    const Json values =
        get_json(daemon.port(), "/api/v1/facets/" + facet + "?per_page=40")["values"];
    REQUIRE_FALSE(values.empty());
    const Json& operation = paths["/api/v1/" + folder + "/{id}"]["get"];
    for (const Json& value : values) {
      const std::string path = "/api/v1/" + folder + "/" + value["id"].get<std::string>();
      CHECK(described.ask(operation, path).status == 200);
    }
  }
}

TEST_CASE("the description is for other sites too, has a strong ETag, and comes packed",
          "[openapi]") {
  const Daemon daemon(corpus_index());
  const HttpReply reply = http_get(daemon.port(), "/openapi.json");
  CHECK(reply.headers.at("content-type") == "application/json");
  CHECK(reply.headers.at("access-control-allow-origin") == "*");
  const std::string etag = reply.headers.at("etag");
  CHECK(etag.starts_with("\""));
  CHECK(http_get(daemon.port(), "/openapi.json", "If-None-Match: " + etag + "\r\n").status == 304);
  const HttpReply packed = http_get(daemon.port(), "/openapi.json", "Accept-Encoding: gzip\r\n");
  CHECK(packed.headers.at("content-encoding") == "gzip");
  CHECK(packed.body.size() < reply.body.size() / 4);
  CHECK(packed.headers.at("etag") != etag);
}

TEST_CASE("the page of the interface has every path, and its links lead somewhere", "[openapi]") {
  const Daemon daemon(corpus_index());
  const HttpReply page = http_get(daemon.port(), "/api");
  REQUIRE(page.status == 200);
  CHECK(page.headers.at("content-type") == "text/html; charset=utf-8");
  const Json document = get_json(daemon.port(), "/openapi.json");
  for (const auto& [path, item] : document["paths"].items()) {
    CAPTURE(path);
    CHECK(occurrences(page.body, "<code>GET " + path + "</code>") == 1);
  }
  std::set<std::string> links;
  const std::string begin = " href=\"";
  for (std::size_t at = page.body.find(begin); at != std::string::npos;
       at = page.body.find(begin, at + 1)) {
    const std::size_t from = at + begin.size();
    links.insert(page.body.substr(from, page.body.find('"', from) - from));
  }
  REQUIRE(links.size() > 60);
  for (std::string link : links) {
    CAPTURE(link);
    if (link.starts_with("#")) {
      CHECK(occurrences(page.body, " id=\"" + link.substr(1) + "\"") == 1);
      continue;
    }
    for (std::size_t at = link.find("&amp;"); at != std::string::npos; at = link.find("&amp;")) {
      link.replace(at, 5, "&");
    }
    const int status = http_get(daemon.port(), link).status;
    // Refusals are shown as well.
    CHECK((status == 200 || status == 400 || status == 404));
    if (!link.starts_with("/api/") && !link.starts_with("/opensearch/")) CHECK(status == 200);
  }
}
