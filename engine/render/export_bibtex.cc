// BibTeX, in UTF-8: for biber, and for BibTeX with LaTeX of 2018 or later.
#include <array>
#include <string>
#include <string_view>

#include "engine/base/ascii.h"
#include "engine/render/export_formats.h"
#include "engine/render/latex.h"
#include "engine/render/page_range.h"
#include "engine/render/reference.h"

namespace paperfind::export_formats {
namespace {

using latex::Capitals;
using reference::Kind;

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

// Within a name, "and" in any case and commas divide; in braces they do not.
std::string name_part(const std::string& part) {
  const std::string escaped = latex::text(part);
  const std::string lower = ascii_lower(" " + part + " ");
  const bool divides = part.find(',') != std::string::npos || lower == " others " ||
                       lower.find(" and ") != std::string::npos;
  return divides ? "{" + escaped + "}" : escaped;
}

std::string author_text(const Author& author) {
  const reference::Name name = reference::name_of(author);
  // Undivided: BibTeX is not to divide it either.
  if (name.given.empty()) {
    const std::string whole = latex::text(name.family);
    return whole.find(' ') == std::string::npos ? name_part(name.family) : "{" + whole + "}";
  }
  std::string out = name.particle.empty() ? "" : latex::text(name.particle) + " ";
  out += name_part(name.family);
  if (!name.suffix.empty()) out += ", " + name.suffix;
  return out + ", " + name_part(name.given);
}

std::string authors_text(const Paper& paper) {
  std::vector<std::string> names;
  for (const Author& author : paper.authors) {
    std::string name = author_text(author);
    if (!name.empty()) names.push_back(std::move(name));
  }
  return reference::joined(names, " and ");
}

// The fields of one entry, a line each; empty ones are left out.
class Fields {
 public:
  void text(std::string_view name, std::string_view plain,
            Capitals capitals = Capitals::AsTheyAre) {
    raw(name, latex::text(plain, capitals));
  }
  void address(std::string_view name, std::string_view url) { raw(name, latex::verbatim(url)); }
  void raw(std::string_view name, const std::string& value) {
    if (!value.empty()) add(name, "{" + value + "}");
  }
  void macro(std::string_view name, std::string_view value) { add(name, std::string(value)); }
  [[nodiscard]] const std::string& lines() const { return lines_; }

 private:
  void add(std::string_view name, const std::string& value) {
    lines_ += ",\n  ";
    lines_ += name;
    lines_ += std::string(name.size() < 9 ? 9 - name.size() : 0, ' ') + " = " + value;
  }
  std::string lines_;
};

void add_place(Fields& fields, const PaperView& view, Kind kind) {
  const std::string container = reference::container_of(view);
  if (kind == Kind::Conference) fields.text("booktitle", container, Capitals::Protected);
  if (kind == Kind::Article) fields.text("journal", container, Capitals::Protected);
  if (kind == Kind::Other) fields.text("howpublished", container);
  if (kind != Kind::Conference) return;
  fields.text("series", view.event.series);
  fields.text("address", view.event.place);
}

void add_date(Fields& fields, const PaperView& view) {
  const std::vector<int> date = reference::date_of(view);
  if (!date.empty()) fields.raw("year", std::to_string(date[0]));
  if (date.size() > 1) {
    fields.macro("month", kMonths.at(static_cast<std::size_t>(date[1] - 1)));
  }
}

void add_identifiers(Fields& fields, const ExportState& state, const PaperView& view) {
  const Paper& paper = view.paper;
  fields.text("publisher", view.event.publisher);
  fields.text("isbn", view.event.isbn);
  fields.address("doi", paper.doi);
  fields.address("url", reference::address_of(state, paper));
  fields.address("eprint", paper.arxiv);
  if (!paper.arxiv.empty()) fields.raw("archiveprefix", "arXiv");
}

std::string_view type_name(Kind kind) {
  switch (kind) {
    case Kind::Conference:
      return "inproceedings";
    case Kind::Article:
      return "article";
    case Kind::Other:
      break;
  }
  return "misc";
}

}  // namespace

// The key is the paper's id: unique in a corpus, of signs keys may have, and never given to another
// paper.
std::string bibtex_entry(ExportState& state, const PaperView& view) {
  const Paper& paper = view.paper;
  const Kind kind = reference::kind_of(view);
  Fields fields;
  fields.text("title", reference::title_of(paper), Capitals::Protected);
  fields.raw("author", authors_text(paper));
  add_place(fields, view, kind);
  add_date(fields, view);
  if (const auto pages = page_range(paper.pages)) {
    fields.raw("pages",
               pages->first == pages->last ? pages->first : pages->first + "--" + pages->last);
  } else {
    fields.text("pages", paper.pages);
  }
  add_identifiers(fields, state, view);
  fields.text("affiliation", reference::joined(reference::institution_names(view), "; "));
  fields.text("keywords", reference::joined(paper.keywords, ", "));
  fields.text("note", reference::note_of(paper));
  fields.text("abstract", paper.abstract);
  std::string out = state.entries == 0 ? "@" : "\n@";
  out += type_name(kind);
  return out + "{" + paper.id + fields.lines() + "\n}\n";
}

}  // namespace paperfind::export_formats
