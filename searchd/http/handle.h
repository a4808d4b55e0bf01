// The daemon as a function: one request in, one answer out.
#pragma once

#include "searchd/http/context.h"
#include "searchd/http/message.h"

namespace paperfind {

// Never throws. Whatever goes wrong becomes a problem, and what it was about stands in `failure`
// for the log.
HttpResponse handle(const HttpRequest& request, const Context& context) noexcept;

}  // namespace paperfind
