// What citations are made of, for the formats of reference managers. Not for use outside
// engine/render.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/record/paper.h"
#include "engine/render/export.h"
#include "engine/search/result_page.h"

namespace paperfind::reference {

enum class Kind { Conference, Article, Other };
// By the paper's own type, and by whether there is anything it appeared in.
Kind kind_of(const PaperView& view);

// A name as bibliographies sort it. `family` alone: a name that cannot be divided.
struct Name {
  std::string particle;  // "van der"
  std::string family;
  std::string given;
  std::string suffix;  // "III"
};
// As the record divides it; else as BibTeX would: the last word is the family name, and so are the
// words without a capital before it.
Name name_of(const Author& author);

// What the paper appeared in; may be empty.
std::string container_of(const PaperView& view);
std::string title_of(const Paper& paper);

// The paper's page on the site, else an address of its own; may be empty.
std::string address_of(const ExportState& state, const Paper& paper);

// The day it was given or published, as year, month, day; fewer where less is known.
std::vector<int> date_of(const PaperView& view);

// Names of the paper's institutions, each once, and printed affiliations nobody resolved.
std::vector<std::string> institution_names(const PaperView& view);
// "Retracted: why" and awards; may be empty.
std::string note_of(const Paper& paper);

// One line: line ends and other controls become single blanks, none at the ends. Ill-formed UTF-8
// becomes U+FFFD.
std::string one_line(std::string_view text);
std::string joined(const std::vector<std::string>& parts, std::string_view between);

}  // namespace paperfind::reference
