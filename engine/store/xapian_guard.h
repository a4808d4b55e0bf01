// The seam where Xapian's exceptions become errors.
#pragma once

#include <xapian.h>

#include <type_traits>
#include <utility>

#include "engine/base/result.h"

namespace paperfind {

// How the contexts of errors of servers begin.
inline constexpr const char* kRemoteContext = "remote:";

Error error_from(const Xapian::Error& error);

// Runs `work`, which returns a Result or a Status, and turns what Xapian throws into an Error.
template <typename Work>
auto guard_xapian(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    return error_from(error);
  }
}

}  // namespace paperfind
