// Words that do not tell what a paper is about.
#pragma once

#include <string_view>

namespace paperfind {

// Folded words any paper may hold whatever it is about: "propose", "novel", "results". What only
// some fields talk about all the time ("network") falls out by how many papers have it.
bool is_academic_furniture(std::string_view word);

// Folded words that say little without a neighbour, however rare they are: "deep", the "self" of
// "self-attention".
bool says_little_alone(std::string_view word);

}  // namespace paperfind
