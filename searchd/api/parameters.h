// Parameters as OpenAPI describes them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "searchd/api/operation.h"

namespace paperfind {

// A parameter behind the '?'. `facet`: the one its name's "{facet}" stands for.
nlohmann::ordered_json query_parameter_json(const ParamSpec& spec, std::string_view facet,
                                            const ApiSamples& samples);
// One in the path: {id}, {name} or {format}.
nlohmann::ordered_json path_parameter_json(std::string_view name, const Operation& operation,
                                           const ApiSamples& samples);

}  // namespace paperfind
