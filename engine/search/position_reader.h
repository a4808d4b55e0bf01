// Where words stand in papers, by the texts as they were analyzed.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/schema/fields.h"
#include "engine/store/columns.h"
#include "engine/store/forward_index.h"

namespace paperfind {

// As Xapian has them: words count on through a paper, kPositionGap apart between texts.
using Positions = std::vector<std::uint32_t>;

class PositionReader {
 public:
  // `slots`: how many lists of positions are asked for. `forward` must outlive it.
  PositionReader(const ForwardIndex& forward, std::size_t slots)
      : forward_(forward), positions_(slots) {}

  // Where `word` stands, in this field alone or in any, goes into this slot as well.
  void want(std::size_t slot, std::string_view word, std::optional<TextField> field = {});

  // Of each slot, ascending, none twice. Good until the next call.
  const std::vector<Positions>& read(DocId doc);

 private:
  struct Wanted {
    WordNumber word;
    std::uint32_t fields;  // as bits
    std::size_t slot;
  };
  static constexpr std::size_t kFilter = 4096;

  void note(WordNumber word, std::uint32_t field, std::uint32_t position);

  const ForwardIndex& forward_;
  std::vector<Wanted> wanted_;          // by word
  std::bitset<kFilter> may_be_wanted_;  // most words are not
  std::vector<Positions> positions_;
};

}  // namespace paperfind
