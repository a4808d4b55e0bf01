// The words corrections are chosen from, counted in the words of all papers.
#pragma once

#include "engine/store/forward_index.h"
#include "engine/store/word_list.h"

namespace paperfind {

WordList words_of(const ForwardIndex& papers);

}  // namespace paperfind
