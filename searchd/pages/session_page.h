// One session: when and where, who chairs it, its talks in order.
#pragma once

#include <string>

#include "engine/search/record_views.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string session_page_html(const TemplateSet& templates, const Site& site,
                              const SessionView& session);

}  // namespace paperfind
