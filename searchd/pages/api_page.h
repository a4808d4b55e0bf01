// /api: the interface for programs, for the people who write them.
#pragma once

#include <string>

#include "searchd/api/description.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string api_page_html(const TemplateSet& templates, const Site& site,
                          const ApiDescription& description);

// "1 to 100", "auto, all, any": the values a parameter can have.
std::string values_text(const ParamSpec& spec);

}  // namespace paperfind
