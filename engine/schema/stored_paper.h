// A paper as the bytes of a Xapian document: compact, versioned, and exact (decode(encode(p)) ==
// p).
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/record/paper.h"

namespace paperfind {

std::string encode_paper(const Paper& paper);
// InvalidData when the bytes are cut, too long or of another version. Never reads past them.
Result<Paper> decode_paper(std::string_view bytes);

}  // namespace paperfind
