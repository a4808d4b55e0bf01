// Finding facet values by what people type of their names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/store/snapshot.h"

namespace paperfind {

// A value that answers to the typed text; smaller `grade` is better.
struct ValueMatch {
  Ordinal value = 0;
  int grade =
      0;  // 0 exact name or alias, 1 name begins so, 2 words begin so, 3 within a word, 4 one slip
  std::string alias;  // the alias or acronym that matched, when the label did not
};

// Every word typed begins some word of the label, an alias or an acronym; where none answers, words
// within words of three letters and more; then words of five letters and more with one slip. Empty
// text: nothing.
std::vector<ValueMatch> search_values(const Snapshot& snapshot, Facet facet,
                                      std::string_view typed);

// Ids of the values that `text` names exactly: id, label, alias or acronym, folded. Sorted.
std::vector<std::string> values_named(const Snapshot& snapshot, Facet facet, std::string_view text);

}  // namespace paperfind
