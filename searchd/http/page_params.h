// Parameters of pages that are no searches.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/request_params.h"
#include "searchd/http/router.h"

namespace paperfind {

// "ids=p1,p7": ids hold no commas.
std::vector<std::string> listed_ids(const Params& params);
// "/list?ids=p1,p7"
std::string list_path(const std::vector<std::string>& ids);

// Of the schedule of which event; empty: of the newest.
Result<std::string> event_param(const Call& call);
// The zone a page's times are asked in; empty: none that is known.
std::string zone_param(const Params& params);

}  // namespace paperfind
