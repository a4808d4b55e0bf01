// A programme by day and time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/search/record_views.h"
#include "engine/store/snapshot.h"

namespace paperfind {

enum class ProgrammeParts { Sessions, All };  // All: with breaks, welcomes, keynotes

struct ProgrammeForm {
  std::string zone = {};  // IANA, that times and days are given in; empty: that of each
  std::size_t most = kMaxListedProgramme;
};

// Of one event.
Programme programme_of(const Snapshot& snapshot, std::string_view event, ProgrammeParts parts,
                       const ProgrammeForm& form = {});

}  // namespace paperfind
