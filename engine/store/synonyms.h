// What else a word or a run of words is called here: from the site's synonyms file and from what
// the papers explain. File format in docs/index-format.md.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/text/analyzer.h"

namespace paperfind {

inline constexpr std::size_t kMaxSynonyms = 4;       // of one key
inline constexpr std::size_t kMaxSynonymWords = 13;  // of one key, compounds counted by parts

// The stems one after the other: "key-word spotting" and "keyword spotting" are one.
std::string synonym_key(std::span<const Token> tokens);
// Of an acronym that is one word. Stems would make "ACT" of "acting".
std::string acronym_key(std::string_view term);
// The plural of a term or the singular: the same word, and the stemmer does not see it in "cnns".
std::string other_number(const std::string& term);

// Immutable; may be shared between threads.
class Synonyms {
 public:
  struct Entry {
    std::string key;
    std::vector<std::string> others;  // as written; each occurs in the corpus
    // The key is an ordinary word too ("CAN"): only in capitals is it meant.
    bool only_in_capitals = false;
  };

  Synonyms() = default;
  // Keys in any order, each once.
  explicit Synonyms(std::vector<Entry> entries);

  static Result<Synonyms> load(const std::filesystem::path& folder);
  Status save(const std::filesystem::path& folder) const;

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  // Null when it has none.
  [[nodiscard]] const Entry* find(std::string_view key) const;

 private:
  std::vector<Entry> entries_;  // by key
};

}  // namespace paperfind
