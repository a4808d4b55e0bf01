#include "cli/source.h"

#include "cli/local.h"
#include "cli/remote.h"

namespace paperfind::cli {

Result<std::unique_ptr<Source>> open_source(const Place& place) {
  return place.url.empty() ? open_local(place.db) : open_remote(place.url);
}

}  // namespace paperfind::cli
