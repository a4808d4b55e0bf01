#include "indexer/authority/labelled.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/base/file.h"

namespace paperfind {
namespace {

std::vector<std::string> ids_of(std::string_view text) {
  std::vector<std::string> ids;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view id = text.substr(begin, end - begin);
    if (!id.empty() && id != "-") ids.emplace_back(id);
    begin = end + 1;
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

double share(std::size_t part, std::size_t all) {
  return all == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(all);
}

// What only `a` has, each with `sign` before it.
std::string only_in(const std::vector<std::string>& a, const std::vector<std::string>& b,
                    char sign) {
  std::string out;
  for (const std::string& id : a) {
    if (!std::binary_search(b.begin(), b.end(), id)) out += fmt::format("{}{} ", sign, id);
  }
  return out;
}

}  // namespace

Result<std::vector<LabelledAffiliation>> read_labelled(const std::filesystem::path& file) {
  const Result<std::string> bytes = read_file(file);
  if (!bytes.ok()) return bytes.error();
  std::vector<LabelledAffiliation> labelled;
  const std::string_view text = *bytes;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos || tab == 0) {
      return Error{ErrorCode::InvalidData, "is no line of ids, a tab and an affiliation",
                   fmt::format("{}:{}", file.string(), number), "write \"-\" where none is named"};
    }
    labelled.push_back({number, ids_of(line.substr(0, tab)), std::string(line.substr(tab + 1))});
  }
  return labelled;
}

double AuthorityScore::precision() const { return share(right, found); }
double AuthorityScore::recall() const { return share(right, labelled); }

AuthorityScore score_authority(const InstitutionAuthority& authority,
                               const std::vector<LabelledAffiliation>& labelled) {
  AuthorityScore score;
  for (const LabelledAffiliation& one : labelled) {
    std::vector<std::string> ids = authority.resolve(one.raw);
    std::sort(ids.begin(), ids.end());
    ++score.affiliations;
    score.labelled += one.ids.size();
    score.found += ids.size();
    for (const std::string& id : ids) {
      if (std::binary_search(one.ids.begin(), one.ids.end(), id)) ++score.right;
    }
    if (ids == one.ids) continue;
    score.mistakes.push_back(fmt::format("{}: {}{}: {}", one.line, only_in(ids, one.ids, '+'),
                                         only_in(one.ids, ids, '-'), one.raw));
  }
  return score;
}

}  // namespace paperfind
