// What a JSON Schema cannot say about a record: identifiers with check digits, days that exist,
// time zones, addresses.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "engine/record/validate.h"

namespace paperfind {

// Checks a record that its schema accepts, and brings identifiers into their one form
// ("https://doi.org/10.1/X" → "10.1/x"). An empty string means "not given" wherever the schema
// allows it.
std::vector<Violation> check_fields(SchemaKind kind, nlohmann::json& record);

// The schema and the fields together: nothing when the record is right by itself. What the schema
// refused is not judged again.
std::vector<Violation> check_record(const SchemaChecker& checker, SchemaKind kind,
                                    nlohmann::json& record);

// `start` and `end` of an object as RFC 3339 in `zone`, and in that order. Pointers start with
// `pointer`.
void check_times(nlohmann::json& object, std::string_view zone, std::string_view pointer,
                 std::vector<Violation>& out);

// One time as RFC 3339 in `zone`; a day stays a day.
void check_day_or_time(nlohmann::json& object, const char* key, std::string_view zone,
                       std::vector<Violation>& out);

}  // namespace paperfind
