#include "engine/store/suggest_table.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr std::size_t kNumber = sizeof(std::uint32_t);

// Reads sections where they lie. Every one begins at a multiple of four bytes, as the map does.
class SectionReader {
 public:
  SectionReader(std::string_view bytes, std::string_view magic)
      : good(bytes.starts_with(magic)), rest_(good ? bytes.substr(magic.size()) : "") {}
  bool good;

  std::span<const std::uint32_t> numbers() {
    const std::size_t count = number();
    const std::string_view bytes = take(count * kNumber);
    return good ? std::span(reinterpret_cast<const std::uint32_t*>(bytes.data()), count)
                : std::span<const std::uint32_t>();
  }
  std::string_view text() {
    const std::size_t size = number();
    return take((size + kNumber - 1) / kNumber * kNumber).substr(0, good ? size : 0);
  }
  [[nodiscard]] bool finished() const { return good && rest_.empty(); }

 private:
  std::size_t number() {
    std::uint32_t value = 0;
    const std::string_view bytes = take(kNumber);
    if (good) std::memcpy(&value, bytes.data(), kNumber);
    return value;
  }
  std::string_view take(std::size_t size) {
    if (!good || size > rest_.size()) {
      good = false;
      return {};
    }
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  std::string_view rest_;
};

// --- what later code relies on unchecked ---

bool are_begins(std::span<const std::uint32_t> begins, std::size_t end) {
  return !begins.empty() && begins.front() == 0 && begins.back() == end &&
         std::is_sorted(begins.begin(), begins.end());
}

SortedKeys read_keys(SectionReader& in) {
  const std::span<const std::uint32_t> begins = in.numbers();
  const std::string_view text = in.text();
  if (!are_begins(begins, text.size()) || !is_clean_utf8(text)) in.good = false;
  return in.good ? SortedKeys(begins, text) : SortedKeys();
}

bool are_sorted(const SortedKeys& keys) {
  for (std::size_t key = 1; key < keys.size(); ++key) {
    if (keys[key - 1] >= keys[key]) return false;
  }
  return true;
}

NumberLists read_lists(SectionReader& in, std::size_t numbers_below) {
  NumberLists lists;
  lists.begins = in.numbers();
  lists.items = in.numbers();
  const bool sound = are_begins(lists.begins, lists.items.size()) &&
                     std::all_of(lists.items.begin(), lists.items.end(),
                                 [=](std::uint32_t item) { return item < numbers_below; });
  if (!sound) in.good = false;
  return in.good ? lists : NumberLists();
}

NameIndex read_names(SectionReader& in) {
  NameIndex names;
  names.words = read_keys(in);
  names.words_of = read_lists(in, names.words.size());
  names.bearers = read_lists(in, names.words_of.size());
  names.papers = in.numbers();
  if (names.bearers.size() != names.words.size() || !are_sorted(names.words)) in.good = false;
  return names;
}

PhraseIndex read_phrases(SectionReader& in, std::size_t papers) {
  PhraseIndex phrases;
  phrases.keys = read_keys(in);
  phrases.as_written = read_keys(in);
  phrases.papers = read_lists(in, papers);
  if (phrases.as_written.size() != phrases.keys.size() ||
      phrases.papers.size() != phrases.keys.size() || !are_sorted(phrases.keys)) {
    in.good = false;
  }
  return phrases;
}

}  // namespace

Result<SuggestTable> SuggestTable::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kSuggestFileName;
  Result<MappedFile> file = MappedFile::open(path);
  if (!file.ok()) return file.error();
  SuggestTable table;
  table.file_ = std::move(file).value();
  SectionReader in(table.file_.bytes(), kSuggestMagic);
  for (NameIndex& names : table.names_) names = read_names(in);
  table.phrases_ = read_phrases(in, table.names(NamedKind::Paper).words_of.size());
  if (!in.finished()) {
    return Error{ErrorCode::InvalidData, "the table of suggestions is damaged", path.string(),
                 "rebuild the index or roll back"};
  }
  return table;
}

bool SuggestTable::fits(const Columns& columns) const {
  for (const NamedKind kind : {NamedKind::Person, NamedKind::Institution, NamedKind::Session}) {
    const std::size_t values = columns.facet(facet_of(kind)).size();
    if (names(kind).words_of.size() != values || names(kind).papers.size() != values) return false;
  }
  return names(NamedKind::Paper).words_of.size() == std::size_t{columns.doc_count()} + 1;
}

}  // namespace paperfind
