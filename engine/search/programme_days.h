// A programme by day and time.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/search/record_views.h"
#include "engine/store/snapshot.h"

namespace paperfind {

enum class ProgrammeParts { Sessions, All };  // All: with breaks, welcomes, keynotes

// Of one event, the first `most` items.
Programme programme_of(const Snapshot& snapshot, std::string_view event, ProgrammeParts parts,
                       std::size_t most = kMaxListedProgramme);

}  // namespace paperfind
