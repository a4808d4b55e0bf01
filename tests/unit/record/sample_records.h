// Records for the tests of this folder: one of each with every key set, and papers made at random.
#pragma once

#include <cstdint>

#include "engine/record/paper.h"

namespace paperfind::testing {

Paper full_paper();
EventFile full_event_file();
Person full_person();
Institution full_institution();

// A valid paper; the same seed gives the same paper. Refers to the event "sym" and the session
// "sym-s1".
Paper random_paper(std::uint64_t seed);

}  // namespace paperfind::testing
