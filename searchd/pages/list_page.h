// Papers somebody chose, in the order chosen, and the page that shows the box other sites embed.
#pragma once

#include <string>

#include "engine/render/embed_lines.h"
#include "engine/search/result_page.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

// `path`: that of this very list, for its canonical address.
std::string list_page_html(const TemplateSet& templates, const Site& site, const ResultPage& page,
                           const std::string& path);

std::string demo_page_html(const TemplateSet& templates, const Site& site,
                           const EmbeddedScript& script);

}  // namespace paperfind
