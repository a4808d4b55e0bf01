// Whoever answers: the index in a folder or a daemon. Both take an address of the API and give the
// very bytes of its body, and everything printed is made from those bytes; so what is asked here
// and there cannot come out differently.
#pragma once

#include <memory>
#include <string>

#include "cli/place.h"
#include "engine/base/result.h"
#include "engine/search/request_params.h"

namespace paperfind::cli {

class Source {
 public:
  virtual ~Source() = default;
  // `path` below /api/v1: "search", "facets", "facets/session", "suggest", "papers/p1", "search.bib".
  // Errors are the engine's own. Addresses within exports begin with the site's base_url; a daemon
  // knows its own name where there is none.
  virtual Result<std::string> get(const std::string& path, const Params& params) = 0;
};

Result<std::unique_ptr<Source>> open_source(const Place& place);

}  // namespace paperfind::cli
