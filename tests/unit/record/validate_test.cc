#include "engine/record/validate.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/schema_files.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

using nlohmann::json;

bool contains(const std::vector<std::string_view>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Keywords of a schema and of the schemas inside it; names of properties are no keywords.
void collect_keywords(const json& schema, std::set<std::string>& out) {
  if (!schema.is_object()) return;
  for (const auto& [key, value] : schema.items()) {
    out.insert(key);
    if (key == "properties" || key == "patternProperties" || key == "definitions") {
      for (const json& inner : value) collect_keywords(inner, out);
    } else {
      collect_keywords(value, out);
    }
  }
}

TEST_CASE("schemas use only keywords that valijson enforces", "[validate]") {
  std::set<std::string> used;
  for (const SchemaFile& file : schema_files()) {
    CAPTURE(std::string(file.name));
    const json schema = json::parse(file.text);
    CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
    std::set<std::string> here;
    collect_keywords(schema, here);
    for (const std::string& keyword : here) {
      CAPTURE(keyword);
      CHECK((contains(enforced_schema_keywords(), keyword) ||
             contains(annotation_schema_keywords(), keyword)));
    }
    used.insert(here.begin(), here.end());
  }
  for (const std::string_view keyword : enforced_schema_keywords()) {
    CAPTURE(std::string(keyword));
    CHECK(used.count(std::string(keyword)) == 1);  // or the list has grown stale
  }
}

struct KeywordCase {
  const char* keyword;
  const char* schema;
  const char* good;
  const char* bad;
};

const std::vector<KeywordCase>& keyword_cases() {
  static const std::vector<KeywordCase> cases = {
      {"additionalProperties", R"({"properties":{"a":{}},"additionalProperties":false})",
       R"({"a":1})", R"({"b":1})"},
      {"const", R"({"const":1})", "1", "2"},
      {"enum", R"({"enum":["a","b"]})", R"("b")", R"("c")"},
      {"items", R"({"items":{"type":"string"}})", R"(["a"])", R"(["a",1])"},
      // Characters, not bytes.
      {"maxLength", R"({"maxLength":2})", R"("éé")", R"("abc")"},
      {"minLength", R"({"minLength":1})", R"("é")", R"("")"},
      {"maximum", R"({"maximum":5})", "5", "6"},
      {"minimum", R"({"minimum":5})", "5", "4"},
      {"pattern", R"({"pattern":"^[a-z]+$"})", R"("abc")", R"("aBc")"},
      {"patternProperties", R"({"patternProperties":{"^x_":{"type":"string"}}})", R"({"x_a":"s"})",
       R"({"x_a":1})"},
      {"properties", R"({"properties":{"a":{"type":"string"}}})", R"({"a":"s"})", R"({"a":1})"},
      {"required", R"({"required":["a"]})", R"({"a":1})", R"({"b":1})"},
      {"type", R"({"type":["string","object"]})", R"("s")", "1"},
      {"type", R"({"type":"integer"})", "7", "7.5"},
      {"type", R"({"type":"boolean"})", "true", "1"},
      {"type", R"({"type":"array"})", "[]", "{}"},
  };
  return cases;
}

TEST_CASE("valijson enforces every keyword of the list", "[validate]") {
  std::set<std::string> proven;
  for (const KeywordCase& c : keyword_cases()) {
    CAPTURE(c.keyword, c.schema);
    CHECK(valijson_accepts(json::parse(c.schema), json::parse(c.good)));
    CHECK_FALSE(valijson_accepts(json::parse(c.schema), json::parse(c.bad)));
    proven.insert(c.keyword);
  }
  for (const std::string_view keyword : enforced_schema_keywords()) {
    CAPTURE(std::string(keyword));
    CHECK(proven.count(std::string(keyword)) == 1);
  }
}

TEST_CASE("the schemas compiled in are the files of corpus/schema", "[validate]") {
  for (const SchemaFile& file : schema_files()) {
    const auto on_disk = read_file(PAPERFIND_SOURCE_DIR "/corpus/schema/" + std::string(file.name));
    REQUIRE(on_disk.ok());
    CHECK(on_disk.value() == file.text);
  }
  const auto names = list_files(PAPERFIND_SOURCE_DIR "/corpus/schema");
  REQUIRE(names.ok());
  CHECK(names->size() == schema_files().size());
}

TEST_CASE("no reference is left for valijson to resolve", "[validate]") {
  for (const SchemaKind kind : {SchemaKind::Paper, SchemaKind::Corpus, SchemaKind::People,
                                SchemaKind::Institutions, SchemaKind::Site}) {
    std::set<std::string> keywords;
    collect_keywords(expanded_schema(kind), keywords);
    CHECK(keywords.count("$ref") == 0);
    CHECK(keywords.count("definitions") == 0);
  }
}

TEST_CASE("explain says what is wrong, where, and what to do", "[validate]") {
  struct Case {
    const char* patch;  // RFC 7396, over a paper that is right
    const char* pointer;
    PointAt at;
    const char* message;
    const char* hint;
  };
  const Case c = GENERATE(values<Case>({
      {R"({"id":null})", "", PointAt::Value, "the key \"id\" is missing",
       "add it: an id: letters, digits, '.', '_' and '-', up to 64, not starting with '.', not "
       "ending in a suffix such as .bib"},
      {R"({"abstrct":"x"})", "/abstrct", PointAt::Key, "unknown key \"abstrct\"",
       "did you mean \"abstract\"?"},
      {R"({"zzz/qqq":1})", "/zzz~1qqq", PointAt::Key, "unknown key \"zzz/qqq\"",
       "a key of your own starts with x_"},
      {R"({"contact_email":"x"})", "/contact_email", PointAt::Key, "unknown key \"contact_email\"",
       "mail addresses are not kept: remove it"},
      {R"({"title":7})", "/title", PointAt::Value, "is a number, not a string",
       "plain text and $math$; may be empty, shown as Untitled"},
      {R"({"authors":{}})", "/authors", PointAt::Value, "is an object, not a list",
       "the authors in order; [] when there are none"},
      {R"({"authors":[{"name":"A"},{"given":"B"}]})", "/authors/1", PointAt::Value,
       "the key \"name\" is missing", "add it: display form, such as Zuzana Jelčicoová"},
      {R"({"authors":[{"name":""}]})", "/authors/0/name", PointAt::Value, "is empty",
       "display form, such as Zuzana Jelčicoová"},
      {R"({"authors":[{"name":"A","affiliations":[7]}]})", "/authors/0/affiliations/0",
       PointAt::Value, "is a number, not a string or an object",
       "the affiliation as printed, or {\"raw\": …, \"institution\": id}"},
      {R"({"authors":[{"name":"A","x_mine":1}]})", "/authors/0/x_mine", PointAt::Key,
       "unknown key \"x_mine\"",
       "known here: affiliations, corresponding, family, given, name, orcid, person, presenting, "
       "source_name"},
      {R"({"status":"gone"})", "/status", PointAt::Value,
       "\"gone\" is not one of the values known here", "active, withdrawn or retracted"},
      {R"({"presentations":[{"position":0}]})", "/presentations/0/position", PointAt::Value,
       "0 is less than 1", "place in the session's programme, from 1"},
      {R"({"presentations":[{"position":1.5}]})", "/presentations/0/position", PointAt::Value,
       "is a number with a fraction, not a whole number",
       "place in the session's programme, from 1"},
      {R"({"videos":[{"duration":99999999999}]})", "/videos/0/duration", PointAt::Value,
       "99999999999 is more than 10000000", "length in whole seconds"},
      {R"({"pdf":"ftp://x"})", "/pdf", PointAt::Value, "\"ftp://x\" is not of the form wanted here",
       "a web address starting with http:// or https://"},
      {R"({"translations":{"french language":{}}})", "/translations/french language", PointAt::Key,
       "unknown key \"french language\"", "{\"fr\": {\"title\": …, \"abstract\": …}}"},
      {R"({"translations":{"fr":{"titel":""}}})", "/translations/fr/titel", PointAt::Key,
       "unknown key \"titel\"", "did you mean \"title\"?"},
  }));
  CAPTURE(c.patch);
  json paper = json::parse(R"({"id":"p","title":"T","authors":[],"event":"e","x_own":{"a":[1]}})");
  const SchemaChecker checker;
  REQUIRE(checker.explain(SchemaKind::Paper, paper).empty());
  paper.merge_patch(json::parse(c.patch));
  CHECK_FALSE(checker.accepts(SchemaKind::Paper, paper));
  const std::vector<Violation> violations = checker.explain(SchemaKind::Paper, paper);
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].pointer == c.pointer);
  CHECK(violations[0].at == c.at);
  CHECK(violations[0].message == c.message);
  CHECK(violations[0].hint == c.hint);
}

