#include "engine/base/number_text.h"

namespace paperfind {

std::string number_text(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

std::string counted_text(std::size_t count, std::string_view one, std::string_view many) {
  return number_text(count) + " " + std::string(count == 1 ? one : many);
}

std::string papers_text(std::size_t count) { return counted_text(count, "paper", "papers"); }

}  // namespace paperfind
