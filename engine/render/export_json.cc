// JSON Lines: records as the API gives them. CSL-JSON: what citation processors read.
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/render/export_formats.h"
#include "engine/render/json.h"
#include "engine/render/json_writer.h"
#include "engine/render/page_range.h"
#include "engine/render/reference.h"

namespace paperfind::export_formats {
namespace {

using reference::Kind;

void member(JsonWriter& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out.member(key, value);
}

void write_name(JsonWriter& out, const Author& author) {
  const reference::Name name = reference::name_of(author);
  out.begin_object();
  if (name.given.empty()) {
    out.member("literal", name.family);
  } else {
    out.member("family", name.family);
    out.member("given", name.given);
    member(out, "non-dropping-particle", name.particle);
    member(out, "suffix", name.suffix);
  }
  out.end_object();
}

void write_authors(JsonWriter& out, const Paper& paper) {
  if (paper.authors.empty()) return;
  out.key("author");
  out.begin_array();
  for (const Author& author : paper.authors) write_name(out, author);
  out.end_array();
}

void write_date(JsonWriter& out, const PaperView& view) {
  const std::vector<int> date = reference::date_of(view);
  if (date.empty()) return;
  out.key("issued");
  out.begin_object();
  out.key("date-parts");
  out.begin_array();
  out.begin_array();
  for (const int part : date) out.value(std::int64_t{part});
  out.end_array();
  out.end_array();
  out.end_object();
}

void write_event(JsonWriter& out, const PaperView& view, Kind kind) {
  const Event& event = view.event;
  member(out, "container-title", reference::container_of(view));
  if (kind == Kind::Conference) {
    member(out, "event-title", reference::one_line(event.name));
    member(out, "event-place", reference::one_line(event.place));
  }
  member(out, "collection-title", reference::one_line(event.series));
  member(out, "publisher", reference::one_line(event.publisher));
  member(out, "ISBN", reference::one_line(event.isbn));
}

void write_details(JsonWriter& out, const ExportState& state, const Paper& paper) {
  if (const auto pages = page_range(paper.pages)) {
    out.member("page",
               pages->first == pages->last ? pages->first : pages->first + "-" + pages->last);
  } else {
    member(out, "page", reference::one_line(paper.pages));
  }
  member(out, "DOI", paper.doi);
  member(out, "URL", reference::address_of(state, paper));
  member(out, "language", reference::one_line(paper.lang));
  member(out, "keyword", reference::one_line(reference::joined(paper.keywords, ", ")));
  member(out, "note", reference::note_of(paper));
  member(out, "abstract", paper.abstract);
}

std::string_view type_of(Kind kind) {
  switch (kind) {
    case Kind::Conference:
      return "paper-conference";
    case Kind::Article:
      return "article-journal";
    case Kind::Other:
      break;
  }
  return "article";
}

}  // namespace

std::string jsonl_entry(ExportState& /*state*/, const PaperView& view) {
  return paper_json_line(view);
}

std::string csl_head(ExportState& /*state*/) { return "["; }

std::string csl_entry(ExportState& state, const PaperView& view) {
  const Kind kind = reference::kind_of(view);
  JsonWriter out;
  out.begin_object();
  out.member("id", view.paper.id);
  out.member("type", type_of(kind));
  out.member("title", reference::title_of(view.paper));
  write_authors(out, view.paper);
  write_date(out, view);
  write_event(out, view, kind);
  write_details(out, state, view.paper);
  out.end_object();
  return (state.entries == 0 ? "\n" : ",\n") + out.take();
}

std::string csl_tail(const ExportState& /*state*/) { return "\n]\n"; }

}  // namespace paperfind::export_formats
