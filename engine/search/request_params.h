// SearchRequest to and from the names of /search: the daemon's query string, the command line and
// every link we print all pass through here, so they cannot disagree.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/param_spec.h"
#include "engine/search/search_request.h"
#include "engine/search/suggest_page.h"

namespace paperfind {

// In the order given.
using Params = std::vector<Param>;

enum class UnknownParams { Reject, Ignore };  // /api rejects with a hint, pages ignore

// InvalidInput names the parameter in `where` and the nearest known name, or the values allowed, in
// `hint`.
Result<SearchRequest> search_request_from(const Params& params, UnknownParams unknown);
// `facet` comes from the path; the rest are the parameters of /facets/{name}.
Result<FacetRequest> facet_request_from(std::string_view facet, const Params& params,
                                        UnknownParams unknown);
// The parameters of /suggest: `n` and `types` beside those of a search, whose `q` is what was
// typed.
Result<SuggestRequest> suggest_request_from(const Params& params, UnknownParams unknown);

// The canonical parameters: defaults left out, fixed order (q, facets in table order with values
// sorted, the rest by name, sort, page). search_request_from(params_of(r)) == r.
Params params_of(const SearchRequest& request);
// The same for /suggest, of those that make a difference to it.
Params params_of(const SuggestRequest& request);

// What the parameters of each may be, in the order people are told of them.
std::vector<ParamSpec> search_param_specs();
// Those that /facets/{name} and /suggest have besides, which go before one of the same name.
std::vector<ParamSpec> facet_param_specs();
std::vector<ParamSpec> suggest_param_specs();

// "name=value&…", percent-encoded, blanks as '+'.
std::string encode_query(const Params& params);
// The reverse; ill-formed escapes stand for themselves. At most kMaxParameters are read.
Params decode_query(std::string_view query);

// "<path>?<canonical query>", without '?' when there is nothing to say.
std::string link_to(std::string_view path, const SearchRequest& request);

}  // namespace paperfind
