// The titles of a generation's papers, for the table of suggestions.
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

}  // namespace paperfind
