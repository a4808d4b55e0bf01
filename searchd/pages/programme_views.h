// A programme as pages show it: days, the slots of each, what is in parallel.
#pragma once

#include <vector>

#include "engine/search/record_views.h"
#include "searchd/pages/view.h"

namespace paperfind {

// The keys of programme.mustache: `days`, `jump` (links to the days, where there are several) and
// `cut` (what is not listed). A day names its zone once; where its times are in several, each names
// its own.
void set_programme(View& view, const Programme& programme);

// Sets `key`: {href, text} of each event; `path` makes the address of an id.
void set_events(View& view, const std::string& key, const std::vector<NamedRef>& events,
                std::string (*path)(std::string_view));

}  // namespace paperfind
