#include "engine/store/title_words.h"

#include <algorithm>

namespace paperfind {

std::string_view TitleWords::printed_in(std::string_view title, std::uint32_t first,
                                        std::size_t count) const {
  const std::uint32_t begin = words_[first].begin;
  std::uint32_t end = begin;
  for (std::size_t i = 0; i < count; ++i) end = std::max(end, words_[first + i].end);
  return title.substr(begin, end - begin);
}

}  // namespace paperfind
