// What is not published though it could be, and when two programs make the same of a corpus.
#pragma once

#include <cstddef>

#include "engine/base/result.h"
#include "engine/store/manifest.h"
#include "indexer/build.h"

namespace paperfind {

// A file that was cut, or a folder named by mistake, must not empty the search: InvalidData where
// more than a fifth of the papers that serve would be gone, unless that is forced.
Status refuse_loss(const BuildOptions& options, std::size_t papers);

bool same_versions(const Manifest& a, const Manifest& b);

}  // namespace paperfind
