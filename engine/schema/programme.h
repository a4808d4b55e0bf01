// The order of a programme, wherever one is listed.
#pragma once

#include <string_view>
#include <vector>

#include "engine/record/corpus.h"

namespace paperfind {

// Of two sessions of one event: by day and time, then the order given, room, code and id.
bool is_before(const Session& a, const Session& b);

// The sessions of an event in that order. They live as long as the frame.
std::vector<const Session*> sessions_of_event(const CorpusFrame& frame, std::string_view event);

}  // namespace paperfind
