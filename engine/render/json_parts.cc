#include "engine/render/json_parts.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/render/export.h"
#include "engine/render/links.h"

namespace paperfind::json_parts {
namespace {

Json correction_json(const Correction& correction, const SearchRequest& request) {
  Json out = {{"from", correction.from},
              {"to", correction.to},
              {"applied", correction.applied},
              {"also", correction.also}};
  SearchRequest other = request;
  other.page = 1;
  if (correction.applied) {
    other.typo = TypoMode::Off;
    out["undo"] = html_link(other);
  } else {
    other.query = correction.query;
    out["apply"] = html_link(other);
  }
  return out;
}

void write_value(JsonWriter& out, const FacetValue& value) {
  out.begin_object();
  out.member("id", value.id);
  out.member("label", value.label);
  out.member("count", std::uint64_t{value.count});
  if (value.selected) out.member("selected", true);
  if (!value.hint.empty()) out.member("hint", value.hint);
  out.end_object();
}

void add_list(Json& out, const std::string& name, const std::vector<std::string>& values) {
  if (!values.empty()) out[name] = values;
}

}  // namespace

Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

Json filters_json(const std::vector<FacetFilter>& filters, const SearchRequest& request) {
  Json out = Json::object();
  for (const FacetFilter& filter : filters) {
    add_list(out, filter.facet, filter.any);
    add_list(out, "all." + filter.facet, filter.all);
    add_list(out, "not." + filter.facet, filter.excluded);
  }
  if (!request.from.empty()) out["from"] = Json::array({request.from});
  if (!request.to.empty()) out["to"] = Json::array({request.to});
  return out;
}

Json query_json(const QueryReport& query, const SearchRequest& request) {
  Json corrections = Json::array();
  for (const Correction& c : query.corrections) corrections.push_back(correction_json(c, request));
  Json synonyms = Json::array();
  for (const UsedSynonym& used : query.synonyms) {
    synonyms.push_back({{"from", used.from}, {"to", used.to}});
  }
  return {{"raw", query.raw},
          {"effective", query.effective},
          {"parsed", query.parsed},
          {"filters", filters_json(query.filters, request)},
          {"corrections", std::move(corrections)},
          {"synonyms", std::move(synonyms)},
          {"relaxed", query.relaxed},
          {"ignored", query.ignored},
          {"notices", query.notices}};
}

void write_sessions(JsonWriter& out, const std::vector<SessionRef>& sessions) {
  out.begin_array();
  for (const SessionRef& session : sessions) {
    out.begin_object();
    out.member("id", session.id);
    out.member("title", session.title);
    out.text_or_null("start", session.start);
    out.text_or_null("end", session.end);
    out.text_or_null("tz", session.tz);
    out.text_or_null("room", session.room);
    out.key("position");
    if (session.position) {
      out.value(std::int64_t{*session.position});
    } else {
      out.null();
    }
    out.end_object();
  }
  out.end_array();
}

std::vector<std::string_view> listed_exports(const Hit& hit) {
  if (has_calendar(hit.sessions)) return {"bib", "ics"};
  return {"bib"};
}

void write_links(JsonWriter& out, const Paper& paper,
                 const std::vector<std::string_view>& exports) {
  out.begin_object();
  for (const PaperLink& link : paper_links(paper)) out.member(link.key, link.url);
  for (const std::string_view key : exports) {
    out.member(key, export_path(*find_export_format(key), paper_path(paper.id)));
  }
  out.end_object();
}

std::vector<std::string> institutions_of(const Author& author) {
  std::vector<std::string> ids;
  for (const Affiliation& affiliation : author.affiliations) {
    const std::string& id = affiliation.institution;
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

void write_facet_counts(JsonWriter& out, const FacetCounts& facet) {
  out.begin_object();
  out.member("label", facet.label);
  out.member("mode", "or");
  out.member("order", order_name(facet.order));
  out.member("exact", true);
  out.member("distinct", std::uint64_t{facet.distinct});
  out.member("truncated", facet.truncated);
  out.key("values");
  out.begin_array();
  for (const FacetValue& value : facet.values) write_value(out, value);
  out.end_array();
  out.key("missing");
  if (facet.missing) {
    write_value(out, *facet.missing);
  } else {
    out.null();
  }
  out.end_object();
}

Json shards_json(const ShardReport& shards) {
  return {{"total", shards.total}, {"missing", shards.missing}};
}

void write_shards(JsonWriter& out, const ShardReport& shards) {
  if (shards.missing.empty()) return;
  out.key("shards");
  out.tree(shards_json(shards));
}

std::string_view order_name(FacetOrder order) {
  switch (order) {
    case FacetOrder::Count:
      return "count";
    case FacetOrder::Label:
      return "label";
    case FacetOrder::Programme:
      return "programme";
  }
  return "count";
}

MarkedText with_ellipses(const Hit& hit) {
  static constexpr std::string_view kBefore = "… ";
  static constexpr std::string_view kAfter = " …";
  MarkedText out = hit.snippet;
  if (out.text.empty()) return out;
  if (hit.snippet_cut_before) {
    out.text.insert(0, kBefore);
    for (auto& [begin, end] : out.marks) {
      begin += static_cast<std::uint32_t>(kBefore.size());
      end += static_cast<std::uint32_t>(kBefore.size());
    }
  }
  if (hit.snippet_cut_after) out.text += kAfter;
  return out;
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace paperfind::json_parts
