#include "engine/render/page_range.h"

#include <algorithm>
#include <array>

#include "engine/render/reference.h"

namespace paperfind {
namespace {

// Hyphens, dashes, the minus sign and their small and full-width forms.
constexpr std::array<std::string_view, 9> kDashes = {
    "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\uFE63", "\uFF0D"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_page(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == ':';
  });
}

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

}  // namespace

std::optional<PageRange> page_range(std::string_view pages) {
  std::string line = reference::one_line(pages);
  for (const std::string_view dash : kDashes) {
    for (std::size_t at = line.find(dash); at != std::string::npos; at = line.find(dash, at)) {
      line.replace(at, dash.size(), "-");
    }
  }
  const std::size_t dash = line.find('-');
  // With a blank in it, "12 34", this is neither page 1234 nor surely a range.
  if (dash == std::string::npos) {
    return is_page(line) ? std::optional(PageRange{line, line}) : std::nullopt;
  }
  const std::size_t end = line.find_last_not_of(' ', dash == 0 ? 0 : dash - 1);
  const std::size_t begin = std::min(line.find_first_not_of("- ", dash), line.size());
  PageRange range{line.substr(0, end + 1), line.substr(begin)};
  if (!is_page(range.first) || !is_page(range.last)) return std::nullopt;
  // "A-12" is page 12 of appendix A and no range; from "iv" to "xii" is one.
  if (has_digit(range.first) != has_digit(range.last)) return std::nullopt;
  return range;
}

}  // namespace paperfind
