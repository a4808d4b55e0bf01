// Facets as lists of links with counts, and chosen values as chips.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/search/result_page.h"
#include "engine/store/catalog.h"
#include "searchd/pages/view.h"

namespace paperfind {

// Facets worth showing: those with a choice to make, or with one made. Chosen values come first,
// "not given" last.
std::vector<View> facet_views(const ResultPage& page);
// One value as a link that chooses it, or gives it up when it is chosen.
View facet_value_view(const SearchRequest& request, std::string_view facet,
                      const FacetValue& value);

// One chip a chosen value, linking to the search without it; days ("from", "to") too.
std::vector<View> chip_views(const ResultPage& page, const Catalog& catalog);

// What people call a chosen value: as listed with its counts, else as the catalog has it, else its
// id.
std::string value_label(const ResultPage& page, const Catalog& catalog, std::string_view facet,
                        const std::string& value);
std::string facet_label(std::string_view facet);

}  // namespace paperfind
