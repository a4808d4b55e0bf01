// One log line a request.
#pragma once

#include "searchd/http/message.h"

namespace paperfind {

// Never throws: a line that cannot be written is lost.
void log_request(const HttpRequest& request, const HttpResponse& response, double ms) noexcept;

}  // namespace paperfind
