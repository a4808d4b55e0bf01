// The affiliations an authority file does not know, those on most papers first.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/corpus.h"

namespace paperfind {

struct UnmatchedAffiliation {
  std::string raw;
  std::size_t papers = 0;
  std::vector<std::string> nearest;  // "id (name)", nearest first
};

struct AuthorityReport {
  std::size_t papers = 0;            // with an affiliation
  std::size_t papers_unmatched = 0;  // with one that is not matched
  std::size_t mentions = 0;          // a paper and an affiliation, each once
  std::size_t matched = 0;           // mentions that name an institution of the file
  std::size_t distinct = 0;          // affiliations
  std::size_t distinct_matched = 0;
  std::vector<UnmatchedAffiliation> unmatched;
  std::vector<Finding> findings;
};

// Unmatched affiliations with nearest candidates for the first `lines` of them; 0: all.
Result<AuthorityReport> report_authority(const std::filesystem::path& corpus,
                                         const std::filesystem::path& authority, std::size_t lines);

}  // namespace paperfind
