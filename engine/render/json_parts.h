// Pieces the JSON answers are put together from. Not for use outside engine/render.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/render/json_writer.h"
#include "engine/search/result_page.h"

namespace paperfind::json_parts {

using Json = nlohmann::ordered_json;

// null for an empty string.
Json text_or_null(std::string_view text);
Json query_json(const QueryReport& query, const SearchRequest& request);
// {"institution":["mit"],"not.session":["s1"]}, with "from" and "to" where given.
Json filters_json(const std::vector<FacetFilter>& filters, const SearchRequest& request);
void write_sessions(JsonWriter& out, const std::vector<SessionRef>& sessions);
void write_links(JsonWriter& out, const Paper& paper);
// Ids of the author's institutions, each once.
std::vector<std::string> institutions_of(const Author& author);
void write_facet_counts(JsonWriter& out, const FacetCounts& facet);

std::string_view order_name(FacetOrder order);

// The snippet with "… " and " …" where text was left out, its marks moved along.
MarkedText with_ellipses(const Hit& hit);

// Bytes of a body. Ill-formed UTF-8 becomes U+FFFD instead of an exception.
std::string dump(const Json& json);

}  // namespace paperfind::json_parts
