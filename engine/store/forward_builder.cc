#include "engine/store/forward_builder.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/base/file.h"
#include "engine/store/forward_writer.h"
#include "engine/store/sections.h"

namespace paperfind {
namespace {

// Stems, and the words that have each; without those that are the stem of themselves alone, which
// are most of all.
void write_stems(PackedWriter& out, const std::vector<NumberedWord>& sorted) {
  Analyzer analyzer;
  std::vector<std::pair<std::string, WordNumber>> stemmed;
  for (const auto& [word, number] : sorted) {
    stemmed.emplace_back(analyzer.stem(std::string(word)), number);
  }
  std::vector<std::size_t> order(sorted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return stemmed[a] < stemmed[b]; });
  std::vector<std::string_view> stems;
  std::vector<std::uint32_t> begins{0}, items;
  for (auto first = order.begin(); first != order.end();) {
    const std::string& stem = stemmed[*first].first;
    const auto last = std::find_if(first, order.end(),
                                   [&](std::size_t word) { return stemmed[word].first != stem; });
    if (last - first > 1 || sorted[*first].first != stem) {
      stems.push_back(stem);
      for (auto word = first; word != last; ++word) items.push_back(stemmed[*word].second);
      begins.push_back(static_cast<std::uint32_t>(items.size()));
    }
    first = last;
  }
  write_keys(out, stems);
  out.numbers(begins);
  out.numbers(items);
}

}  // namespace

WordNumber ForwardBuilder::number_of(std::string_view word) {
  const WordNumber number = numbers_.of(word);
  if (number == counts_.size()) counts_.push_back(0);
  return number;
}

void ForwardBuilder::begin_paper() {
  own_ends_.push_back(static_cast<std::uint32_t>(own_texts_.size()));
}

void ForwardBuilder::add(TextField field, std::uint32_t position, std::span<const Token> tokens) {
  words_.clear();
  WordWriter writer(words_);
  std::vector<WordNumber> variants;
  for (const Token& token : tokens) {
    variants.clear();
    for (const std::string& variant : token.variants) {
      variants.push_back(number_of(variant));
      ++counts_[variants.back()];
    }
    const WordNumber word = number_of(token.term);
    ++counts_[word];
    writer.put(token.begin, token.end, token.joined_to_next, word, variants);
  }
  put_text(own_texts_, {field, position, static_cast<std::uint32_t>(tokens.size()), words_});
  own_ends_.back() = static_cast<std::uint32_t>(own_texts_.size());
}

void ForwardBuilder::close_own() {
  if (own_ends_.empty()) return;
  std::vector<WordNumber> same(counts_.size());
  std::iota(same.begin(), same.end(), 0U);
  closed_.push_back({std::move(own_texts_), std::move(own_ends_), std::move(same)});
  own_texts_.clear();
  own_ends_.clear();
}

void ForwardBuilder::append(ForwardBuilder&& later) {
  close_own();
  later.close_own();
  std::vector<WordNumber> here;
  for (WordNumber number = 0; number < later.counts_.size(); ++number) {
    here.push_back(number_of(later.numbers_[number]));
    counts_[here.back()] += later.counts_[number];
  }
  for (Block& block : later.closed_) {
    for (WordNumber& number : block.numbers) number = here[number];
    closed_.push_back(std::move(block));
  }
}

std::vector<WordNumber> ForwardBuilder::rank() const {
  std::vector<WordNumber> order(counts_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](WordNumber a, WordNumber b) {
    return counts_[a] != counts_[b] ? counts_[a] > counts_[b] : numbers_[a] < numbers_[b];
  });
  std::vector<WordNumber> rank_of(order.size());
  for (WordNumber place = 0; place < order.size(); ++place) rank_of[order[place]] = place;
  return rank_of;
}

std::string ForwardBuilder::finish() {
  close_own();
  const std::vector<WordNumber> rank_of = rank();
  std::vector<NumberedWord> sorted;
  for (std::size_t i = 0; i < rank_of.size(); ++i) sorted.emplace_back(numbers_[i], rank_of[i]);
  std::sort(sorted.begin(), sorted.end());
  PackedWriter out(kForwardMagic);
  write_words(out, sorted);
  write_stems(out, sorted);

  std::string texts;
  std::vector<std::uint32_t> begins{0, 0};
  for (Block& block : closed_) {
    for (WordNumber& number : block.numbers) number = rank_of[number];
    std::uint32_t begin = 0;
    for (const std::uint32_t end : block.ends) {
      put_renumbered(texts, IndexedTexts(std::string_view(block.texts).substr(begin, end - begin)),
                     block.numbers);
      begin = end;
      if (texts.size() > std::numeric_limits<std::uint32_t>::max()) return {};
      begins.push_back(static_cast<std::uint32_t>(texts.size()));
    }
    block = {};
  }
  out.numbers(begins);
  write_padded(out, texts);
  return std::move(out.bytes);
}

Status save_forward_index(const std::filesystem::path& folder, const std::string& bytes) {
  const std::filesystem::path path = folder / kForwardFileName;
  if (bytes.empty()) {
    return Error{ErrorCode::Unsupported, "the words of the papers do not fit into 4 GiB",
                 path.string(), "build fewer papers into one index"};
  }
  return write_file_atomic(path, bytes);
}

}  // namespace paperfind
