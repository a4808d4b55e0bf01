// The words and runs of words that titles have in common: what a title search is completed to.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/store/packed_bytes.h"
#include "engine/store/title_list.h"
#include "engine/store/title_words.h"

namespace paperfind {

struct TitlePhrase {
  std::string key;            // folded words with a blank between
  std::string as_written;     // the form most titles have
  std::vector<DocId> papers;  // with it in the title; ascending
};

// Runs of one to four words that stand in `least` titles or more, with nothing but blanks between
// them or the hyphens of a compound, and no stop word at either end. A run is left out where four
// of five titles go on after it in the same way. In order of their keys.
std::vector<TitlePhrase> find_title_phrases(const TitleList& titles, std::size_t least);
// Only those that stand in titles that changed; all where all did.
std::vector<TitlePhrase> find_title_phrases(const TitleWords& words, std::size_t least);

// The phrases' part of suggest.bin.
void write_phrases(PackedWriter& out, const std::vector<TitlePhrase>& phrases);

// Words that a phrase may have at most.
inline constexpr std::size_t kLongestPhrase = 4;

}  // namespace paperfind
