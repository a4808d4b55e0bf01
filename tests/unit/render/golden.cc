#include "tests/unit/render/golden.h"

#include <fstream>
#include <iterator>

#include "engine/base/nlohmann_json.h"

namespace paperfind::testing {

std::string golden(const std::string& name) {
  std::ifstream in(std::string(PAPERFIND_GOLDEN) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string indented(const std::string& body) {
  return nlohmann::ordered_json::parse(body).dump(2) + "\n";
}

}  // namespace paperfind::testing
