// /help: what one can type, for the people who do.
#pragma once

#include <string>

#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string help_page_html(const TemplateSet& templates, const Site& site);

// The keys of typed.mustache.
void set_typed(View& view);

}  // namespace paperfind
