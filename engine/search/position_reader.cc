#include "engine/search/position_reader.h"

#include <algorithm>

namespace paperfind {
namespace {

std::uint32_t bit(TextField field) { return 1U << static_cast<unsigned>(field); }

}  // namespace

void PositionReader::want(std::size_t slot, std::string_view word, std::optional<TextField> field) {
  const std::optional<WordNumber> number = forward_.number(word);
  if (!number) return;
  const auto place = std::upper_bound(
      wanted_.begin(), wanted_.end(), *number,
      [](WordNumber searched, const Wanted& wanted) { return searched < wanted.word; });
  wanted_.insert(place, {*number, field ? bit(*field) : ~0U, slot});
  may_be_wanted_.set(*number % kFilter);
}

void PositionReader::note(WordNumber word, std::uint32_t field, std::uint32_t position) {
  auto wanted =
      std::lower_bound(wanted_.begin(), wanted_.end(), word,
                       [](const Wanted& a, WordNumber searched) { return a.word < searched; });
  for (; wanted != wanted_.end() && wanted->word == word; ++wanted) {
    if ((wanted->fields & field) == 0) continue;
    Positions& positions = positions_[wanted->slot];
    if (positions.empty() || positions.back() != position) positions.push_back(position);
  }
}

const std::vector<Positions>& PositionReader::read(DocId doc) {
  for (Positions& positions : positions_) positions.clear();
  IndexedTexts texts = forward_.texts(doc);
  for (IndexedText text; texts.next(text);) {
    for_each_place(text, [&](WordNumber word, std::uint32_t place) {
      if (may_be_wanted_[word % kFilter]) note(word, bit(text.field), text.position + place);
    });
  }
  return positions_;
}

}  // namespace paperfind
