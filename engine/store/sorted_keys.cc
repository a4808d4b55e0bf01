#include "engine/store/sorted_keys.h"

#include <algorithm>
#include <utility>

#include "engine/base/utf8.h"

namespace paperfind {
namespace {

// Where the characters of the text begin, and its end.
std::vector<std::size_t> character_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (starts_character(text[at])) starts.push_back(at);
  }
  starts.push_back(text.size());
  return starts;
}

std::size_t character_end(std::string_view text, std::size_t at) {
  do {
    ++at;
  } while (at < text.size() && !starts_character(text[at]));
  return at;
}

// Ranges in any order to ranges in order, those that touch as one.
std::vector<KeyRange> united(std::vector<KeyRange> ranges) {
  std::sort(ranges.begin(), ranges.end(), [](KeyRange a, KeyRange b) { return a.first < b.first; });
  std::vector<KeyRange> out;
  for (const KeyRange range : ranges) {
    if (!out.empty() && range.first <= out.back().last) {
      out.back().last = std::max(out.back().last, range.last);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

// The first number of [first, last) of which `is_past` holds; it holds of all that follow.
template <typename IsPast>
std::uint32_t first_past(std::uint32_t first, std::uint32_t last, const IsPast& is_past) {
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    if (is_past(middle)) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  return first;
}

}  // namespace

KeyRange SortedKeys::find_in(KeyRange within, std::string_view typed, KeyMatch match) const {
  const std::uint32_t first = first_past(within.first, within.last,
                                         [&](std::uint32_t key) { return (*this)[key] >= typed; });
  if (match == KeyMatch::Whole) {
    const bool found = first < within.last && (*this)[first] == typed;
    return {first, found ? first + 1 : first};
  }
  return {first, first_past(first, within.last,
                            [&](std::uint32_t key) { return !(*this)[key].starts_with(typed); })};
}

KeyRange SortedKeys::find(std::string_view typed, KeyMatch match) const {
  return find_in({0, static_cast<std::uint32_t>(size())}, typed, match);
}

template <typename Visit>
void SortedKeys::for_each_next(KeyRange within, std::size_t bytes, const Visit& visit) const {
  std::uint32_t key = within.first;
  if (key < within.last && (*this)[key].size() == bytes) ++key;  // ends here
  while (key < within.last) {
    const std::string_view here = (*this)[key];
    const std::string_view begin = here.substr(0, character_end(here, bytes));
    const std::uint32_t end = first_past(
        key, within.last, [&](std::uint32_t other) { return !(*this)[other].starts_with(begin); });
    visit(begin.substr(bytes), KeyRange{key, end});
    key = end;
  }
}

std::vector<KeyRange> SortedKeys::find_slips(std::string_view typed, KeyMatch match) const {
  std::vector<KeyRange> found;
  const std::vector<std::size_t> starts = character_starts(typed);
  const std::size_t length = starts.size() - 1;
  // More at the end is no slip where the typed is but the beginning.
  const std::size_t last = match == KeyMatch::Whole ? length : length - 1;
  KeyRange within{0, static_cast<std::uint32_t>(size())};
  std::string wanted;
  for (std::size_t i = 1; i <= last && !within.empty(); ++i) {
    const std::string_view before = typed.substr(0, starts[i]);
    const auto from = [&](std::size_t character) {
      return typed.substr(starts[std::min(character, length)]);
    };
    const auto character = [&](std::size_t at) {
      return from(at).substr(0, from(at).size() - from(at + 1).size());
    };
    const auto look = [&](KeyRange range, std::string_view middle, std::string_view rest) {
      wanted.assign(before).append(middle).append(rest);
      const KeyRange keys = find_in(range, wanted, match);
      if (!keys.empty()) found.push_back(keys);
    };
    within = find_in(within, before, KeyMatch::Prefix);
    for_each_next(within, before.size(), [&](std::string_view next, KeyRange keys) {
      if (next == character(i)) return;
      look(keys, next, from(i));
      if (i < length) look(keys, next, from(i + 1));
    });
    if (i < length) look(within, "", from(i + 1));
    if (i + 1 < length && character(i) != character(i + 1)) {
      const std::string swapped = std::string(character(i + 1)) + std::string(character(i));
      look(within, swapped, from(i + 2));
    }
  }
  return united(std::move(found));
}

}  // namespace paperfind
