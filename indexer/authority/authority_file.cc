#include "indexer/authority/authority_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/nearest.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/corpus.h"
#include "engine/record/record_json.h"
#include "engine/schema/authority.h"
#include "engine/text/affiliation.h"
#include "indexer/authority/built_in.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

Result<Institution*> find(std::vector<Institution>& records, const std::string& id) {
  std::vector<std::string> ids;
  for (Institution& record : records) {
    if (record.id == id) return &record;
    ids.push_back(record.id);
  }
  const auto close = nearest(id, ids);
  return Error{
      ErrorCode::NotFound, fmt::format("there is no institution \"{}\"", id), id,
      close ? fmt::format("did you mean \"{}\"?", *close) : "the ids stand in institutions.json"};
}

// Takes a name out of a list; false when it is not in it.
bool take_out(std::vector<std::string>& list, const std::string& name) {
  const std::string key = affiliation_key(name);
  const auto found = std::find_if(list.begin(), list.end(), [&](const std::string& other) {
    return affiliation_key(other) == key;
  });
  if (found == list.end()) return false;
  list.erase(found);
  return true;
}

Status undo_merge(Institution& merged, const InstitutionSplit& split) {
  if (merged.successor != split.from) {
    return Error{ErrorCode::InvalidInput, fmt::format("there is an institution \"{}\"", split.id),
                 split.id, "choose another id for the one that is split off"};
  }
  merged.successor.clear();
  if (!split.name.empty()) merged.name = split.name;
  return {};
}

}  // namespace

fs::path authority_folder(const fs::path& corpus, const fs::path& authority) {
  if (!authority.empty()) return authority;
  return (fs::is_directory(corpus) ? corpus : corpus.parent_path()) / "authority";
}

Result<std::vector<Institution>> read_institutions(const fs::path& folder) {
  if (!fs::exists(fs::symlink_status(folder / kInstitutionsFile))) return built_in_institutions();
  std::vector<Finding> findings;
  Result<CorpusFrame> frame = read_authority(folder, findings);
  if (!frame.ok()) return frame.error();
  if (!findings.empty())
    return Error{ErrorCode::InvalidData, findings.front().to_string(), folder.string(),
                 "paperfind-indexer validate lists all there is"};
  return std::move(frame->institutions);
}

Status write_institutions(const fs::path& folder, std::vector<Institution> records) {
  std::sort(records.begin(), records.end(),
            [](const Institution& a, const Institution& b) { return a.id < b.id; });
  const Result<InstitutionAuthority> sound = InstitutionAuthority::create(records);
  if (!sound.ok()) return sound.error();
  nlohmann::ordered_json file{{"schema", 1}, {"institutions", nlohmann::ordered_json::array()}};
  for (const Institution& record : records) file["institutions"].push_back(to_json(record));
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return Error{ErrorCode::Io, error.message(), folder.string()};
  return write_file_atomic(folder / kInstitutionsFile, file.dump(2) + "\n");
}

Status merge_institutions(std::vector<Institution>& records, const std::string& from,
                          const std::string& into) {
  const Result<Institution*> merged = find(records, from);
  if (!merged.ok()) return merged.error();
  const Result<Institution*> kept = find(records, into);
  if (!kept.ok()) return kept.error();
  if (merged.value() == kept.value())
    return Error{ErrorCode::InvalidInput, "an institution cannot be merged into itself", from};
  if (!merged.value()->successor.empty()) {
    return Error{
        ErrorCode::InvalidInput,
        fmt::format("\"{}\" is merged into \"{}\" already", from, merged.value()->successor), from,
        "split it off first"};
  }
  merged.value()->successor = into;
  return {};
}

Status split_institution(std::vector<Institution>& records, const InstitutionSplit& split) {
  const Result<Institution*> from = find(records, split.from);
  if (!from.ok()) return from.error();
  if (const Result<Institution*> there = find(records, split.id); there.ok())
    return undo_merge(*there.value(), split);
  if (split.name.empty())
    return Error{ErrorCode::InvalidInput, "the institution split off needs a name", split.id,
                 "give it with --name"};
  Institution made;
  made.id = split.id;
  made.name = split.name;
  made.country = from.value()->country;
  take_out(from.value()->aliases, split.name);
  for (const std::string& name : split.names) {
    if (take_out(from.value()->aliases, name)) {
      made.aliases.push_back(name);
    } else if (take_out(from.value()->acronyms, name)) {
      made.acronyms.push_back(name);
    } else {
      return Error{ErrorCode::InvalidInput,
                   fmt::format("\"{}\" is no alias or acronym of \"{}\"", name, split.from), name,
                   "the canonical name stays with its institution"};
    }
  }
  records.push_back(std::move(made));
  return {};
}

}  // namespace paperfind
