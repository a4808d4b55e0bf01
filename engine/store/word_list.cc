#include "engine/store/word_list.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <tuple>

#include "engine/base/file.h"
#include "engine/base/utf8.h"
#include "engine/store/packed_bytes.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr std::string_view kMagic = "PFWRD-1\n";
constexpr const char* kFileName = "words.bin";
constexpr std::size_t kShortest = 3;  // characters
constexpr std::size_t kLongest = 64;

// Of well-formed UTF-8; stops where it is not.
template <typename Use>
void for_each_character(std::string_view utf8, Use use) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + size > utf8.size()) return;
    char32_t code = size == 1 ? lead : lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
      code = code << 6 | (static_cast<unsigned char>(utf8[at + i]) & 0x3F);
    }
    use(code);
    at += size;
  }
}

std::u32string characters_of(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for_each_character(utf8, [&out](char32_t code) { out += code; });
  return out;
}

// a to z have a bit each; all other characters share the rest.
std::uint64_t bit_of(char32_t c) {
  constexpr char32_t kLatin = 26;
  const bool latin = c >= 'a' && c <= 'z';
  return std::uint64_t{1} << (latin ? c - 'a' : kLatin + c % (64 - kLatin));
}

// Edits between two words with the same first character, or limit + 1 where there are more: the
// restricted Damerau-Levenshtein distance of what follows it, for an edit of the first character
// itself would count two and never be the cheaper way. Only cells within `limit` of the diagonal
// are filled.
unsigned edits_between(std::u32string_view a, std::u32string_view b, unsigned limit) {
  constexpr std::size_t kCells = kLongest + 4;
  std::array<std::array<unsigned, kCells>, 3> rows{};
  const unsigned beyond = limit + 1;
  const std::size_t first_length = a.size();
  const std::size_t length = b.size();
  for (std::size_t j = 0; j <= length; ++j) {
    rows[0][j] = std::min<unsigned>(static_cast<unsigned>(j), beyond);
  }
  for (std::size_t i = 1; i <= first_length; ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    const std::size_t from = i > limit ? i - limit : 1;
    const std::size_t to = std::min(length, i + limit);
    if (from > to) return beyond;
    row[from - 1] = from == 1 ? std::min<unsigned>(static_cast<unsigned>(i), beyond) : beyond;
    unsigned least = row[from - 1];
    for (std::size_t j = from; j <= to; ++j) {
      // Above the band of the row before, there is nothing near enough.
      const unsigned up = j < i + limit ? above[j] : beyond;
      unsigned best = std::min({up + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best = std::min(best, before[j - 2] + 1);
      }
      row[j] = std::min(best, beyond);
      least = std::min(least, row[j]);
    }
    if (least > limit) return beyond;
  }
  return rows[first_length % 3][length];
}

}  // namespace

bool is_listed_word(std::string_view word) {
  const bool letters = std::all_of(
      word.begin(), word.end(), [](unsigned char c) { return c >= 0x80 || std::islower(c) != 0; });
  const std::size_t length = character_count(word);
  return letters && length >= kShortest && length <= kLongest;
}

struct WordList::Search {
  std::u32string word;
  std::uint64_t letters;
  unsigned edits;
};

bool WordList::comes_before(std::string_view a, std::string_view b) {
  return std::pair(character_count(a), a) < std::pair(character_count(b), b);
}

void WordList::Writer::add(std::string_view word, std::uint32_t papers) {
  list_.begins_.push_back(static_cast<std::uint32_t>(list_.text_.size()));
  list_.text_ += word;
  list_.papers_.push_back(papers);
}

WordList WordList::Writer::finish() && {
  list_.begins_.push_back(static_cast<std::uint32_t>(list_.text_.size()));
  list_.index();
  return std::move(list_);
}

WordList::WordList(std::vector<Entry> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return comes_before(a.word, b.word); });
  Writer writer;
  for (const Entry& entry : entries) writer.add(entry.word, entry.papers);
  *this = std::move(writer).finish();
}

std::optional<std::size_t> WordList::find(std::string_view word) const {
  std::size_t low = 0, high = size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (comes_before(this->word(middle), word)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == size() || this->word(low) != word) return std::nullopt;
  return low;
}

void WordList::index() {
  letters_.reserve(size());
  of_length_.assign(kLongest + 2, 0);
  std::size_t group_length = 0;
  for (std::uint32_t at = 0; at < size(); ++at) {
    std::uint64_t letters = 0;
    std::size_t length = 0;
    char32_t first = 0;
    for_each_character(word(at), [&](char32_t c) {
      if (length++ == 0) first = c;
      letters |= bit_of(c);
    });
    letters_.push_back(letters);
    if (length == group_length && groups_.back().first == first) continue;
    while (group_length < length) {
      of_length_[++group_length] = static_cast<std::uint32_t>(groups_.size());
    }
    groups_.push_back({first, at});
  }
  while (group_length <= kLongest) {
    of_length_[++group_length] = static_cast<std::uint32_t>(groups_.size());
  }
}

