#include "indexer/import/author_columns.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/base/nlohmann_json.h"

namespace paperfind {
namespace {

using Strings = std::vector<std::string>;
using nlohmann::json;

// True when the second half says what the first half says. Two namesakes may be two people, so one
// name twice is a doubled list only where there is one affiliation at most.
bool is_doubled(const Strings& list, std::size_t affiliations) {
  const auto half = static_cast<std::ptrdiff_t>(list.size() / 2);
  return half >= (affiliations <= 1 ? 1 : 2) && list.size() % 2 == 0 &&
         std::equal(list.begin(), list.begin() + half, list.begin() + half);
}

void undouble(AuthorColumns& columns, std::set<std::string>& repairs) {
  if (!is_doubled(columns.names, columns.affiliations.size())) return;
  repairs.insert("doubled author list");
  const std::size_t half = columns.names.size() / 2;
  Strings& affiliations = columns.affiliations;
  if (affiliations.size() == columns.names.size()) {
    // Either copy may be the one that has them.
    for (std::size_t i = 0; i < half; ++i) {
      if (affiliations[i].empty()) affiliations[i] = affiliations[i + half];
    }
    affiliations.resize(half);
  }
  columns.names.resize(half);
}

// A separator at the end makes an empty entry.
void drop_empty_ends(AuthorColumns& columns) {
  Strings& names = columns.names;
  Strings& affiliations = columns.affiliations;
  const auto drop = [](Strings& list) {
    while (!list.empty() && list.back().empty()) list.pop_back();
  };
  drop(names);
  while (affiliations.size() > names.size() && affiliations.back().empty()) affiliations.pop_back();
  if (std::all_of(affiliations.begin(), affiliations.end(),
                  [](const std::string& text) { return text.empty(); })) {
    affiliations.clear();
  }
}

// "ETH Zurich + KU Leuven": the institutions of one author.
json institutions(const std::string& text) {
  constexpr const char* kPlus = " + ";
  json out = json::array();
  std::size_t start = 0;
  for (std::size_t at = 0; (at = text.find(kPlus, start)) != std::string::npos; start = at + 3) {
    out.push_back(text.substr(start, at - start));
  }
  out.push_back(text.substr(start));
  return out;
}

}  // namespace

json place_affiliations(AuthorColumns columns, Strings& unplaced, std::set<std::string>& repairs) {
  undouble(columns, repairs);
  drop_empty_ends(columns);
  const Strings &names = columns.names, &affiliations = columns.affiliations;
  const bool fit = names.size() == affiliations.size();
  const bool one = !affiliations.empty() &&
                   std::all_of(affiliations.begin(), affiliations.end(),
                               [&](const auto& other) { return other == affiliations.front(); });
  if (!fit && one) repairs.insert("one affiliation for all authors");
  if (!fit && !one && !affiliations.empty()) {
    unplaced = affiliations;
    repairs.insert("affiliations that fit no author, kept in x_affiliations");
  }
  json out = json::array();
  for (std::size_t i = 0; i < names.size(); ++i) {
    json author{{"name", names[i]}};
    if (fit || one) author["affiliations"] = institutions(affiliations[fit ? i : 0]);
    out.push_back(std::move(author));
  }
  return out;
}

}  // namespace paperfind
