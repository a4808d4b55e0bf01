// Why a value breaks the part of the schema that stands for it, in words a site maintainer can act
// on.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/record/validate.h"

namespace paperfind {

// The schema of the value at `pointer`, in a schema without references; null where the schema says
// nothing.
const nlohmann::json* subschema_at(const nlohmann::json& schema, const std::string& pointer);

// What `value` itself, not the values inside it, does wrong under `schema`. Pointers start with
// `pointer`.
std::vector<Violation> explain_violation(const nlohmann::json& schema, const nlohmann::json& value,
                                         const std::string& pointer);

}  // namespace paperfind
