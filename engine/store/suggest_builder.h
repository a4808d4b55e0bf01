// Makes the table of suggestions of a generation.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "engine/base/result.h"
#include "engine/record/corpus.h"
#include "engine/store/columns.h"
#include "engine/store/title_phrases.h"

namespace paperfind {

// What it is made from. The columns are finished: their ordinals go into the table.
struct SuggestSources {
  const Columns& columns;
  const CorpusFrame& frame;
  const TitleList& titles;
};

// How many titles make a phrase among so many papers.
std::size_t least_titles(std::size_t papers);
// The bytes of suggest.bin; the same for the same sources.
std::string suggest_table_bytes(const SuggestSources& sources);
Status save_suggest_table(const std::filesystem::path& folder, const std::string& bytes);

}  // namespace paperfind
