#include "engine/store/names_merge.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/store/merge_places.h"

namespace paperfind {
namespace {

using Number = std::uint32_t;

// The lists of all bearers; a word has its number in A, or behind those its number among the fresh.
void take_lists(const NameIndex& a, const GatheredNames& fresh, std::span<const Number> before,
                NameLists& out) {
  const auto old_words = static_cast<Number>(a.words.size());
  out.begins.reserve(before.size() + 1);
  out.words_of.reserve(a.words_of.items.size() + fresh.words_of.size());
  out.begins.push_back(0);
  std::size_t next = 0;
  for (const Number bearer : before) {
    if (bearer == kFreshBearer) {
      for (Number at = fresh.begins[next]; at < fresh.begins[next + 1]; ++at) {
        out.words_of.push_back(old_words + fresh.words_of[at]);
      }
      ++next;
    } else {
      const std::span<const Number> words = a.words_of[bearer];
      out.words_of.insert(out.words_of.end(), words.begin(), words.end());
    }
    out.begins.push_back(static_cast<Number>(out.words_of.size()));
  }
}

// Gives all words that somebody bears their numbers, in order of their bytes.
std::vector<Number> number_words(const NameIndex& a, const GatheredNames& fresh, NameLists& out) {
  const auto old_words = static_cast<Number>(a.words.size());
  const auto fresh_words = static_cast<Number>(fresh.words.size());
  std::vector<bool> is_borne(old_words + fresh_words, false);
  for (const Number word : out.words_of) is_borne[word] = true;
  const std::vector<Number> places = places_among(
      old_words, fresh_words,
      [&](std::size_t old, std::size_t other) { return a.words[old] < fresh.words[other]; });
  std::vector<Number> to(old_words + fresh_words);
  out.words.reserve(to.size());
  Number next = 0;
  for (Number word = 0; word <= old_words; ++word) {
    bool is_taken = false;  // by the same word among the fresh
    for (; next < fresh_words && places[next] == word; ++next) {
      to[old_words + next] = static_cast<Number>(out.words.size());
      if (word < old_words && a.words[word] == fresh.words[next]) {
        is_taken = true;
      } else {
        out.words.push_back(fresh.words[next]);
      }
    }
    if (word == old_words || !(is_borne[word] || is_taken)) continue;
    to[word] = static_cast<Number>(out.words.size());
    out.words.push_back(a.words[word]);
  }
  return to;
}

}  // namespace

NameLists merge_names(const NameIndex& a, const GatheredNames& fresh,
                      std::span<const Number> before) {
  NameLists out;
  take_lists(a, fresh, before, out);
  const std::vector<Number> to = number_words(a, fresh, out);
  for (Number& word : out.words_of) word = to[word];
  invert(out);
  return out;
}

}  // namespace paperfind
