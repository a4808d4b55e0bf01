#include "engine/search/value_search.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

std::vector<std::string_view> words_of(std::string_view key) {
  std::vector<std::string_view> words;
  while (!key.empty()) {
    const std::size_t blank = key.find(' ');
    if (blank != 0) words.push_back(key.substr(0, blank));
    key.remove_prefix(blank == std::string_view::npos ? key.size() : blank + 1);
  }
  return words;
}

// Names under which a value is known beside its label.
std::vector<std::string> aliases_of(const Snapshot& snapshot, Facet facet, const std::string& id) {
  if (facet == Facet::Institution) {
    if (const Institution* known = snapshot.catalog().institution(id)) {
      std::vector<std::string> names = known->aliases;
      names.insert(names.end(), known->acronyms.begin(), known->acronyms.end());
      for (const Institution& former : snapshot.catalog().frame().institutions) {
        if (former.successor == id) names.push_back(former.name);
      }
      return names;
    }
  }
  if (facet == Facet::Author) {
    if (const Person* known = snapshot.catalog().person(id)) return known->variants;
  }
  if (facet == Facet::Session) {
    if (const Session* known = snapshot.catalog().session(id);
        known != nullptr && !known->code.empty()) {
      return {known->code};
    }
  }
  return {};
}

using WordTest = bool (*)(std::string_view typed, std::string_view word);

bool begins(std::string_view typed, std::string_view word) { return word.starts_with(typed); }
bool within(std::string_view typed, std::string_view word) {
  return typed.size() >= 3 && word.find(typed) != std::string_view::npos;
}
bool one_slip(std::string_view typed, std::string_view word) {
  constexpr std::size_t kShortest = 5;
  if (typed.size() < kShortest) return word.starts_with(typed);
  return edit_distance(typed, word) <= 1 || edit_distance(typed, word.substr(0, typed.size())) <= 1;
}

bool every_word(const std::vector<std::string_view>& typed, std::string_view name, WordTest test) {
  const std::vector<std::string_view> words = words_of(name);
  return std::all_of(typed.begin(), typed.end(), [&](std::string_view t) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return test(t, word); });
  });
}

struct Typed {
  std::string key;
  std::vector<std::string_view> words;
};

// The best grade of one name, or -1; `widen` admits the looser tests.
int grade(const Typed& typed, const std::string& name, int widen) {
  if (name == typed.key) return 0;
  if (name.starts_with(typed.key)) return 1;
  if (every_word(typed.words, name, begins)) return 2;
  if (widen >= 1 && every_word(typed.words, name, within)) return 3;
  if (widen >= 2 && every_word(typed.words, name, one_slip)) return 4;
  return -1;
}

}  // namespace

std::vector<ValueMatch> search_values(const Snapshot& snapshot, Facet facet,
                                      std::string_view text) {
  Typed typed{fold_key(text), {}};
  typed.words = words_of(typed.key);
  std::vector<ValueMatch> matches;
  if (typed.words.empty()) return matches;
  const FacetColumn& column = snapshot.columns().facet(facet);
  for (int widen = 0; widen <= 2 && matches.empty(); ++widen) {
    for (Ordinal value = 0; value < column.size(); ++value) {
      ValueMatch best{value, grade(typed, fold_key(column.label(value)), widen), {}};
      for (const std::string& alias : aliases_of(snapshot, facet, std::string(column.id(value)))) {
        const int by_alias = grade(typed, fold_key(alias), widen);
        if (by_alias >= 0 && (best.grade < 0 || by_alias < best.grade))
          best = {value, by_alias, alias};
      }
      if (best.grade >= 0) matches.push_back(std::move(best));
    }
  }
  return matches;
}

std::vector<std::string> values_named(const Snapshot& snapshot, Facet facet,
                                      std::string_view text) {
  const FacetColumn& column = snapshot.columns().facet(facet);
  const std::string current = snapshot.catalog().current_id(spec_of(facet).name, text);
  if (column.find(current)) return {current};
  std::vector<std::string> ids;
  for (const ValueMatch& match : search_values(snapshot, facet, text)) {
    if (match.grade == 0) ids.emplace_back(column.id(match.value));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace paperfind
