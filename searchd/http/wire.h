// Answers to requests that the HTTP library never sees.
#pragma once

#include <string>

#include "searchd/http/message.h"

namespace paperfind {

// The bytes of `response`; to a HEAD request without the body.
std::string wire_bytes(const HttpResponse& response, bool head_only);

}  // namespace paperfind
