// What people take for one character: a letter with all the marks on it.
#pragma once

#include <cstddef>
#include <string_view>

namespace paperfind {

// `at`, or past the marks, joiners and variation selectors that stand there and belong to the
// character before. `at` is where a character of the UTF-8 text begins, or its end.
std::size_t cluster_end(std::string_view text, std::size_t at);

}  // namespace paperfind
