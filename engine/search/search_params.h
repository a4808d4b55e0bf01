// THE table of the parameters of /search: what each is, and where it stands in a SearchRequest.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/param_spec.h"
#include "engine/search/search_request.h"

namespace paperfind {

struct SearchParam {
  ParamSpec spec;
  Status (*read)(const ParamSpec&, const std::string& value, SearchRequest&);
  // As one would write it: `spec.initial` where the request says nothing else.
  std::string (*write)(const ParamSpec&, const SearchRequest&);
};

// Of each facet there are these. The values of `name` stand in `values` of its filter.
struct FacetParam {
  ParamSpec spec;
  std::string_view prefix;  // of the facet's name
  std::vector<std::string> FacetFilter::*values;
};

// In the order people are told of them; those of facets aside.
std::span<const SearchParam> search_params();
std::span<const FacetParam> facet_params();
// "facet_order.session"
const ParamSpec& facet_order_param();
inline constexpr std::string_view kFacetOrderPrefix = "facet_order.";

}  // namespace paperfind
