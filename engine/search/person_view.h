// A person with papers, other names, co-authors and namesakes.
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/search/record_tools.h"

namespace paperfind {

// By id or former id (then the person's own id differs from `id`: the caller redirects). NotFound
// for one that neither a paper nor the authority file knows. Throws Xapian::Error.
Result<PersonView> person_view(const RecordTools& tools, std::string_view id);

// Where somebody is by the newest papers; empty when they do not say. Throws Xapian::Error.
std::string newest_institution(const RecordTools& tools, std::string_view person);

}  // namespace paperfind
