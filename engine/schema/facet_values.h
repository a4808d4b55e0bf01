// Which facet values a resolved paper has, and what they are called.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/paper.h"
#include "engine/schema/fields.h"
#include "engine/schema/resolver.h"

namespace paperfind {

struct FacetValueRef {
  std::string id;
  std::string label;
  friend bool operator==(const FacetValueRef&, const FacetValueRef&) = default;
};

// By index_of(facet); each value once, in order of first mention; empty: not given.
using PaperFacets = std::array<std::vector<FacetValueRef>, kFacetCount>;

PaperFacets facets_of(const Paper& paper, const Resolver& resolver);

// "Full paper" for "full" and its like, otherwise the type with a capital; empty for none.
std::string type_label(std::string_view type);

// Id of a free-text value (track, keyword, room …): its slug, with 6 hex of the SHA-256 of its
// folded form appended when the slug alone would not tell two values apart. A pure function of the
// text, so no id depends on other papers.
std::string value_id(std::string_view text);
// The same with the suffix always: for a text whose plain id belongs to something else.
std::string value_id_apart(std::string_view text);

}  // namespace paperfind
