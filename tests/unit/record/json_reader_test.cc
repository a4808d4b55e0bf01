#include "engine/record/json_reader.h"

#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/record/json_position.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

using nlohmann::json;

TEST_CASE("parse_json gives what a plain parser gives for right JSON", "[json]") {
  const std::string text = GENERATE(values<std::string>({
      "{}",
      "[]",
      "null",
      " 7 ",
      "-0.5e3",
      R"({"a":{"b":[1,2,{"c":null}],"d":"\u00e9\ud83d\ude00"},"e":true,"f":18446744073709551615})",
      "\xEF\xBB\xBF{\"bom\":1}",
      R"([[],{},"",0])",
  }));
  CAPTURE(text);
  std::vector<JsonProblem> problems;
  const auto value = parse_json(text, problems);
  REQUIRE(value.has_value());
  CHECK(problems.empty());
  CHECK(*value == json::parse(text));
}

TEST_CASE("parse_json refuses what could mean two things, and says where", "[json]") {
  struct Case {
    std::string text;
    std::size_t offset;
    std::string pointer;
    std::string message;  // a part of it
  };
  const Case c = GENERATE(values<Case>({
      {R"({"a":1,"b":2,"a":3})", 13, "/a", "the key \"a\" stands twice"},
      {R"({"x":[{"a\"b":1, "a\"b":2}]})", 17, "/x/0/a\"b", "stands twice"},
      // The same key by another spelling.
      {R"({"a":1,"\u0061":2})", 7, "/a", "stands twice"},
      {R"(["x","a\u0000b"])", 5, "/1", "NUL"},
      {R"({"a\u0000":1})", 1, "/", "NUL"},
      {R"({"n":12345678901234567890123})", 5, "/n", "out of range"},
      {R"([12345678901234567890123])", 1, "/0", "out of range"},
      {R"({"n":1e999})", 5, "", "number overflow"},
      {"{\"a\":1 \"b\":2}", 7, "", "unexpected string"},
      {"{\"a\":1,}", 7, "", "unexpected '}'"},
      {"{\"a\":'x'}", 5, "", "invalid literal"},
      {"{\"a\":NaN}", 5, "", "invalid literal"},
      {"{} x", 3, "", "invalid literal"},
      {"", 0, "", "there is nothing in it"},
      {" ", 1, "", "unexpected end of input"},
      {"{\"a\":", 5, "", "unexpected end of input"},
      {"{\"a\":[1,\"b\"", 11, "", "unexpected end of input"},
      {"{\"a\":1 ,, 2}", 8, "", "unexpected ','"},
      {"[1 234]", 3, "", "unexpected number literal"},
      {"{\"a\":\"\xff\"}", 6, "", "ill-formed UTF-8"},
      {"{\"a\":\"\xc0\xaf\"}", 6, "", "ill-formed UTF-8"},
      {"{\"a\":\"\xed\xa0\x80\"}", 6, "", "ill-formed UTF-8"},
      {R"({"a":"\ud800"})", 5, "", "surrogate"},
      {"{\"a\":\"b\nc\"}", 7, "", "control character"},
      {"{\"a\":01}", 6, "", "unexpected number literal"},
      {"// no\n{}", 0, "", "invalid literal"},
  }));
  CAPTURE(c.text);
  std::vector<JsonProblem> problems;
  CHECK_FALSE(parse_json(c.text, problems).has_value());
  REQUIRE(problems.size() == 1);
  CAPTURE(problems[0].message);
  CHECK(problems[0].pointer == c.pointer);
  CHECK(problems[0].message.find(c.message) != std::string::npos);
  CHECK_FALSE(problems[0].hint.empty());
  CHECK(problems[0].offset <= c.text.size());
  // Errors inside a token are told where the parser gave up: the token's start or the byte itself.
  if (c.message != "ill-formed UTF-8" && c.message != "control character" &&
      c.message != "surrogate" && c.message != "invalid literal") {
    CHECK(problems[0].offset == c.offset);
  }
}

TEST_CASE("parse_json holds depth and strings to their limits", "[json]") {
  std::vector<JsonProblem> problems;
  SECTION("32 levels are read") {
    const std::string text = std::string(kMaxJsonDepth, '[') + std::string(kMaxJsonDepth, ']');
    CHECK(parse_json(text, problems).has_value());
  }
  SECTION("33 are not") {
    const std::string text =
        std::string(kMaxJsonDepth + 1, '[') + std::string(kMaxJsonDepth + 1, ']');
    CHECK_FALSE(parse_json(text, problems).has_value());
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "nested deeper than 32 levels");
    CHECK(problems[0].offset == kMaxJsonDepth);
  }
  SECTION("a million are refused and do no harm") {
    CHECK_FALSE(parse_json(std::string(1000000, '['), problems).has_value());
    CHECK(problems.size() == 2);  // too deep, and then never closed
  }
  SECTION("a string of 1 MB is read") {
    const std::string text = "\"" + std::string(kMaxJsonStringBytes, 'x') + "\"";
    CHECK(parse_json(text, problems).has_value());
  }
  SECTION("a longer one is not") {
    const std::string text = "[\"" + std::string(kMaxJsonStringBytes + 1, 'x') + "\"]";
    CHECK_FALSE(parse_json(text, problems).has_value());
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "a string of 1048577 bytes");
    CHECK(problems[0].offset == 1);
  }
  SECTION("NUL passes where it is asked for") {
    const auto value = parse_json(R"("a\u0000b")", problems, NulRule::Keep);
    REQUIRE(value.has_value());
    CHECK(value->get<std::string>().size() == 3);
  }
}

