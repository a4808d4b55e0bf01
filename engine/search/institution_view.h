// An institution with its people, sessions and papers.
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/search/record_tools.h"

namespace paperfind {

// By id or former id (then the institution's own id differs from `id`: the caller redirects).
// NotFound for one that neither a paper nor the authority file knows. Throws Xapian::Error.
Result<InstitutionView> institution_view(const RecordTools& tools, std::string_view id);

}  // namespace paperfind
