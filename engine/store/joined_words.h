// Words that the papers write as one and as two: "tinyML" and "tiny ML".
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/store/forward_index.h"
#include "engine/store/word_list.h"

namespace paperfind {

struct JoinedWord {
  std::string joined;  // "tinyml"
  std::string apart;   // "tiny ml"
  // Whether one who types the one misses papers worth listing that have only the other. What is
  // written with a hyphen is found by both ways and counts for neither.
  bool joined_misses = false;
  bool apart_misses = false;
};

// Of titles, keywords and abstracts, in order of the joined words; `words` are those of the
// papers. Either part is a listed word, or short beside an acronym ("tiny ML", "k NN"); neither is
// a stop word. `is_acronym` is asked with folded words.
std::vector<JoinedWord> find_joined_words(
    const ForwardIndex& papers, const WordList& words,
    const std::function<bool(const std::string&)>& is_acronym);

}  // namespace paperfind
