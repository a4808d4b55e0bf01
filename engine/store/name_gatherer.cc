#include "engine/store/name_gatherer.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/store/sections.h"

namespace paperfind {
namespace {

// Of a word; nobody types more.
constexpr std::size_t kLongestWord = 64;

}  // namespace

void NameGatherer::begin_bearer() {
  end_bearer();
  begins_.push_back(static_cast<std::uint32_t>(items_.size()));
}

void NameGatherer::add(std::string_view name) {
  analyzer_.analyze(name, tokens_, FirstBytes());
  for (const Token& token : tokens_) {
    add_word(token.term);
    for (const std::string& variant : token.variants) add_word(variant);
  }
}

void NameGatherer::add_word(std::string_view word) {
  const auto next = static_cast<std::uint32_t>(numbers_.size());
  items_.push_back(numbers_.emplace(std::string(head_of(word, kLongestWord)), next).first->second);
}

// Each word of the last bearer once.
void NameGatherer::end_bearer() {
  if (begins_.empty()) return;
  const auto first = items_.begin() + begins_.back();
  std::sort(first, items_.end());
  items_.erase(std::unique(first, items_.end()), items_.end());
}

GatheredNames NameGatherer::finish() {
  end_bearer();
  begins_.push_back(static_cast<std::uint32_t>(items_.size()));
  // Words get numbers by their bytes instead of by first mention.
  std::vector<std::pair<std::string, std::uint32_t>> words(numbers_.begin(), numbers_.end());
  std::sort(words.begin(), words.end());
  std::vector<std::uint32_t> in_order(words.size());
  GatheredNames names;
  for (auto& [word, number] : words) {
    in_order[number] = static_cast<std::uint32_t>(names.words.size());
    names.words.push_back(std::move(word));
  }
  for (std::uint32_t& item : items_) item = in_order[item];
  for (std::size_t bearer = 0; bearer + 1 < begins_.size(); ++bearer) {
    std::sort(items_.begin() + begins_[bearer], items_.begin() + begins_[bearer + 1]);
  }
  names.begins = std::move(begins_);
  names.words_of = std::move(items_);
  return names;
}

void invert(NameLists& names) {
  std::vector<std::uint32_t>& begins = names.bearer_begins;
  begins.assign(names.words.size() + 1, 0);
  for (const std::uint32_t word : names.words_of) ++begins[word + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  names.bearers.resize(names.words_of.size());
  std::vector<std::uint32_t> next = begins;
  for (std::uint32_t bearer = 0; bearer + 1 < names.begins.size(); ++bearer) {
    for (std::uint32_t at = names.begins[bearer]; at < names.begins[bearer + 1]; ++at) {
      names.bearers[next[names.words_of[at]]++] = bearer;
    }
  }
}

void write_names(PackedWriter& out, const NameLists& names) {
  write_keys(out, names.words);
  out.numbers(names.begins);
  out.numbers(names.words_of);
  out.numbers(names.bearer_begins);
  out.numbers(names.bearers);
  out.numbers(names.papers);
}

}  // namespace paperfind
