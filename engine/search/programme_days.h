// A programme by day and time.
#pragma once

#include <string_view>

#include "engine/search/record_views.h"
#include "engine/store/snapshot.h"

namespace paperfind {

enum class ProgrammeParts { Sessions, All };  // All: with breaks, welcomes, keynotes

// Of one event, cut at 500 items.
Programme programme_of(const Snapshot& snapshot, std::string_view event, ProgrammeParts parts);

}  // namespace paperfind
