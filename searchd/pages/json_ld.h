// What a page is about as schema.org JSON-LD, for search engines: one graph a page.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/search/record_views.h"
#include "engine/search/result_page.h"
#include "searchd/pages/record_parts.h"
#include "searchd/pages/site.h"

namespace paperfind {

// JSON as the content of a script element: nothing in it can end the element or begin another.
std::string script_json_html(const nlohmann::ordered_json& json);

// Each as script_json_html() gives it. `page` is the page itself, where the crumbs lead.
std::string paper_json_ld_html(const Site& site, const PaperView& paper);
std::string session_json_ld_html(const Site& site, const SessionView& session,
                                 const Crumbs& crumbs);
std::string event_json_ld_html(const Site& site, const EventView& event, const Crumbs& crumbs);
std::string crumbs_json_ld_html(const Site& site, const Crumbs& crumbs, const Crumb& page);
std::string site_json_ld_html(const Site& site);

}  // namespace paperfind
