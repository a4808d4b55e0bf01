// institutions.json and people.json of a corpus, changed as a whole.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"

namespace paperfind {

// The authority folder of a corpus folder or file, unless `authority` names one.
std::filesystem::path authority_folder(const std::filesystem::path& corpus,
                                       const std::filesystem::path& authority);

// Institutions of the folder's institutions.json; the built-in ones when it has none. InvalidData,
// with what is wrong first, when the file has problems.
Result<std::vector<Institution>> read_institutions(const std::filesystem::path& folder);
// Written whole or not at all, sorted by id. Refuses records that contradict each other.
Status write_institutions(const std::filesystem::path& folder, std::vector<Institution> records);

// `from` becomes a name of `into`: it keeps its record, with `into` as successor, so that old links
// and its names lead there.
Status merge_institutions(std::vector<Institution>& records, const std::string& from,
                          const std::string& into);

struct InstitutionSplit {
  std::string from;
  std::string id;                  // of the institution that is split off
  std::string name;                // its name; may be empty where `id` was merged before
  std::vector<std::string> names;  // aliases and acronyms that go with it
};
// Makes a new institution of some names of one; or undoes a merge.
Status split_institution(std::vector<Institution>& records, const InstitutionSplit& split);

}  // namespace paperfind
