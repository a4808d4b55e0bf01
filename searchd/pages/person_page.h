// One person: papers, other names, institutions, co-authors, people of the same name.
#pragma once

#include <string>

#include "engine/search/record_views.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string person_page_html(const TemplateSet& templates, const Site& site,
                             const PersonView& person);

}  // namespace paperfind
