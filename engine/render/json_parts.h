// Pieces the JSON answers are put together from. Not for use outside engine/render.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/render/json_writer.h"
#include "engine/search/record_views.h"
#include "engine/search/result_page.h"

namespace paperfind::json_parts {

using Json = nlohmann::ordered_json;

// null for an empty string.
Json text_or_null(std::string_view text);
Json query_json(const QueryReport& query, const SearchRequest& request);
// {"institution":["mit"],"not.session":["s1"]}, with "from" and "to" where given.
Json filters_json(const std::vector<FacetFilter>& filters, const SearchRequest& request);
void write_sessions(JsonWriter& out, const std::vector<SessionRef>& sessions);
// Those of the paper itself, and of its exports that `exports` names.
void write_links(JsonWriter& out, const Paper& paper, const std::vector<std::string_view>& exports);
// The exports that a paper in a list links to.
std::vector<std::string_view> listed_exports(const Hit& hit);
// Ids of the author's institutions, each once.
std::vector<std::string> institutions_of(const Author& author);
void write_facet_counts(JsonWriter& out, const FacetCounts& facet);

// "shards", where one is missing; nothing else.
void write_shards(JsonWriter& out, const ShardReport& shards);
Json shards_json(const ShardReport& shards);

std::string_view order_name(FacetOrder order);

// Parts of records (json_record_parts.cc).
// Papers as lines of a list: a result's keys without those that say how it was found.
void write_papers(JsonWriter& out, const std::vector<Hit>& papers);
// How a kind of record is referred to: {"id":…,"name":…,"url":…}.
struct RefForm {
  std::string_view name;  // the key of its name: "name" or "title"
  std::string (*path)(std::string_view id);
};
void write_ref(JsonWriter& out, const NamedRef& ref, const RefForm& form);
// null, or such an object
void write_ref(JsonWriter& out, std::string_view key, const std::optional<NamedRef>& ref,
               const RefForm& form);
// [{"id":…,"name":…,"count":…,"hint":…,"url":…}]; `path` makes the address of an id.
void write_counted(JsonWriter& out, std::string_view key, const std::vector<FacetValue>& values,
                   std::string (*path)(std::string_view));
void write_programme_items(JsonWriter& out, const std::vector<ProgrammeItem>& items);
void write_chairs(JsonWriter& out, const std::vector<Chair>& chairs);
// {"id":…,"name":…,"short":…,"year":…,"url":…}
void write_event(JsonWriter& out, std::string_view key, const Event& event);

// The snippet with "… " and " …" where text was left out, its marks moved along.
MarkedText with_ellipses(const Hit& hit);

// Bytes of a body. Ill-formed UTF-8 becomes U+FFFD instead of an exception.
std::string dump(const Json& json);

}  // namespace paperfind::json_parts
