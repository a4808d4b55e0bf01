// nlohmann_json, its two types of value compiled once: every file that reads or writes JSON would
// compile all of its parser and serializer for itself, which with sanitizers is half of what such a
// file takes.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace paperfind {

// What json::parse makes of a string to read from.
using JsonInput = decltype(nlohmann::detail::input_adapter(std::declval<const std::string&>()));

}  // namespace paperfind

extern template class nlohmann::basic_json<>;
extern template class nlohmann::detail::serializer<nlohmann::json>;
extern template class nlohmann::detail::lexer<nlohmann::json, paperfind::JsonInput>;
extern template class nlohmann::detail::parser<nlohmann::json, paperfind::JsonInput>;

extern template class nlohmann::basic_json<nlohmann::ordered_map>;
extern template class nlohmann::detail::serializer<nlohmann::ordered_json>;
extern template class nlohmann::detail::lexer<nlohmann::ordered_json, paperfind::JsonInput>;
extern template class nlohmann::detail::parser<nlohmann::ordered_json, paperfind::JsonInput>;
