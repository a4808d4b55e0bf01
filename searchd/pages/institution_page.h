// One institution: its names and place, people, sessions and papers.
#pragma once

#include <string>

#include "engine/search/record_views.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string institution_page_html(const TemplateSet& templates, const Site& site,
                                  const InstitutionView& institution);

}  // namespace paperfind
