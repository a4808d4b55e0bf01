#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/render/export.h"
#include "engine/render/html_escape.h"
#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/json_writer.h"
#include "engine/render/links.h"
#include "engine/search/request_params.h"

namespace paperfind {
namespace {

using json_parts::Json;

// Four decimals: enough to tell hits apart, and the same on every machine that adds up the same
// terms.
double rounded(double score) { return std::round(score * 1e4) / 1e4; }

// `title` stands for its forms too: title_html, title_ranges.
bool is_wanted(std::string_view key, const std::vector<std::string>& fields) {
  return fields.empty() || key == "id" ||
         std::any_of(fields.begin(), fields.end(), [key](std::string_view field) {
           return key == field || (key.starts_with(field) && key.substr(field.size(), 1) == "_");
         });
}

// What an import found the paper under, where that could not be its id here.
Json source_id_json(const Paper& paper) {
  const auto it = paper.extra.find("x_source_id");
  if (it == paper.extra.end()) return {};
  const Json value = Json::parse(it->second, nullptr, /*allow_exceptions=*/false);
  return value.is_string() ? value : Json();
}

// One element of `results`.
class HitWriter {
 public:
  HitWriter(JsonWriter& out, const Hit& hit, const SearchRequest& request)
      : out_(out), hit_(hit), request_(request) {}

  void write() {
    const Paper& paper = hit_.paper;
    out_.begin_object();
    member("id", paper.id);
    member("rank", std::uint64_t{hit_.rank});
    member("match", hit_.partial ? "partial" : "full");
    member("score", rounded(hit_.score));
    member("url", paper_path(paper.id));
    marked({"title", "title_html", "title_ranges"}, hit_.title, request_.fields);
    part("authors", [this] { authors(); });
    part("institutions", [this] { institutions(); });
    part("sessions", [this] { json_parts::write_sessions(out_, hit_.sessions); });
    text("event", paper.event);
    if (is_wanted("year", request_.fields)) out_.number_or_null("year", hit_.year);
    text("type", paper.type);
    text("track", paper.track);
    text("award", paper.award);
    member("has", paper_has(paper));
    part("links",
         [this] { json_parts::write_links(out_, hit_.paper, json_parts::listed_exports(hit_)); });
    marked({"snippet", "snippet_html", "snippet_ranges"}, json_parts::with_ellipses(hit_),
           request_.fields);
    text("snippet_field", hit_.snippet_field);
    member("matched_in", hit_.matched_in);
    if (request_.explain) part("explanation", [this] { explanation(); });
    if (!request_.fields.empty()) on_request();
    out_.end_object();
  }

 private:
  // What a list of results carries only when asked for by name.
  void on_request() {
    text("abstract", hit_.paper.abstract);
    member("keywords", hit_.paper.keywords);
    text("doi", hit_.paper.doi);
    part("source_id", [this] { out_.tree(source_id_json(hit_.paper)); });
  }

  template <typename Write>
  void part(std::string_view key, const Write& write) {
    if (!is_wanted(key, request_.fields)) return;
    out_.key(key);
    write();
  }
  template <typename Value>
  void member(std::string_view key, const Value& value) {
    if (is_wanted(key, request_.fields)) out_.member(key, value);
  }
  void text(std::string_view key, std::string_view value) {
    if (is_wanted(key, request_.fields)) out_.text_or_null(key, value);
  }

  // A text as `name` and, highlighted, as `name_html` or `name_ranges`; those of `fields`.
  struct MarkedKeys {
    std::string_view plain, html, ranges;
  };
  void marked(const MarkedKeys& keys, const MarkedText& marked_text,
              const std::vector<std::string>& fields) {
    const HighlightMode mode = request_.highlight;
    // Snippets are long: the plain words are repeated only where nothing else carries them.
    const bool plain = mode != HighlightMode::Html || keys.plain != "snippet";
    if (plain && is_wanted(keys.plain, fields)) out_.member(keys.plain, marked_text.text);
    if (mode == HighlightMode::Html && is_wanted(keys.html, fields)) {
      out_.member(keys.html, mark_html(marked_text));
    }
    if (mode == HighlightMode::Ranges && is_wanted(keys.ranges, fields)) {
      out_.key(keys.ranges);
      out_.tree(marked_text.marks);
    }
  }
  // Of somebody or something named in a key that is wanted.
  void marked_name(const MarkedText& name) {
    marked({"name", "name_html", "name_ranges"}, name, {});
  }

