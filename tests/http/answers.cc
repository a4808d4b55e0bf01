#include "tests/http/answers.h"

#include <nlohmann/json.hpp>

#include "tests/catch.h"
#include "tests/support/http.h"

namespace paperfind::testing {

nlohmann::json get_json(int port, const std::string& target) {
  const HttpReply reply = http_get(port, target);
  CAPTURE(target, reply.body);
  REQUIRE(reply.status == 200);
  return nlohmann::json::parse(reply.body);
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace paperfind::testing
