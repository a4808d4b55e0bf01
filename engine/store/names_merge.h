// Who bears which words, of a generation made from two.
#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "engine/store/name_gatherer.h"
#include "engine/store/suggest_table.h"

namespace paperfind {

// The bearer is one of `fresh`, in their order.
inline constexpr std::uint32_t kFreshBearer = std::numeric_limits<std::uint32_t>::max();

// `before`, of each new bearer: its number in `a`, in the order they have there, or kFreshBearer.
// Words nobody bears any more are gone. Leaves `papers` empty. Views into both live as long as
// they do.
NameLists merge_names(const NameIndex& a, const GatheredNames& fresh,
                      std::span<const std::uint32_t> before);

}  // namespace paperfind
