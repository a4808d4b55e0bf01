// What people see instead of a problem document.
#pragma once

#include <string>

#include "engine/render/json.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string error_page_html(const TemplateSet& templates, const Site& site, const Problem& problem);

// A few lines about one kind of problem, the address problem documents give as their type.
std::string problem_page_html(const TemplateSet& templates, const Site& site,
                              const Problem& problem);

}  // namespace paperfind
