// A request target taken apart by hand: no regular expressions, nothing recursive, nothing longer
// than it may be.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

inline constexpr std::size_t kMaxPathBytes = 512;

struct Target {
  std::string_view path;              // before '?'
  std::string_view query;             // after the first '?'; further ones are part of it
  std::vector<std::string> segments;  // decoded; "/" has none, "/a/" has "a" and ""
  bool plain = false;  // starts with '/' and no segment holds a '/', a NUL or a control byte, or is
                       // "." or ".."
};

// Views into `target`, which must outlive them.
Target parse_target(std::string_view target);

}  // namespace paperfind
