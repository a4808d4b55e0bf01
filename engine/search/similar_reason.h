// Why one paper is like another, in words.
#pragma once

#include <string>
#include <vector>

#include "engine/search/telling_words.h"

namespace paperfind {

struct SharedPhrase {
  const Phrase* ours;
  const Phrase* theirs;
  double telling;
};

struct SharedThings {
  std::vector<SharedPhrase> phrases;
  std::vector<std::string> authors;
  bool session = false;
};

// "shares: keyword spotting, microcontrollers; same author: Ana Díaz; same session". Empty when
// there is nothing a reader would call a reason.
std::string reason(const SharedThings& shared);

}  // namespace paperfind
