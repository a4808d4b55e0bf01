// An event as a whole, and its schedule.
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/search/record_tools.h"

namespace paperfind {

// NotFound for an unknown id. Throws Xapian::Error.
Result<EventView> event_view(const RecordTools& tools, std::string_view id);

// NotFound for an unknown id, and where there is no event at all; InvalidInput for a zone that is
// none.
Result<ScheduleView> schedule_view(const Snapshot& snapshot, const ScheduleRequest& request);

}  // namespace paperfind