Status WordList::save(const std::filesystem::path& folder) const {
  PackedWriter out(kMagic);
  out.numbers(begins_);
  out.text(text_);
  out.numbers(papers_);
  return write_file_atomic(folder / kFileName, out.bytes);
}

Result<WordList> WordList::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kFileName;
  const Result<std::string> bytes = read_file(path, std::uint64_t{4} << 30);
  if (!bytes.ok()) return bytes.error();
  const Error damaged{ErrorCode::InvalidData, "the list of words is damaged", path.string(),
                      "rebuild the index or roll back"};
  PackedReader in(*bytes, kMagic);
  WordList list;
  list.begins_ = in.numbers();
  list.text_ = in.text();
  list.papers_ = in.numbers();
  // Later code indexes unchecked.
  if (!in.finished() || list.begins_.size() != list.papers_.size() + 1 ||
      list.begins_.front() != 0 || list.begins_.back() != list.text_.size() ||
      !std::is_sorted(list.begins_.begin(), list.begins_.end()) || !is_clean_utf8(list.text_)) {
    return damaged;
  }
  std::pair<std::size_t, std::string_view> before;
  for (std::size_t at = 0; at < list.size(); ++at) {
    const std::pair here(character_count(list.word(at)), list.word(at));
    if (here <= before || !is_listed_word(here.second)) return damaged;
    before = here;
  }
  list.index();
  return list;
}

std::pair<std::uint32_t, std::uint32_t> WordList::range_of(std::size_t length,
                                                           char32_t first) const {
  const auto last = groups_.begin() + of_length_[length + 1];
  const auto group =
      std::lower_bound(groups_.begin() + of_length_[length], last, first,
                       [](const Group& each, char32_t wanted) { return each.first < wanted; });
  if (group == last || group->first != first) return {0, 0};
  const auto next = group + 1;
  return {group->begin, next == groups_.end() ? static_cast<std::uint32_t>(size()) : next->begin};
}

// Words of that length with the same first character.
void WordList::scan(const Search& search, std::size_t length, std::vector<Near>& found) const {
  const auto [begin, end] = range_of(length, search.word.front());
  // An edit changes which characters a word has by two at most, and by one where it makes it longer
  // or shorter.
  const std::size_t own = search.word.size();
  const auto difference = static_cast<int>(own > length ? own - length : length - own);
  const int most = difference + 2 * (static_cast<int>(search.edits) - difference);
  for (std::uint32_t at = begin; at < end; ++at) {
    if (std::popcount(letters_[at] ^ search.letters) > most) continue;
    const unsigned edits = edits_between(search.word, characters_of(word(at)), search.edits);
    if (edits > 0 && edits <= search.edits) found.push_back({word(at), papers_[at], edits});
  }
}

void WordList::find_exact(const std::u32string& wanted, std::vector<Near>& found) const {
  if (wanted.size() < kShortest || wanted.size() > kLongest) return;
  auto [low, end] = range_of(wanted.size(), wanted.front());
  std::uint32_t high = end;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (characters_of(word(middle)) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < end && characters_of(word(low)) == wanted) {
    found.push_back({word(low), papers_[low], 2});
  }
}

// Words of that length with another first character: all but the first two must then be the same.
void WordList::find_first_edits(const Search& search, std::size_t length,
                                std::vector<Near>& found) const {
  const std::u32string& typed = search.word;
  if (length + 1 == typed.size()) {
    if (typed[1] != typed[0]) find_exact(typed.substr(1), found);
    return;
  }
  if (length != typed.size() && length != typed.size() + 1) return;
  std::u32string wanted = length == typed.size() ? typed : U' ' + typed;
  for (std::uint32_t group = of_length_[length]; group < of_length_[length + 1]; ++group) {
    if (groups_[group].first == typed.front()) continue;
    wanted.front() = groups_[group].first;
    find_exact(wanted, found);
  }
  if (length != typed.size() || typed[0] == typed[1]) return;
  wanted = typed;
  std::swap(wanted[0], wanted[1]);
  find_exact(wanted, found);
}

std::vector<WordList::Near> WordList::near(std::string_view word, unsigned edits) const {
  std::vector<Near> found;
  Search search{characters_of(word), 0, std::min(edits, 2u)};
  const std::size_t own = search.word.size();
  if (papers_.empty() || search.edits == 0 || own < 2 || own > kLongest) return found;
  for (const char32_t c : search.word) search.letters |= bit_of(c);
  const std::size_t shortest = own > search.edits ? own - search.edits : 1;
  for (std::size_t length = shortest; length <= std::min(own + search.edits, kLongest); ++length) {
    scan(search, length, found);
    if (search.edits == 2) find_first_edits(search, length, found);
  }
  std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) {
    return std::tuple(a.edits, b.papers, a.word) < std::tuple(b.edits, a.papers, b.word);
  });
  return found;
}

}  // namespace paperfind
