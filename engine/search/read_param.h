// The values of parameters by their kinds. Errors name the parameter and say which values it can
// have.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/param_spec.h"

namespace paperfind {

Error bad_param(std::string_view name, std::string message, std::string hint = {});
// `of`: what has no such parameter, in words. An empty hint where there is none to name.
Error unknown_param(const Param& given, std::string_view of, std::string hint);
// Only facets may be.
Error given_twice(std::string_view name);

// `name` may be more than that of the row: "facet_order.session".
Status read_choice(const ParamSpec& spec, std::string_view name, std::string_view text, int& out);
Status read_number(const ParamSpec& spec, std::string_view text, std::size_t& out);
Status read_text(const ParamSpec& spec, const std::string& text, std::string& out);
// A year is its first day, or its last.
Status read_day(const ParamSpec& spec, const std::string& text, bool last, std::string& out);
// Each once, in the order given.
Status read_names(const ParamSpec& spec, std::string_view text, std::vector<std::string>& out);

// The first choice's for a value that has none.
std::string_view choice_name(std::span<const ParamChoice> choices, int value);
std::string joined_names(const std::vector<std::string>& names);

}  // namespace paperfind
