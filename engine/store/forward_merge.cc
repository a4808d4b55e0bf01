#include "engine/store/forward_merge.h"

#include <algorithm>
#include <limits>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "engine/store/forward_writer.h"
#include "engine/store/merge_places.h"
#include "engine/store/sections.h"
#include "engine/text/analyzer.h"

namespace paperfind {
namespace {

class ForwardMerger {
 public:
  ForwardMerger(const ForwardIndex& a, const ForwardIndex& b, const DocMerge& map)
      : a_(a), b_(b), map_(map) {
    auto next = static_cast<WordNumber>(a.word_count());
    for (WordNumber number = 0; number < b.word_count(); ++number) {
      const std::string_view word = b.word(number);
      const std::optional<WordNumber> known = a.number(word);
      if (!known) fresh_.emplace_back(word, next);
      b_to_.push_back(known ? *known : next++);
    }
  }

  std::string bytes() {
    group_by_stem();
    PackedWriter out(kForwardMagic);
    out.bytes.reserve(a_.byte_count() + 2 * b_.byte_count());
    std::sort(fresh_.begin(), fresh_.end());
    put_words(out);
    put_stems(out);
    if (!put_texts(out)) return {};
    return std::move(out.bytes);
  }

 private:
  void put_words(PackedWriter& out) const {
    const SortedKeys& old = a_.words();
    const std::vector<std::uint32_t> places =
        places_among(old.size(), fresh_.size(),
                     [&](std::size_t o, std::size_t f) { return old[o] < fresh_[f].first; });
    std::vector<NumberedWord> sorted;
    sorted.reserve(old.size() + fresh_.size());
    std::size_t next = 0;
    for (std::size_t key = 0; key <= old.size(); ++key) {
      for (; next < fresh_.size() && places[next] == key; ++next) sorted.push_back(fresh_[next]);
      if (key < old.size()) sorted.emplace_back(old[key], a_.numbers()[key]);
    }
    write_words(out, sorted);
  }

  // `fresh_` is in order of numbers.
  void group_by_stem() {
    Analyzer analyzer;
    for (const auto& [word, number] : fresh_) {
      fresh_with_[std::string(analyzer.stem(std::string(word)))].push_back(number);
    }
    // What has no list had only the word that is the stem itself, or none.
    for (auto entry = fresh_with_.begin(); entry != fresh_with_.end();) {
      const std::string& stem = entry->first;
      std::vector<WordNumber>& words = entry->second;
      const bool listed = !a_.stems().find(stem, KeyMatch::Whole).empty();
      const std::optional<WordNumber> same = a_.number(stem);
      if (!listed && same && analyzer.stem(stem) == stem) words.insert(words.begin(), *same);
      const bool alone = !listed && words.size() == 1 && b_word(words.front()) == stem;
      entry = alone ? fresh_with_.erase(entry) : std::next(entry);
    }
  }

  // Of a fresh number.
  [[nodiscard]] std::string_view b_word(WordNumber number) const {
    return number < a_.word_count() ? a_.word(number) : fresh_[number - a_.word_count()].first;
  }

  void put_stems(PackedWriter& out) const {
    const SortedKeys& old = a_.stems();
    std::vector<std::string_view> stems;
    std::vector<std::uint32_t> begins{0}, items;
    stems.reserve(old.size() + fresh_with_.size());
    begins.reserve(old.size() + fresh_with_.size() + 1);
    items.reserve(a_.words_with().items.size() + b_.word_count());
    const auto put = [&](std::string_view stem, std::span<const WordNumber> words,
                         std::span<const WordNumber> more) {
      stems.push_back(stem);
      items.insert(items.end(), words.begin(), words.end());
      items.insert(items.end(), more.begin(), more.end());
      begins.push_back(static_cast<std::uint32_t>(items.size()));
    };
    std::uint32_t key = 0;
    const auto put_old_until = [&](std::uint32_t end) {
      for (; key < end; ++key) put(old[key], a_.words_with()[key], {});
    };
    for (const auto& [stem, words] : fresh_with_) {
      const KeyRange found = old.find(stem, KeyMatch::Whole);
      put_old_until(found.first);
      if (found.empty()) {
        put(stem, words, {});
      } else {
        put(old[key], a_.words_with()[key], words);
        ++key;
      }
    }
    put_old_until(static_cast<std::uint32_t>(old.size()));
    write_keys(out, stems);
    out.numbers(begins);
    out.numbers(items);
  }

  // False when they are too many.
  bool put_texts(PackedWriter& out) const {
    std::string fresh;
    std::vector<std::size_t> ends{0};
    for (DocId doc = 1; doc <= b_.doc_count(); ++doc) {
      put_renumbered(fresh, b_.texts(doc), b_to_);
      ends.push_back(fresh.size());
    }
    const auto bytes_of = [&](const DocSpan& span) {
      const DocId first = span.first.doc, last = first + span.count;
      return span.first.fresh
                 ? std::string_view(fresh).substr(ends[first - 1], ends[last - 1] - ends[first - 1])
                 : a_.text_bytes(first, last);
    };
    const std::vector<DocSpan> spans = spans_of(map_);
    std::vector<std::uint32_t> begins{0, 0};
    begins.reserve(map_.of.size() + 1);
    std::size_t size = 0;
    for (const DocSpan& span : spans) {
      const DocId first = span.first.doc;
      for (DocId doc = first; doc < first + span.count; ++doc) {
        size += span.first.fresh ? ends[doc] - ends[doc - 1] : a_.text_bytes(doc, doc + 1).size();
        if (size > std::numeric_limits<std::uint32_t>::max()) return false;
        begins.push_back(static_cast<std::uint32_t>(size));
      }
    }
    out.numbers(begins);
    std::vector<std::string_view> parts;
    for (const DocSpan& span : spans) parts.push_back(bytes_of(span));
    write_padded(out, parts);
    return true;
  }

  const ForwardIndex& a_;
  const ForwardIndex& b_;
  const DocMerge& map_;
  std::vector<NumberedWord> fresh_;                            // words of B that A lacks
  std::vector<WordNumber> b_to_;                               // numbers here of those in B
  std::map<std::string, std::vector<WordNumber>> fresh_with_;  // what a stem gets, ascending
};

}  // namespace

std::string merge_forward(const ForwardIndex& a, const ForwardIndex& b, const DocMerge& map) {
  return ForwardMerger(a, b, map).bytes();
}

}  // namespace paperfind
