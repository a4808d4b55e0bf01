// One paper, its place in the programme and its neighbours.
#pragma once

#include <string>

#include "engine/search/result_page.h"
#include "engine/store/catalog.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

std::string paper_page_html(const TemplateSet& templates, const Site& site, const Catalog& catalog,
                            const PaperView& paper);

}  // namespace paperfind
