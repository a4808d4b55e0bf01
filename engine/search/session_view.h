// A session with what stands around it.
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/search/record_tools.h"

namespace paperfind {

// NotFound for an unknown id. Throws Xapian::Error.
Result<SessionView> session_view(const RecordTools& tools, std::string_view id);

}  // namespace paperfind
