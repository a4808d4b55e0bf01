#include "searchd/pages/json_ld_parts.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "searchd/pages/json_ld.h"

namespace paperfind {
namespace json_ld {

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void put(Json& object, const char* key, const Json& value) {
  const bool says_nothing =
      value.empty() || (value.is_object() && value.size() == 1 && value.contains("@type"));
  if (!says_nothing) object[key] = value;
}

Json thing(const char* type, const std::string& name) {
  Json object = {{"@type", type}};
  put(object, "name", name);
  return object;
}

Json thing(const char* type, const std::string& name, const std::string& address) {
  Json object = thing(type, name);
  put(object, "url", address);
  return object;
}

std::string address_of(const Site& site, const std::string& path) {
  return path.empty() ? "" : site.address + path;
}

Json breadcrumbs(const Site& site, const Crumbs& crumbs, const Crumb& page) {
  Json items = Json::array();
  const auto add = [&](const Crumb& crumb) {
    items.push_back({{"@type", "ListItem"},
                     {"position", items.size() + 1},
                     {"name", crumb.second},
                     {"item", address_of(site, crumb.first)}});
  };
  for (const Crumb& crumb : crumbs) add(crumb);
  add(page);
  return {{"@type", "BreadcrumbList"}, {"itemListElement", std::move(items)}};
}

std::string graph_html(const std::vector<Json>& nodes) {
  return script_json_html({{"@context", "https://schema.org"}, {"@graph", nodes}});
}

}  // namespace json_ld

std::string script_json_html(const nlohmann::ordered_json& json) {
  const std::string text =
      json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  constexpr std::pair<std::string_view, std::string_view> kEscapes[] = {
      {"<", "\\u003c"},
      {">", "\\u003e"},
      {"&", "\\u0026"},
      {"\xE2\x80\xA8", "\\u2028"},
      {"\xE2\x80\xA9", "\\u2029"}};
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    const auto* escape = std::find_if(std::begin(kEscapes), std::end(kEscapes),
                                      [&](const auto& e) { return rest.starts_with(e.first); });
    if (escape == std::end(kEscapes)) {
      out += text[at++];
    } else {
      out += escape->second;
      at += escape->first.size();
    }
  }
  return out;
}

std::string crumbs_json_ld_html(const Site& site, const Crumbs& crumbs, const Crumb& page) {
  return json_ld::graph_html({json_ld::breadcrumbs(site, crumbs, page)});
}

std::string site_json_ld_html(const Site& site) {
  json_ld::Json node = json_ld::thing("WebSite", site.name, site.address + "/");
  json_ld::put(node, "inLanguage", site.lang);
  node["potentialAction"] = {
      {"@type", "SearchAction"},
      {"target",
       {{"@type", "EntryPoint"}, {"urlTemplate", site.address + "/search?q={search_term_string}"}}},
      {"query-input", "required name=search_term_string"}};
  return json_ld::graph_html({node});
}

}  // namespace paperfind
