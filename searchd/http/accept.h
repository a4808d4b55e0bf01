// What a client says it would rather read.
#pragma once

#include <string_view>

#include "engine/render/export.h"

namespace paperfind {

// The format of exports that an Accept header prefers to all else it names; null: it prefers
// something else, or says nothing.
const ExportFormat* preferred_export(std::string_view accept);

}  // namespace paperfind
