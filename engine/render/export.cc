#include "engine/render/export.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/zoned_time.h"
#include "engine/render/export_formats.h"
#include "engine/render/links.h"
#include "engine/search/request_params.h"

namespace paperfind {
namespace {

std::string no_head(ExportState& /*state*/) { return {}; }
std::string no_tail(const ExportState& /*state*/) { return {}; }

constexpr std::array kFormats = {
    ExportFormat{"bib", "bib", "application/x-bibtex; charset=utf-8", "BibTeX", "entries for LaTeX",
                 true, no_head, export_formats::bibtex_entry, no_tail},
    ExportFormat{"ris", "ris", "application/x-research-info-systems; charset=utf-8", "RIS",
                 "for Zotero, EndNote, Mendeley", true, no_head, export_formats::ris_entry,
                 no_tail},
    ExportFormat{"csl", "csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON",
                 "for citation processors", true, export_formats::csl_head,
                 export_formats::csl_entry, export_formats::csl_tail},
    ExportFormat{"csv", "csv", "text/csv; charset=utf-8; header=present", "CSV", "a table", true,
                 export_formats::csv_head, export_formats::csv_entry, no_tail},
    ExportFormat{"jsonl", "jsonl", "application/jsonl; charset=utf-8", "JSON Lines",
                 "a record a line", true, no_head, export_formats::jsonl_entry, no_tail},
    ExportFormat{"ics", "ics", "text/calendar; charset=utf-8", "iCalendar", "talks for a calendar",
                 true, export_formats::calendar_head, export_formats::calendar_entry,
                 export_formats::calendar_tail},
    ExportFormat{"atom", "atom", "application/atom+xml; charset=utf-8", "Atom", "a feed", false,
                 export_formats::atom_head, export_formats::atom_entry, export_formats::atom_tail},
};

}  // namespace

std::span<const ExportFormat> all_export_formats() { return kFormats; }

const ExportFormat* find_export_format(std::string_view name) {
  const auto* const found = std::find_if(
      kFormats.begin(), kFormats.end(),
      [name](const ExportFormat& format) { return format.key == name || format.suffix == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

const ExportFormat* export_format_of(std::string_view segment) {
  const auto* const found =
      std::find_if(kFormats.begin(), kFormats.end(), [segment](const ExportFormat& format) {
        return segment.size() > format.suffix.size() + 1 && segment.ends_with(format.suffix) &&
               segment[segment.size() - format.suffix.size() - 1] == '.';
      });
  return found == kFormats.end() ? nullptr : &*found;
}

std::string Export::entry(const PaperView& paper) {
  std::string text = format_->entry(state_, paper);
  if (!text.empty()) ++state_.entries;
  return text;
}

std::string Export::head(std::span<const PaperView> first) {
  for (const PaperView& paper : first.first(std::min(first.size(), kExportedAtOnce))) {
    state_.source.updated = std::max(state_.source.updated, changed_day(paper));
  }
  return format_->head(state_);
}

ExportSource search_source(const ExportFormat& format, const SearchRequest& request,
                           std::string site) {
  ExportSource source;
  const bool all = request.query.find_first_not_of(" *") == std::string::npos;
  source.title = all ? "All papers" : "Papers for " + request.query;
  source.site = std::move(site);
  source.self_path = export_link(format, request);
  source.page_path = html_link(request);
  return source;
}

ExportSource record_source(const ExportFormat& format, const std::string& path, std::string title,
                           std::string site) {
  return {std::move(title), std::move(site), export_path(format, path), path, "", {}};
}

std::string export_text(const ExportFormat& format, const PaperView& paper, std::string site) {
  Export whole(format, record_source(format, paper_path(paper.paper.id), paper.paper.title,
                                     std::move(site)));
  std::string text = whole.head(std::span(&paper, 1));
  text += whole.entry(paper);
  return text + whole.tail();
}

SearchRequest whole_search(SearchRequest request) {
  const SearchRequest plain;
  request.page = plain.page;
  request.per_page = plain.per_page;
  return without_shape(std::move(request));
}

std::string export_link(const ExportFormat& format, const SearchRequest& request) {
  return link_to("/search." + std::string(format.suffix), whole_search(request));
}

std::string export_path(const ExportFormat& format, const std::string& path) {
  const std::size_t query = std::min(path.find('?'), path.size());
  return path.substr(0, query) + "." + std::string(format.suffix) + path.substr(query);
}

bool has_calendar(const std::vector<SessionRef>& sessions) {
  return std::any_of(sessions.begin(), sessions.end(), [](const SessionRef& session) {
    return to_unix_seconds(session.start).has_value();
  });
}

std::string changed_day(const PaperView& paper) {
  for (const std::string* day :
       {&paper.paper.updated, &paper.paper.published, &paper.event.start}) {
    if (!day->empty()) return *day;
  }
  return {};
}

}  // namespace paperfind