TEST_CASE("read_records hands over record by record and keeps the rest", "[json]") {
  const std::string text =
      R"({"schema":1, "papers":[ {"id":"a"} , 7,{"id":"b","id":"c"}, {"id":"d"}],)"
      R"("event":{"id":"e","list":[1,2]},"sessions":[{"id":"s"}],"odd":{"papers":[1]}})";
  struct Seen {
    std::size_t index;
    std::string text;
    std::string value;
  };
  std::vector<Seen> seen;
  RecordVisitor visitor;
  visitor.lists = {"papers"};
  visitor.visit = [&](const RawRecord& raw) {
    CHECK(raw.list == "papers");
    seen.push_back({raw.index, text.substr(raw.begin, raw.end - raw.begin),
                    raw.value != nullptr ? raw.value->dump() : raw.problems->front().pointer});
    return true;
  };
  std::vector<JsonProblem> problems;
  std::string rest;
  read_records(text, visitor, problems, [&](const RecordFile& file) {
    CHECK(file.complete);
    rest = file.rest->dump();
  });
  CHECK(problems.empty());
  REQUIRE(seen.size() == 4);
  CHECK(seen[0].text == R"({"id":"a"})");
  CHECK(seen[0].value == R"({"id":"a"})");
  CHECK(seen[1].text == "7");
  CHECK(seen[1].value == "7");
  CHECK(seen[2].text == R"({"id":"b","id":"c"})");
  CHECK(seen[2].value == "/papers/2/id");
  CHECK(seen[3].index == 3);
  CHECK(seen[3].value == R"({"id":"d"})");
  CHECK(rest == R"({"event":{"id":"e","list":[1,2]},"odd":{"papers":[1]},"papers":[],)"
                R"("schema":1,"sessions":[]})");
}

TEST_CASE("read_records visits what stands before a syntax error", "[json]") {
  std::vector<std::size_t> seen;
  RecordVisitor visitor;
  visitor.lists = {"papers"};
  visitor.visit = [&](const RawRecord& raw) {
    seen.push_back(raw.index);
    return true;
  };
  std::vector<JsonProblem> problems;
  read_records(R"({"papers":[{},{}, {"a":}]})", visitor, problems,
               [](const RecordFile& file) { CHECK_FALSE(file.complete); });
  CHECK(seen == std::vector<std::size_t>{0, 1});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].offset == 23);
}

TEST_CASE("read_records stops when it is told to", "[json]") {
  std::size_t seen = 0;
  RecordVisitor visitor;
  visitor.lists = {"papers"};
  visitor.visit = [&](const RawRecord&) { return ++seen < 2; };
  std::vector<JsonProblem> problems;
  read_records(R"({"papers":[{},{},{},{}]})", visitor, problems, [](const RecordFile&) {});
  CHECK(seen == 2);
  CHECK(problems.empty());
}

TEST_CASE("locate finds the value or the key at a pointer", "[json]") {
  const std::string text =
      "{ \"a\" : [10, {\"b/c\": \"x]\\\"\", \"d\": null} , []],\n  \"e~f\": {\"\\u0067\": -1.5}}";
  struct Case {
    std::string pointer;
    PointAt at;
    std::string found;  // what stands there
  };
  const Case c = GENERATE(values<Case>({
      {"", PointAt::Value, "{ \"a\""},
      {"/a", PointAt::Value, "[10"},
      {"/a", PointAt::Key, "\"a\" :"},
      {"/a/0", PointAt::Value, "10"},
      {"/a/1/b~1c", PointAt::Value, "\"x]"},
      {"/a/1/d", PointAt::Value, "null"},
      {"/a/1/d", PointAt::Key, "\"d\""},
      {"/a/2", PointAt::Value, "[]]"},
      {"/e~0f/g", PointAt::Value, "-1.5"},
      // Not there: the innermost that is.
      {"/a/1/zzz", PointAt::Value, "{\"b/c"},
      {"/a/9", PointAt::Value, "[10"},
      {"/nope/x", PointAt::Value, "{ \"a\""},
  }));
  CAPTURE(c.pointer);
  const std::size_t offset = locate(text, c.pointer, c.at);
  CHECK(text.substr(offset, c.found.size()) == c.found);
}

TEST_CASE("locate stays within a text that is no JSON", "[json]") {
  const std::string text =
      GENERATE(values<std::string>({"", "{", "{\"a", "[1,", "}{", "{\"a\":[", "\\"}));
  CAPTURE(text);
  CHECK(locate(text, "/a/0/b", PointAt::Key) <= text.size());
  CHECK(value_end(text, 0) <= text.size());
}

TEST_CASE("LineCounter counts lines and bytes from 1", "[json]") {
  LineCounter lines(
      "ab\n\nc\xc3\xa9"
      "d");
  const auto at = [&](std::size_t offset) {
    const LineColumn found = lines.at(offset);
    return std::to_string(found.line) + ":" + std::to_string(found.column);
  };
  CHECK(at(0) == "1:1");
  CHECK(at(2) == "1:3");
  CHECK(at(3) == "2:1");
  CHECK(at(4) == "3:1");
  CHECK(at(7) == "3:4");
  CHECK(at(1) == "1:2");  // going back
  CHECK(at(999) == "3:5");
}

}  // namespace
}  // namespace paperfind