TEST_CASE("explain gives all that is wrong, in the order of pointers, up to a bound",
          "[validate]") {
  const SchemaChecker checker;
  const json two = json::parse(R"({"id":"a b","title":1,"authors":[],"event":"e","nope":1})");
  const std::vector<Violation> violations = checker.explain(SchemaKind::Paper, two);
  REQUIRE(violations.size() == 3);
  CHECK(violations[0].pointer == "/id");
  CHECK(violations[1].pointer == "/nope");
  CHECK(violations[2].pointer == "/title");

  json many = json::parse(R"({"id":"a","title":"","authors":[],"event":"e"})");
  for (int i = 0; i < 200; ++i) many["k" + std::to_string(i)] = 1;
  CHECK(checker.explain(SchemaKind::Paper, many).size() == 50);
}

TEST_CASE("a long string cannot exhaust the stack of a pattern", "[validate]") {
  const SchemaChecker checker;
  for (const char* key : {"id", "pdf", "lang", "published", "visible_from", "event"}) {
    json paper = json::parse(R"({"id":"a","title":"","authors":[],"event":"e"})");
    paper[key] = std::string(1000000, 'a');
    CAPTURE(key);
    CHECK_FALSE(checker.accepts(SchemaKind::Paper, paper));
    paper[key] = "https://" + std::string(1000000, 'a');
    CHECK(checker.accepts(SchemaKind::Paper, paper) == (std::string(key) == "pdf"));
  }
}

}  // namespace
}  // namespace paperfind