  void authors() {
    out_.begin_array();
    for (std::size_t i = 0; i < hit_.paper.authors.size(); ++i) {
      const Author& author = hit_.paper.authors[i];
      out_.begin_object();
      out_.text_or_null("id", author.person);
      marked_name(i < hit_.authors.size() ? hit_.authors[i] : MarkedText{author.name, {}});
      out_.member("institutions", json_parts::institutions_of(author));
      out_.end_object();
    }
    out_.end_array();
  }

  void institutions() {
    out_.begin_array();
    for (std::size_t i = 0; i < hit_.institutions.size(); ++i) {
      const InstitutionRef& institution = hit_.institutions[i];
      out_.begin_object();
      out_.member("id", institution.id);
      marked_name(i < hit_.institution_names.size() ? hit_.institution_names[i]
                                                    : MarkedText{institution.name, {}});
      out_.text_or_null("ror", institution.ror);
      out_.end_object();
    }
    out_.end_array();
  }

  void explanation() {
    out_.begin_array();
    for (const auto& [name, weight] : hit_.explanation) {
      out_.begin_object();
      out_.member("part", name);
      out_.member("weight", rounded(weight));
      out_.end_object();
    }
    out_.end_array();
  }

  JsonWriter& out_;
  const Hit& hit_;
  const SearchRequest& request_;
};

std::string page_link(const std::optional<SearchRequest>& request) {
  return request ? link_to("/api/v1/search", *request) : std::string();
}

void write_links(JsonWriter& out, const ResultPage& page) {
  out.begin_object();
  out.member("self", link_to("/api/v1/search", page.request));
  out.text_or_null("next", page_link(next_page(page)));
  out.text_or_null("prev", page_link(previous_page(page)));
  out.member("html", html_link(page.request));
  // All formats are of the same search: its parameters are written once.
  const std::string whole = link_to("/search", whole_search(page.request));
  for (const ExportFormat& format : all_export_formats()) {
    out.member(format.key, export_path(format, whole));
  }
  out.end_object();
}

}  // namespace

std::string search_json(const ResultPage& page) {
  JsonWriter out;
  out.begin_object();
  out.key("query");
  out.tree(json_parts::query_json(page.query, page.request));
  out.member("generation", page.generation);
  out.member("total", std::uint64_t{page.total});
  out.member("partial_total", std::uint64_t{page.partial_total});
  // Of all papers, or of those that can be searched.
  out.member("exact", page.shards.missing.empty());
  json_parts::write_shards(out, page.shards);
  out.member("page", std::uint64_t{page.request.page});
  out.member("per_page", std::uint64_t{page.request.per_page});
  out.key("results");
  out.begin_array();
  for (const Hit& hit : page.hits) HitWriter(out, hit, page.request).write();
  out.end_array();
  out.key("facets");
  out.begin_object();
  for (const FacetCounts& facet : page.facets) {
    out.key(facet.name);
    json_parts::write_facet_counts(out, facet);
  }
  out.end_object();
  out.key("links");
  write_links(out, page);
  out.end_object();
  return out.take() + '\n';
}

std::string hit_json_line(const ResultPage& page, const Hit& hit) {
  JsonWriter out;
  HitWriter(out, hit, page.request).write();
  return out.take() + '\n';
}

std::string problem_json(const Problem& problem) {
  Json out = {{"type", problem.kind.empty() ? "about:blank" : "/problems/" + problem.kind},
              {"title", problem.title},
              {"status", problem.status}};
  const auto add = [&out](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  add("detail", problem.detail);
  add("param", problem.param);
  add("hint", problem.hint);
  add("instance", problem.instance);
  add("request_id", problem.request_id);
  return json_parts::dump(out);
}

}  // namespace paperfind
