// Atom (RFC 4287). Names of entries are tag: addresses (RFC 4151), so they stay when a site moves
// from one scheme to another.
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "engine/base/zoned_time.h"
#include "engine/render/export_formats.h"
#include "engine/render/html_escape.h"
#include "engine/render/links.h"
#include "engine/render/reference.h"

namespace paperfind::export_formats {
namespace {

// When the names below were first given out; the same for ever.
constexpr std::string_view kTagYear = "2026";
constexpr std::string_view kLongAgo = "1970-01-01";

std::string xml(std::string_view text) { return html_escape(reference::one_line(text)); }

// The name of the host, of the signs a tag may have.
std::string authority_of(const ExportState& state) {
  std::string host = state.source.site;
  if (const std::size_t scheme = host.find("://"); scheme != std::string::npos) {
    host.erase(0, scheme + 3);
  }
  host = host.substr(0, host.find_first_of(":/["));
  const bool fits = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
  });
  return fits ? host : "localhost";
}

std::string tag(const ExportState& state, std::string_view path) {
  std::string out = "tag:" + authority_of(state) + ",";
  out += kTagYear;
  return out + ":" + xml(path);
}

// Days and times both occur.
std::string time_of(const std::string& day) {
  if (parse_date(day)) return day + "T00:00:00Z";
  if (to_unix_seconds(day)) return day;
  if (const auto time = civil_of(day)) return day.substr(0, 10) + "T00:00:00Z";
  return std::string(kLongAgo) + "T00:00:00Z";
}

std::string element(std::string_view name, std::string_view text) {
  std::string out = "<" + std::string(name) + ">";
  out += xml(text);
  return out + "</" + std::string(name) + ">\n";
}

std::string link(std::string_view relation, const std::string& address) {
  if (address.empty()) return {};
  return "<link rel=\"" + std::string(relation) + "\" href=\"" + xml(address) + "\"/>\n";
}

std::string author_elements(const Paper& paper) {
  std::string out;
  for (const Author& author : paper.authors) {
    const std::string name = reference::one_line(author.name);
    if (!name.empty()) out += "<author>" + element("name", name) + "</author>\n";
  }
  // Every entry needs one.
  return out.empty() ? "<author><name>Unknown</name></author>\n" : out;
}

}  // namespace

std::string atom_head(ExportState& state) {
  const ExportSource& source = state.source;
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  out += "<id>" + tag(state, source.self_path) + "</id>\n";
  out += element("title", source.title.empty() ? "Papers" : source.title);
  out += element("updated", time_of(source.updated));
  out += link("self", source.site + source.self_path);
  out += link("alternate", source.site + source.page_path);
  return out + "<generator>paperfind</generator>\n";
}

std::string atom_entry(ExportState& state, const PaperView& view) {
  const Paper& paper = view.paper;
  std::string out = "<entry>\n<id>" + tag(state, paper_path(paper.id)) + "</id>\n";
  out += element("title", reference::title_of(paper));
  out += element("updated", time_of(changed_day(view)));
  if (!paper.published.empty()) out += element("published", time_of(paper.published));
  out += author_elements(paper);
  out += link("alternate", state.source.site + paper_path(paper.id));
  if (is_web_address(paper.pdf)) out += link("related", paper.pdf);
  for (const std::string& keyword : paper.keywords) {
    out += "<category term=\"" + xml(keyword) + "\"/>\n";
  }
  if (!paper.abstract.empty()) out += element("summary", paper.abstract);
  return out + "</entry>\n";
}

std::string atom_tail(const ExportState& /*state*/) { return "</feed>\n"; }

}  // namespace paperfind::export_formats
