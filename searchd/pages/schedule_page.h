// The schedule of an event, on one page.
#pragma once

#include <string>

#include "engine/search/record_views.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string schedule_page_html(const TemplateSet& templates, const Site& site,
                               const ScheduleView& schedule);

}  // namespace paperfind
