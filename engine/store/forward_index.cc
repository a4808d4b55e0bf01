#include "engine/store/forward_index.h"

#include <algorithm>
#include <utility>

namespace paperfind {
namespace {

bool are_below(std::span<const std::uint32_t> numbers, std::size_t limit) {
  return std::all_of(numbers.begin(), numbers.end(),
                     [=](std::uint32_t number) { return number < limit; });
}

}  // namespace

bool IndexedTexts::next(IndexedText& text) {
  if (in_.done()) return false;
  const std::uint8_t field = in_.byte();
  if (field >= kTextFieldCount) return false;
  text.field = static_cast<TextField>(field);
  text.position = in_.number();
  text.words = in_.number();
  text.bytes = in_.bytes(in_.number());
  return true;
}

void IndexedWords::read_variants() {
  for (std::uint32_t left = in_.number(); left > 0 && !in_.done(); --left) {
    variants.push_back(in_.number());
  }
}

Result<ForwardIndex> ForwardIndex::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kForwardFileName;
  Result<MappedFile> file = MappedFile::open(path);
  if (!file.ok()) return file.error();
  ForwardIndex index;
  index.file_ = std::move(file).value();
  SectionReader in(index.file_.bytes(), kForwardMagic);
  index.words_ = in.sorted_keys();
  index.numbers_ = in.numbers();
  index.keys_ = in.numbers();
  index.stems_ = in.sorted_keys();
  index.words_with_ = in.lists(index.words_.size());
  index.begins_ = in.numbers();
  index.texts_ = in.text();
  const std::size_t words = index.words_.size();
  const bool sound = in.finished() && index.numbers_.size() == words &&
                     index.keys_.size() == words && are_below(index.numbers_, words) &&
                     are_below(index.keys_, words) &&
                     index.words_with_.size() == index.stems_.size() && index.begins_.size() >= 2 &&
                     are_begins(index.begins_, index.texts_.size());
  if (!sound) {
    return Error{ErrorCode::InvalidData, "the words of the papers are damaged", path.string(),
                 "rebuild the index or roll back"};
  }
  return index;
}

std::optional<WordNumber> ForwardIndex::number(std::string_view word) const {
  const KeyRange found = words_.find(word, KeyMatch::Whole);
  if (found.empty()) return std::nullopt;
  return numbers_[found.first];
}

std::vector<WordNumber> ForwardIndex::with_stem(std::string_view stem) const {
  const KeyRange found = stems_.find(stem, KeyMatch::Whole);
  if (found.empty()) {
    const std::optional<WordNumber> same = number(stem);
    return same ? std::vector{*same} : std::vector<WordNumber>();
  }
  const std::span<const std::uint32_t> words = words_with_.of(found);
  return {words.begin(), words.end()};
}

}  // namespace paperfind
