// One event: dates and place, what it holds, its sessions by day.
#pragma once

#include <string>

#include "engine/search/record_views.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string event_page_html(const TemplateSet& templates, const Site& site, const EventView& event);

}  // namespace paperfind
