// Which part of a facet value's label a typed prefix found.
#pragma once

#include <string_view>

#include "engine/search/result_page.h"

namespace paperfind {

// Marks, in each word of `label` that begins like a word of `typed` (accents and case aside), the
// letters typed:
// ("ETH Zürich", "zur") marks "Zür". Marks nothing when nothing was typed.
MarkedText mark_prefix(std::string_view label, std::string_view typed);

}  // namespace paperfind
