// Collects who bears which words in a name: people, institutions, sessions and papers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/store/packed_bytes.h"
#include "engine/text/analyzer.h"

namespace paperfind {

// As NameIndex, of what was gathered.
struct GatheredNames {
  std::vector<std::string> words;               // in order of their bytes
  std::vector<std::uint32_t> begins, words_of;  // of each bearer: words, ascending

  [[nodiscard]] std::size_t bearer_count() const { return begins.size() - 1; }
};

class NameGatherer {
 public:
  // Bearers are numbered from 0.
  void begin_bearer();
  // Words in any order; each counts once for a bearer.
  void add(std::string_view name);
  // Once, at the end.
  [[nodiscard]] GatheredNames finish();

 private:
  void add_word(std::string_view word);
  void end_bearer();

  Analyzer analyzer_;
  std::vector<Token> tokens_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint32_t> begins_, items_;
};

// A part of suggest.bin. `papers` are those of each bearer.
struct NameLists {
  std::vector<std::string_view> words;
  std::vector<std::uint32_t> begins, words_of;        // of each bearer
  std::vector<std::uint32_t> bearer_begins, bearers;  // of each word
  std::vector<std::uint32_t> papers;
};
// Fills in the bearers of each word.
void invert(NameLists& names);
void write_names(PackedWriter& out, const NameLists& names);

}  // namespace paperfind
