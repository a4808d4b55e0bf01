// Papers in the formats of other programs: reference managers, spreadsheets, calendars, feed
// readers. What each format makes of a record is in docs/exports.md. Pure, and made paper by paper:
// head, an entry for each paper, tail, so that an export of any size needs the memory of one entry.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/search/record_views.h"
#include "engine/search/result_page.h"

namespace paperfind {

// Where an export comes from. Paths begin with '/'.
struct ExportSource {
  std::string title;  // "Papers for sparse attention"
  std::string site;   // "https://papers.example.org"; empty: nobody knows, addresses are left out
  std::string self_path;  // of the export itself
  std::string page_path;  // of the page that shows the same
  std::string updated;    // day of the newest paper, as far as known
  // Of the papers of one session: its calendar shows the session itself, and of the talks those
  // that have a time of their own.
  std::optional<SessionView> session = {};
};

// What the entries so far decide about the next one.
struct ExportState {
  ExportSource source;
  std::size_t entries = 0;
  std::set<std::string> zones;  // time zones a calendar has explained
};

struct ExportFormat {
  std::string_view key;     // among links, and for the command line
  std::string_view suffix;  // of addresses and file names, without the dot
  std::string_view media_type;
  std::string_view label;  // on pages
  std::string_view about;  // for help
  bool attached;           // a browser saves it instead of showing it
  std::string (*head)(ExportState&);
  std::string (*entry)(ExportState&, const PaperView&);  // may be empty
  std::string (*tail)(const ExportState&);
};

// In the order they are offered.
std::span<const ExportFormat> all_export_formats();
// By key or suffix; null when there is none of that name.
const ExportFormat* find_export_format(std::string_view name);
// By the suffix after a dot that a path's last segment ends in.
const ExportFormat* export_format_of(std::string_view segment);

// One export from head to tail.
class Export {
 public:
  Export(const ExportFormat& format, ExportSource source) : format_(&format) {
    state_.source = std::move(source);
  }
  // `first`: the papers it begins with. When the newest of them changed is when a feed did: where
  // the newest come first, that is so.
  std::string head(std::span<const PaperView> first = {});
  std::string entry(const PaperView& paper);
  [[nodiscard]] std::string tail() const { return format_->tail(state_); }

 private:
  const ExportFormat* format_;
  ExportState state_;
};

// Of all papers of a search, and of a record or its papers. `site` as in ExportSource.
ExportSource search_source(const ExportFormat& format, const SearchRequest& request,
                           std::string site);
// `path`: of the record, and of its page.
ExportSource record_source(const ExportFormat& format, const std::string& path, std::string title,
                           std::string site);
// A whole export of one paper.
std::string export_text(const ExportFormat& format, const PaperView& paper, std::string site);

// The calendar of an event: its sessions, breaks and the like that have a start.
std::string schedule_calendar(const ScheduleView& schedule, std::string site);

// As many papers are read at once, wherever exports are made.
inline constexpr std::size_t kExportedAtOnce = 32;

// The search itself, all of it: without pages, and without what shapes an answer for programs.
SearchRequest whole_search(SearchRequest request);
// "/search.bib?q=…"
std::string export_link(const ExportFormat& format, const SearchRequest& request);
// "/papers/p1.bib" of "/papers/p1", "/list.bib?ids=p1" of "/list?ids=p1".
std::string export_path(const ExportFormat& format, const std::string& path);
// Talks with a time make a calendar.
bool has_calendar(const std::vector<SessionRef>& sessions);

// The day a record changed last, as far as it says: updated, published, or the event's first day.
std::string changed_day(const PaperView& paper);

}  // namespace paperfind
