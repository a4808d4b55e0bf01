// The data schema of CSL 1.0.2, restated for the variables we write.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace paperfind::testing {

// What is wrong with an array of items, a line each.
std::vector<std::string> csl_faults(const nlohmann::json& items);

}  // namespace paperfind::testing
