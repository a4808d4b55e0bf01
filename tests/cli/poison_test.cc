// Wrong records of every kind among good ones: --lenient indexes exactly the good ones and reports
// each of the others by its line. Which are wrong comes from the published schemas, not from the
// program.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

using Json = nlohmann::json;

class Schemas {
 public:
  [[nodiscard]] const Json& paper() const { return file("paper.schema.json"); }

  // What stands at the end of its references.
  [[nodiscard]] const Json& resolved(const Json& schema) const {
    const auto ref = schema.find("$ref");
    if (ref == schema.end()) return schema;
    const std::string target = ref->get<std::string>();
    const std::size_t hash = target.find('#');
    return resolved(file(target.substr(0, hash)).at(Json::json_pointer(target.substr(hash + 1))));
  }

 private:
  [[nodiscard]] const Json& file(const std::string& name) const {
    const auto [it, fresh] = files_.try_emplace(name);
    if (fresh) {
      it->second =
          Json::parse(read_text(std::string(PAPERFIND_SOURCE_DIR) + "/corpus/schema/" + name));
    }
    return it->second;
  }

  mutable std::map<std::string, Json> files_;
};

// Records that a paper's schema does not allow, each wrong in one place.
class WrongPapers {
 public:
  std::vector<Json> all() {
    add(schemas_.paper(), [](Json value) { return value; });
    return std::move(found_);
  }

 private:
  // Puts a value where it is wrong into a record that is right but for that.
  using Put = std::function<Json(Json)>;

  static bool allows(const Json& schema, const Json& value) {
    if (schema.contains("enum")) {
      return std::find(schema["enum"].begin(), schema["enum"].end(), value) != schema["enum"].end();
    }
    const Json types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
    const std::string type = value.is_number() ? "integer" : value.type_name();
    return std::any_of(types.begin(), types.end(), [&](const Json& one) {
      return one == type || (one == "number" && value.is_number());
    });
  }

  // The least that is right.
  [[nodiscard]] Json least(const Json& schema) const {
    Json object = Json::object();
    for (const Json& name : schema.value("required", Json::array())) {
      const std::string key = name.get<std::string>();
      const Json& part = schemas_.resolved(schema["properties"][key]);
      object[key] = part["type"] == "array" ? Json::array()
                    : key == "event"        ? Json("sym")
                    : key == "session"      ? Json("sym-1")
                    : key.find("url") == 0  ? Json("https://example.org/")
                                            : Json("x");
    }
    return object;
  }

  void add(const Json& reference, const Put& put) {
    const Json& schema = schemas_.resolved(reference);
    for (const Json& value : {Json("?\t?"), Json(7), Json(true), Json(nullptr), Json::array({1}),
                              Json::object({{"no such key", 1}})}) {
      const bool wrong_text = value.is_string() && schema.contains("pattern");
      if (wrong_text || !allows(schema, value)) found_.push_back(put(value));
    }
    if (schema.contains("items")) {
      add(schema["items"], [&](Json value) { return put(Json::array({std::move(value)})); });
    }
    if (!schema.contains("properties")) return;
    Json unknown = least(schema);
    unknown["no such key"] = 1;
    found_.push_back(put(std::move(unknown)));
    for (const auto& [name, part] : schema["properties"].items()) {
      add(part, [&, &name = name](Json value) {
        Json object = least(schema);
        object[name] = std::move(value);
        return put(std::move(object));
      });
    }
    for (const Json& name : schema.value("required", Json::array())) {
      Json object = least(schema);
      object.erase(name.get<std::string>());
      found_.push_back(put(std::move(object)));
    }
  }

  Schemas schemas_;
  std::vector<Json> found_;
};

// The record as a line; it says that it is a paper and has an id of its own, unless that is wrong.
std::string line_of(Json record, std::size_t number) {
  if (!record.is_object()) return record.dump();
  record["kind"] = "paper";
  if (record.contains("id") && record["id"] == "x") record["id"] = fmt::format("bad-{}", number);
  return record.dump();
}

