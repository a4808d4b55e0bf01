// Bodies made smaller for clients that can read them so.
#pragma once

#include "searchd/http/message.h"

namespace paperfind {

// Compresses the body, and says so in the headers, where the client accepts gzip and it pays.
// Nothing happens to a body that is compressed already.
void compress_for(const HttpRequest& request, HttpResponse& response);

}  // namespace paperfind
