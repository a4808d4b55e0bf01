// All values of one facet in the context of a search.
#pragma once

#include <string>

#include "engine/search/result_page.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string facet_page_html(const TemplateSet& templates, const Site& site, const FacetPage& page);

}  // namespace paperfind
