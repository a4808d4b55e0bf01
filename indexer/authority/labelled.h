// How well an authority file does on affiliations labelled by hand.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/schema/authority.h"

namespace paperfind {

// A line of the file: ids of the institutions named, parted by blanks ("-": none), a tab, the
// affiliation as printed. Lines that begin with "#" are comments.
struct LabelledAffiliation {
  std::size_t line = 0;
  std::vector<std::string> ids;  // sorted
  std::string raw;
};

Result<std::vector<LabelledAffiliation>> read_labelled(const std::filesystem::path& file);

// Counts pairs of an affiliation and an institution.
struct AuthorityScore {
  std::size_t affiliations = 0;
  std::size_t labelled = 0;           // pairs there should be
  std::size_t found = 0;              // pairs there are
  std::size_t right = 0;              // both
  std::vector<std::string> mistakes;  // "file:line: +wrong -missing: raw"

  [[nodiscard]] double precision() const;  // 1 when nothing was found
  [[nodiscard]] double recall() const;     // 1 when there was nothing to find
};

AuthorityScore score_authority(const InstitutionAuthority& authority,
                               const std::vector<LabelledAffiliation>& labelled);

}  // namespace paperfind
