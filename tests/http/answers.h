// Answers of the daemon as tests look at them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace paperfind::testing {

// Requires the status 200.
nlohmann::json get_json(int port, const std::string& target);

bool holds(const std::string& text, const std::string& part);

}  // namespace paperfind::testing
