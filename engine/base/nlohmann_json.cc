#include "engine/base/nlohmann_json.h"

template class nlohmann::basic_json<>;
template class nlohmann::detail::serializer<nlohmann::json>;
template class nlohmann::detail::lexer<nlohmann::json, paperfind::JsonInput>;
template class nlohmann::detail::parser<nlohmann::json, paperfind::JsonInput>;
