// Answers of the daemon as tests look at them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace paperfind::testing {

// Requires the status 200.
nlohmann::json get_json(int port, const std::string& target);

// Percent-encoded: as it may stand in a query string.
std::string escaped(const std::string& text);

bool holds(const std::string& text, const std::string& part);

}  // namespace paperfind::testing
