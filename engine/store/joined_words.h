// Words that the papers write as one and as two: "tinyML" and "tiny ML".
#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/word_list.h"

namespace paperfind {

// A database that has all its papers, and its words.
struct BuiltShard {
  std::filesystem::path path;
  const WordList& words;
  std::size_t jobs = 1;  // threads that may work on it
};

struct JoinedWord {
  std::string joined;  // "tinyml"
  std::string apart;   // "tiny ml"
  // Whether one who types the one misses papers worth listing that have only the other. What is
  // written with a hyphen is found by both ways and counts for neither.
  bool joined_misses = false;
  bool apart_misses = false;
};

// Of titles, keywords and abstracts, in order of the joined words. Either part is a listed word, or
// short beside an acronym ("tiny ML", "k NN"); neither is a stop word. `is_acronym` is asked with
// folded words, by several threads at once. Throws Xapian::Error.
std::vector<JoinedWord> find_joined_words(
    const BuiltShard& built, const std::function<bool(const std::string&)>& is_acronym);

}  // namespace paperfind
