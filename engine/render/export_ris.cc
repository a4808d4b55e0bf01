// RIS, the line format that reference managers have in common.
#include <string>
#include <string_view>

#include "engine/render/export_formats.h"
#include "engine/render/links.h"
#include "engine/render/page_range.h"
#include "engine/render/reference.h"

namespace paperfind::export_formats {
namespace {

using reference::Kind;

// A value is one line, so nothing in it can begin another tag.
void add(std::string& out, std::string_view tag, std::string_view value) {
  const std::string line = reference::one_line(value);
  if (line.empty()) return;
  out += tag;
  out += "  - " + line + "\r\n";
}

// "Family, Given, Suffix"
std::string author_text(const Author& author) {
  const reference::Name name = reference::name_of(author);
  if (name.given.empty()) return name.family;
  std::string out = name.particle.empty() ? name.family : name.particle + " " + name.family;
  out += ", " + name.given;
  return name.suffix.empty() ? out : out + ", " + name.suffix;
}

std::string_view type_of(Kind kind) {
  switch (kind) {
    case Kind::Conference:
      return "CPAPER";
    case Kind::Article:
      return "JOUR";
    case Kind::Other:
      break;
  }
  return "GEN";
}

void add_event(std::string& out, const PaperView& view) {
  const std::vector<int> date = reference::date_of(view);
  if (!date.empty()) add(out, "PY", std::to_string(date[0]));
  if (date.size() == 3) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    add(out, "DA", std::to_string(date[0]) + "/" + two(date[1]) + "/" + two(date[2]));
  }
  add(out, "T2", reference::container_of(view));
  add(out, "T3", view.event.series);
  add(out, "CY", view.event.place);
  add(out, "PB", view.event.publisher);
  add(out, "SN", view.event.isbn);
}

void add_addresses(std::string& out, const ExportState& state, const Paper& paper) {
  add(out, "DO", paper.doi);
  add(out, "UR", reference::address_of(state, paper));
  if (is_web_address(paper.pdf)) add(out, "L1", paper.pdf);
}

}  // namespace

std::string ris_entry(ExportState& state, const PaperView& view) {
  const Paper& paper = view.paper;
  std::string out;
  add(out, "TY", type_of(reference::kind_of(view)));
  add(out, "ID", paper.id);
  add(out, "TI", reference::title_of(paper));
  for (const Author& author : paper.authors) add(out, "AU", author_text(author));
  for (const std::string& name : reference::institution_names(view)) add(out, "AD", name);
  add_event(out, view);
  if (const auto pages = page_range(paper.pages)) {
    add(out, "SP", pages->first);
    add(out, "EP", pages->last);
  } else {
    add(out, "SP", paper.pages);
  }
  add_addresses(out, state, paper);
  for (const std::string& keyword : paper.keywords) add(out, "KW", keyword);
  add(out, "LA", paper.lang);
  add(out, "N1", reference::note_of(paper));
  add(out, "AB", paper.abstract);
  return out + "ER  - \r\n\r\n";
}

}  // namespace paperfind::export_formats
