// The site's synonyms file: one group of words with one meaning a line. Form in
// docs/corpus-format.md.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/corpus.h"

namespace paperfind {

inline constexpr std::size_t kMaxSynonymFileBytes = 1'000'000;
inline constexpr std::size_t kMaxSynonymGroups = 5'000;
inline constexpr std::size_t kMaxSynonymMembers = 16;  // on one line
inline constexpr std::size_t kMaxSynonymBytes = 100;   // of one member
inline constexpr std::size_t kMaxWordsOfSynonym = 8;

// Reads the text of a file; `file` names it in findings. Lines with findings are left out.
std::vector<SynonymGroup> parse_synonyms(std::string_view text, const std::string& file,
                                         std::vector<Finding>& findings);

// A file that is not there or not text is a finding; fails where the disk does.
Result<std::vector<SynonymGroup>> read_synonyms(const std::filesystem::path& path,
                                                std::vector<Finding>& findings);

}  // namespace paperfind
