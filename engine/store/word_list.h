// The words a corpus has, and which of them are near to one it may lack.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"

namespace paperfind {

// True for a word worth offering as a correction: 3 to 64 characters, none of them a digit, an
// ASCII symbol or a capital.
bool is_listed_word(std::string_view word);

// Immutable; may be shared between threads. File format in docs/index-format.md.
class WordList {
 public:
  struct Entry {
    std::string word;
    std::uint32_t papers = 0;  // that hold it
  };
  struct Near {
    std::string_view word;  // lives as long as the list
    std::uint32_t papers = 0;
    unsigned edits = 0;
  };

  // Puts one together word by word.
  class Writer;

  WordList() = default;
  // Words of is_listed_word, in any order, each once.
  explicit WordList(std::vector<Entry> entries);

  static Result<WordList> load(const std::filesystem::path& folder);
  Status save(const std::filesystem::path& folder) const;

  [[nodiscard]] std::size_t size() const { return papers_.size(); }
  [[nodiscard]] std::string_view word(std::size_t at) const {
    return std::string_view(text_).substr(begins_[at], begins_[at + 1] - begins_[at]);
  }

  [[nodiscard]] std::uint32_t papers(std::size_t at) const { return papers_[at]; }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view word) const;
  // The order of the words: the shorter one in characters first, then by bytes.
  static bool comes_before(std::string_view a, std::string_view b);

  // The words at most `edits` (up to 2) away, without the word itself: fewest edits first, then
  // those of most papers, then by spelling. An edit inserts, drops or changes a character or swaps
  // two neighbours (none of the two edited again); one that touches the first character of either
  // word counts two, for people seldom miss it.
  [[nodiscard]] std::vector<Near> near(std::string_view word, unsigned edits) const;

 private:
  // Words of one length that begin with one character: [begin, end of the next group).
  struct Group {
    char32_t first;
    std::uint32_t begin;
  };
  struct Search;

  void index();
  // The words of that length that begin with that character.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> range_of(std::size_t length,
                                                                 char32_t first) const;
  void scan(const Search& search, std::size_t length, std::vector<Near>& found) const;
  void find_first_edits(const Search& search, std::size_t length, std::vector<Near>& found) const;
  void find_exact(const std::u32string& word, std::vector<Near>& found) const;

  std::string text_;                   // all words, by length in characters, then by bytes
  std::vector<std::uint32_t> begins_;  // of each word in text_, and the end
  std::vector<std::uint32_t> papers_;
  std::vector<std::uint64_t> letters_;    // which characters a word has, as bits
  std::vector<Group> groups_;             // by length, then first character
  std::vector<std::uint32_t> of_length_;  // first group of each length, and the end
};

class WordList::Writer {
 public:
  // Words of is_listed_word in their order, each once.
  void add(std::string_view word, std::uint32_t papers);
  // Once, at the end.
  [[nodiscard]] WordList finish() &&;

 private:
  WordList list_;
};

}  // namespace paperfind
