// The pages of a paper, for formats that want the first and the last.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace paperfind {

struct PageRange {
  std::string first;
  std::string last;  // of a single page: the first again
  friend bool operator==(const PageRange&, const PageRange&) = default;
};

// "12-34", "12 – 34", "S12--S34", "iv-xii", "e5". Nothing where it is not sure what is meant: a
// format that has room for it then shows what was printed, and nothing is lost or made up.
std::optional<PageRange> page_range(std::string_view pages);

}  // namespace paperfind
