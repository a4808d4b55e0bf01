// What the graphs of all kinds of pages are made of.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/pages/record_parts.h"
#include "searchd/pages/site.h"

namespace paperfind::json_ld {

using Json = nlohmann::ordered_json;

// Sets what is there: no empty text, no empty list, no object but for its type.
void put(Json& object, const char* key, const std::string& text);
void put(Json& object, const char* key, const Json& value);

Json thing(const char* type, const std::string& name);
// The same with its page on this site; `path` may be empty.
Json thing(const char* type, const std::string& name, const std::string& address);

// "" or the whole address of a path.
std::string address_of(const Site& site, const std::string& path);
Json breadcrumbs(const Site& site, const Crumbs& crumbs, const Crumb& page);
std::string graph_html(const std::vector<Json>& nodes);

}  // namespace paperfind::json_ld
