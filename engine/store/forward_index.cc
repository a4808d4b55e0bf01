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

Status ForwardIndex::read(std::string_view bytes, const std::string& where) {
  bytes_ = bytes;
  SectionReader in(bytes, kForwardMagic);
  words_ = in.sorted_keys();
  numbers_ = in.numbers();
  keys_ = in.numbers();
  stems_ = in.sorted_keys();
  words_with_ = in.lists(words_.size());
  begins_ = in.numbers();
  texts_ = in.text();
  const std::size_t words = words_.size();
  const bool sound = in.finished() && numbers_.size() == words && keys_.size() == words &&
                     are_below(numbers_, words) && are_below(keys_, words) &&
                     words_with_.size() == stems_.size() && begins_.size() >= 2 &&
                     are_begins(begins_, texts_.size());
  if (!sound) {
    return Error{ErrorCode::InvalidData, "the words of the papers are damaged", where,
                 "rebuild the index or roll back"};
  }
  return {};
}

Result<ForwardIndex> ForwardIndex::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kForwardFileName;
  Result<MappedFile> file = MappedFile::open(path);
  if (!file.ok()) return file.error();
  ForwardIndex index;
  index.file_ = std::move(file).value();
  if (Status read = index.read(index.file_.bytes(), path.string()); !read.ok()) {
    return read.error();
  }
  return index;
}

Result<ForwardIndex> ForwardIndex::parse(std::string bytes) {
  ForwardIndex index;
  index.parsed_ = std::make_unique<const std::string>(std::move(bytes));
  if (Status read = index.read(*index.parsed_, ""); !read.ok()) return read.error();
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
