// The words and runs of words that titles have in common: what a title search is completed to.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/record/paper.h"
#include "engine/store/columns.h"

namespace paperfind {

// The titles of all papers in order of docid, from 1; those of withdrawn papers are empty.
class TitleList {
 public:
  struct Titles {
    std::string own;
    std::string translated;  // into any language, a line each
  };

  void add(const Paper& paper);
  // As if the papers of `later` had been added here.
  void append(TitleList&& later);

  [[nodiscard]] std::size_t size() const { return titles_.size(); }
  [[nodiscard]] const Titles& of(DocId paper) const { return titles_[paper - 1]; }

 private:
  std::vector<Titles> titles_;
};

struct TitlePhrase {
  std::string key;            // folded words with a blank between
  std::string as_written;     // the form most titles have
  std::vector<DocId> papers;  // with it in the title; ascending
};

// Runs of one to four words that stand in `least` titles or more, with nothing but blanks between
// them or the hyphens of a compound, and no stop word at either end. A run is left out where four
// of five titles go on after it in the same way. In order of their keys.
std::vector<TitlePhrase> find_title_phrases(const TitleList& titles, std::size_t least);

}  // namespace paperfind
