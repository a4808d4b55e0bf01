#include "indexer/authority/built_in.h"

#include "engine/base/nlohmann_json.h"
#include "engine/record/record_json.h"

namespace paperfind {

std::vector<Institution> built_in_institutions() {
  std::vector<Institution> institutions;
  const nlohmann::json file = nlohmann::json::parse(built_in_institutions_file());
  for (const nlohmann::json& record : file.at("institutions"))
    institutions.push_back(institution_from_json(record));
  return institutions;
}

}  // namespace paperfind
