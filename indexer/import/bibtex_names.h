// The people of a BibTeX field: "Díaz, Ana and von der Sample, Jr, Łukasz and {NASA Ames}".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

struct BibtexName {
  std::string given;
  std::string family;  // with its "von"
  std::string suffix;
};

// The names that " and " parts outside of braces; `others` is set when the list ends in "others".
// LaTeX stays as it is.
std::vector<BibtexName> split_bibtex_names(std::string_view field, bool& others);

}  // namespace paperfind
