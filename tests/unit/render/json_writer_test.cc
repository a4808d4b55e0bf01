#include "engine/render/json_writer.h"

#include <random>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string written(const std::string& text) {
  JsonWriter out;
  out.value(text);
  return out.take();
}

TEST_CASE("texts are written as the library dumps them", "[render]") {
  for (const std::string& text : std::vector<std::string>{
           "", "plain", "quote \" and \\ and /", std::string("\0\b\f\n\r\t\x1f\x7f", 8),
           "Jelčicoová 電子 𝔄 é", "\u2028\u2029", "cut \xE9\x9B", "\xC3(", "\xFF", "\xC0\x80",
           "\xED\xA0\x80 surrogate", "\xF4\x90\x80\x80", "\xF0\x80\x80\x80",
           "a\xE2\x82"
           "b"}) {
    CAPTURE(text);
    CHECK(written(text) == dumped(text));
  }
}

TEST_CASE("any bytes are written as the library dumps them", "[render][property]") {
  // Bytes that begin, continue and break characters.
  constexpr unsigned char kBytes[] = {'a',  '"',  '\\', '\n', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                      0xBF, 0xC1, 0xC2, 0xE0, 0xE9, 0xED, 0xEF, 0xF0, 0xF4, 0xF5};
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (unsigned size = random() % 9; size > 0; --size) {
      text += static_cast<char>(kBytes[random() % std::size(kBytes)]);
    }
    CAPTURE(i);
    CHECK(written(text) == dumped(text));
  }
}

TEST_CASE("objects, arrays and values stand as the library dumps them", "[render]") {
  JsonWriter out;
  out.begin_object();
  out.member("text", std::string("a"));
  out.member("number", std::uint64_t{18'446'744'073'709'551'615U});
  for (const double number : {0.0, 17.3142, 1e-4, 1e21, -2.5}) out.member("double", number);
  out.member("yes", true);
  out.text_or_null("none", "");
  out.text_or_null("some", "b");
  out.key("empty");
  out.begin_array();
  out.end_array();
  out.key("list");
  out.begin_array();
  out.begin_object();
  out.end_object();
  out.value(std::vector<std::string>{"x", "y"});
  out.null();
  out.end_array();
  out.key("tree");
  out.tree({{"k", {1, 2}}});
  out.end_object();
  CHECK(out.take() ==
        "{\"text\":\"a\",\"number\":18446744073709551615,\"double\":0.0,\"double\":17.3142,"
        "\"double\":0.0001,\"double\":1e+21,\"double\":-2.5,\"yes\":true,\"none\":null,"
        "\"some\":\"b\",\"empty\":[],\"list\":[{},[\"x\",\"y\"],null],"
        "\"tree\":{\"k\":[1,2]}}");
}

}  // namespace
}  // namespace paperfind
