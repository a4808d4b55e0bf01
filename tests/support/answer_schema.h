// Answers held to the schemas that the daemon describes them with.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace paperfind::testing {

// `schema` with its references into `document` replaced by what they refer to. Objects whose keys
// are described may have no others: what clients must put up with, our tests need not.
nlohmann::json closed_schema(const nlohmann::json& schema, const nlohmann::json& document);

// How `value` breaks `schema`, a line each; empty when it does not.
std::string breaches(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace paperfind::testing
