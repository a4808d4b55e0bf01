#include "engine/base/string_numbers.h"

#include <random>
#include <unordered_map>

#include "tests/catch.h"

namespace paperfind {
namespace {

TEST_CASE("strings keep the numbers they got when first asked for", "[base][property]") {
  std::mt19937 random(3);
  StringNumbers numbers;
  std::unordered_map<std::string, std::uint32_t> expected;
  for (int round = 0; round < 50'000; ++round) {
    std::string text = std::to_string(random() % 9000);
    if (random() % 50 == 0) text.clear();
    if (random() % 3 == 0) text += std::string("\0x", 2);
    const auto known = expected.emplace(text, static_cast<std::uint32_t>(expected.size())).first;
    REQUIRE(numbers.of(text) == known->second);
  }
  REQUIRE(numbers.size() == expected.size());
  for (const auto& [text, number] : expected) CHECK(numbers[number] == text);
}

}  // namespace
}  // namespace paperfind
