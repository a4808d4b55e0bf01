// Authors and affiliations that a source keeps in two lists side by side.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <vector>

namespace paperfind {

struct AuthorColumns {
  std::vector<std::string> names;
  std::vector<std::string> affiliations;  // one for each name, if all is well
};

// The authors in the flat form. Lists that were printed twice are taken once. Where the two lists
// do not fit, one institution of all goes to all, and several go to nobody: they are left in
// `unplaced`. Adds what it did to `repairs`.
nlohmann::json place_affiliations(AuthorColumns columns, std::vector<std::string>& unplaced,
                                  std::set<std::string>& repairs);

}  // namespace paperfind
