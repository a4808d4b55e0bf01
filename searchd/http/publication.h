// When a generation was written.
#pragma once

#include <ctime>
#include <optional>

#include "engine/store/snapshot.h"

namespace paperfind {

// Which is when what it says of no date changed at the latest. Nothing when the file system does
// not tell.
std::optional<std::time_t> written_at(const Snapshot& snapshot);

}  // namespace paperfind
