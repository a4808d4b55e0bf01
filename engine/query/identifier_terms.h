// What people paste to name one paper, as terms of the index.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

// For an id of ours, the address of a paper's page, a DOI, an arXiv id, in any of the forms
// scholars paste them in. Empty for a text that cannot be one. An id of ours may look like any
// word.
std::vector<std::string> identifier_terms(std::string_view text);

}  // namespace paperfind
