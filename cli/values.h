// From what a person calls a facet value to its id.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "cli/source.h"
#include "engine/base/result.h"

namespace paperfind::cli {

struct ResolvedFilter {
  std::string prefix;  // "", "not." or "all."
  std::string facet;
  std::string id;
  std::string label;
};

// By id, or else by label or alias, case and accents aside. InvalidInput names the values meant
// when there are several, and near ones when there is none.
Result<std::vector<ResolvedFilter>> resolve_filters(Source& source,
                                                    const std::vector<TypedFilter>& filters);

// What a search is asked for by words, filters and flags that need no reading here.
Params search_params(const Options& options, const std::vector<ResolvedFilter>& filters);

}  // namespace paperfind::cli