std::vector<std::string> wrong_lines() {
  std::vector<std::string> lines;
  for (const Json& record : WrongPapers().all()) lines.push_back(line_of(record, lines.size()));
  const std::string begin = R"({"kind":"paper","title":"T","authors":[],"event":"sym","id":")";
  const auto with = [&](const std::string& more) {
    return begin + fmt::format("bad-{}", lines.size()) + "\"," + more + "}";
  };
  for (const char* more :
       {R"("published":"2026-02-30")", R"("published":"2026-13-01")", R"("lang":"x y")",
        R"x("pdf":"javascript:alert(1)")x", R"("doi":"not a doi")", R"("arxiv":"?")",
        R"("presentations":[{"session":"nowhere"}])", R"("event":"elsewhere")",
        R"("authors":[{"name":"A","orcid":"0000-0002-1825-0098"}])", R"("titel":"T")",
        R"("related":["../x"])", R"("aliases":["a/b"])", R"("status":"lost")"}) {
    lines.push_back(with(more));
  }
  lines.push_back(begin + "good-1\"}");  // that id is taken
  lines.push_back(begin + std::string(200, 'i') + "\"}");
  lines.push_back(begin + "a.bib\"}");
  lines.push_back(begin + "a\\u0000b\"}");
  lines.push_back(begin + "cut");
  lines.push_back(begin + "x\"} and more");
  lines.push_back(with("\"abstract\":\"\xff\xfe\""));
  lines.push_back(with("\"abstract\":\"\\ud800\""));
  lines.push_back(std::string("{\"kind\":\"paper\",\"id\":\"\0\"}", 25));
  lines.push_back(std::string(100'000, '['));
  for (const char* line : {"{", "}", "[]", "7", "null", "\"paper\"", "{}", R"({"kind":"papers"})",
                           R"({"kind":7})", R"({"kind":"paper"})", "NaN", "<paper/>"}) {
    lines.push_back(line);
  }
  return lines;
}

std::string good_line(int number) {
  return fmt::format(
      R"({{"kind":"paper","id":"good-{0}","title":"Good {0}","authors":[{{"name":"Ana Diaz"}}],"event":"sym"}})",
      number);
}

TEST_CASE("of many kinds of wrong records among good ones exactly the good ones are indexed",
          "[indexer][long]") {
  const int good = is_long() ? 10'000 : 1'000;
  const std::vector<std::string> wrong = wrong_lines();
  REQUIRE(wrong.size() >= 200);
  std::string text = R"({"kind":"event","id":"sym","name":"Sym","year":2026,"tz":"UTC"})"
                     "\n"
                     R"({"kind":"session","id":"sym-1","title":"One","event":"sym"})"
                     "\n";
  std::size_t line = 2;
  std::set<std::size_t> wrong_at;
  std::vector<std::string> line_at(3);
  const auto put = [&](const std::string& record) {
    text += record + "\n";
    line_at.push_back(record);
    return ++line;
  };
  std::size_t next = 0;
  for (int number = 1; number <= good; ++number) {
    put(good_line(number));
    // Spread over the whole file.
    while (next * static_cast<std::size_t>(good) <
           static_cast<std::size_t>(number) * wrong.size()) {
      wrong_at.insert(put(wrong[next++]));
    }
  }
  REQUIRE(next == wrong.size());
  const TempDir folder;
  write_text(folder / "corpus.jsonl", text);
  const std::string db = folder / "index";
  const RunOptions patient{.timeout = std::chrono::minutes(5)};
  const RunResult strict = indexer({"build", folder / "corpus.jsonl", "--db", db, "-q"}, patient);
  CHECK(strict.exit_code == 65);
  const RunResult lenient =
      indexer({"build", folder / "corpus.jsonl", "--db", db, "--lenient"}, patient);
  CHECK(lenient.exit_code == 0);
  CHECK(lenient.out.find(": " + std::string(good == 1'000 ? "1,000" : "10,000") + " papers") !=
        std::string::npos);
  std::set<std::size_t> reported;
  for (const std::string& reject : lines_of(read_text(db + "/rejects.jsonl"))) {
    reported.insert(Json::parse(reject)["line"].get<std::size_t>());
  }
  for (const std::size_t at : wrong_at) {
    CAPTURE(at, line_at[at].substr(0, 300));
    CHECK(reported.count(at) == 1);
  }
  for (const std::size_t at : reported) {
    CAPTURE(at, line_at[at].substr(0, 300));
    CHECK(wrong_at.count(at) == 1);
  }
}

}  // namespace
}  // namespace paperfind::testing
