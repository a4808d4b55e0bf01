#include "tests/http/answers.h"

#include <cctype>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/support/http.h"

namespace paperfind::testing {

nlohmann::json get_json(int port, const std::string& target) {
  const HttpReply reply = http_get(port, target);
  CAPTURE(target, reply.body);
  REQUIRE(reply.status == 200);
  return nlohmann::json::parse(reply.body);
}

std::string escaped(const std::string& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace paperfind::testing
