// Answers to requests that the HTTP library never sees, and bodies it never sees.
#pragma once

#include <memory>
#include <string>

#include "searchd/http/message.h"

namespace paperfind {

// The bytes of `response`; to a HEAD request without the body.
std::string wire_bytes(const HttpResponse& response, bool head_only);

// The same body in HTTP/1.1's chunks.
std::shared_ptr<BodyBlocks> in_chunks(std::shared_ptr<BodyBlocks> blocks);

}  // namespace paperfind
