// A table for spreadsheets: RFC 4180 in UTF-8, with the mark that makes spreadsheets read it so.
#include <array>
#include <string>
#include <string_view>

#include "engine/render/export_formats.h"
#include "engine/render/links.h"
#include "engine/render/reference.h"
#include "engine/text/normalize.h"

namespace paperfind::export_formats {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// What spreadsheets take for the beginning of a formula, the full-width forms too.
bool begins_formula(std::string_view cell) {
  const std::size_t begin = cell.find_first_not_of(" \n");
  if (begin == std::string_view::npos) return false;
  cell.remove_prefix(begin);
  static constexpr std::array<std::string_view, 10> kSigns = {
      "=", "+", "-", "@", "\t", "\r", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  for (const std::string_view sign : kSigns) {
    if (cell.starts_with(sign)) return true;
  }
  return false;
}

// Lines end in '\n' alone within a cell; other controls go, but for those at its beginning that
// spreadsheets would act on and people should see defused.
std::string cell_text(std::string_view value) {
  std::string out;
  for (const char c : repair_utf8(value)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == '\t' || (byte == '\r' && out.empty())) {
      out += out.empty() ? c : ' ';
    } else if (byte == '\n' || (byte >= 0x20 && byte != 0x7F)) {
      out += c;
    }
  }
  return begins_formula(out) ? "'" + out : out;
}

class Row {
 public:
  Row& add(std::string_view value) {
    if (!text_.empty()) text_ += ',';
    text_ += '"';
    for (const char c : cell_text(value)) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
    return *this;
  }
  Row& add(const std::vector<std::string>& values) { return add(reference::joined(values, "; ")); }
  [[nodiscard]] std::string line() const { return text_ + "\r\n"; }

 private:
  std::string text_;
};

std::vector<std::string> author_names(const Paper& paper) {
  std::vector<std::string> names;
  for (const Author& author : paper.authors) names.push_back(reference::one_line(author.name));
  return names;
}

std::string link_of(const Paper& paper, std::string_view key) {
  for (const PaperLink& link : paper_links(paper)) {
    if (link.key == key) return link.url;
  }
  return {};
}

void add_programme(Row& row, const PaperView& view) {
  std::vector<std::string> titles, rooms;
  for (const SessionRef& session : view.sessions) {
    titles.push_back(reference::one_line(session.title));
    if (!session.room.empty()) rooms.push_back(reference::one_line(session.room));
  }
  const bool placed = !view.sessions.empty();
  row.add(titles)
      .add(placed ? view.sessions.front().start : "")
      .add(placed ? view.sessions.front().end : "")
      .add(placed ? view.sessions.front().tz : "")
      .add(rooms);
}

}  // namespace

std::string csv_head(ExportState& /*state*/) {
  static constexpr std::array<std::string_view, 25> kColumns = {
      "id",    "title", "authors", "institutions", "session", "start",  "end",      "tz",  "room",
      "event", "year",  "type",    "track",        "award",   "status", "keywords", "doi", "arxiv",
      "pages", "url",   "pdf",     "video",        "slides",  "code",   "abstract"};
  Row row;
  for (const std::string_view column : kColumns) row.add(column);
  return std::string(kByteOrderMark) + row.line();
}

std::string csv_entry(ExportState& state, const PaperView& view) {
  const Paper& paper = view.paper;
  Row row;
  row.add(paper.id).add(paper.title).add(author_names(paper));
  row.add(reference::institution_names(view));
  add_programme(row, view);
  row.add(view.event.name).add(view.year == 0 ? "" : std::to_string(view.year));
  row.add(paper.type).add(paper.track).add(paper.award);
  row.add(paper.status == PaperStatus::Retracted ? "retracted" : "active");
  row.add(paper.keywords).add(paper.doi).add(paper.arxiv).add(paper.pages);
  row.add(reference::address_of(state, paper));
  for (const std::string_view key : {"pdf", "video", "slides", "code"})
    row.add(link_of(paper, key));
  row.add(paper.abstract);
  return row.line();
}

}  // namespace paperfind::export_formats
