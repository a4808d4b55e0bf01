#include "engine/store/joined_words.h"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "engine/base/utf8.h"
#include "engine/store/synonyms.h"
#include "engine/text/analyzer.h"

namespace paperfind {
namespace {

using Docs = std::vector<DocId>;  // ascending, each once

// What is missed is worth listing where it is this share of what is found.
constexpr double kMissedShare = 0.02;
// Papers looked at for one that writes the word as one; hyphenated words have none.
constexpr std::size_t kMaxLookedAt = 20;

void add(Docs& docs, DocId doc) {
  if (docs.empty() || docs.back() != doc) docs.push_back(doc);
}

std::uint32_t count_shared(const Docs& a, const Docs& b) {
  std::uint32_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++count;
    const bool first = *i <= *j, second = *j <= *i;
    i += first;
    j += second;
  }
  return count;
}

bool misses(std::size_t found, std::size_t missed) {
  return missed > 0 && static_cast<double>(missed) >= kMissedShare * static_cast<double>(found);
}

// Two words that stand for each other: "data set" and "data sets".
struct Numbers {
  std::optional<WordNumber> typed, other;
};

// A listed word and one way to take it apart.
struct Candidate {
  std::string word, first, second;
  Docs apart;        // with the parts side by side, the second in either number
  Docs apart_typed;  // with just these parts
};

// A word of a candidate that stands apart somewhere.
struct Holders {
  Docs docs;
  bool in_text = false;  // "Jing Song" and "Jingsong" are two people
};

class Finder {
 public:
  Finder(const ForwardIndex& papers, const WordList& words,
         const std::function<bool(const std::string&)>& is_acronym)
      : papers_(papers), words_(words), is_acronym_(is_acronym) {
    for (std::size_t i = 0; i < words.size(); ++i) listed_.insert(words.word(i));
  }

  std::vector<JoinedWord> find() {
    list_candidates();
    look_for_parts();
    std::erase_if(candidates_, [](const Candidate& candidate) { return candidate.apart.empty(); });
    look_for_words();
    std::vector<JoinedWord> found;
    for (auto first = candidates_.begin(); first != candidates_.end();) {
      const auto last = std::find_if(first, candidates_.end(), [first](const Candidate& other) {
        return other.word != first->word;
      });
      if (std::optional<JoinedWord> best = best_of(first, last)) found.push_back(std::move(*best));
      first = last;
    }
    return found;
  }

 private:
  using Place = std::vector<Candidate>::const_iterator;

  [[nodiscard]] Numbers numbers_of(const std::string& word) const {
    return {papers_.number(word), papers_.number(other_number(word))};
  }

  [[nodiscard]] bool are_parts(const std::string& first, const std::string& second) const {
    if (Analyzer::is_stop_word(first) || Analyzer::is_stop_word(second)) return false;
    const bool has_second = listed_.contains(second) || listed_.contains(other_number(second));
    if (listed_.contains(first) && has_second) return true;
    return (is_acronym_(first) && papers_.number(second)) ||
           (is_acronym_(second) && papers_.number(first));
  }

  void list_candidates() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string word(words_.word(i));
      for (std::size_t at = 1; at < word.size(); ++at) {
        if (!starts_character(word[at])) continue;
        Candidate candidate{word, word.substr(0, at), word.substr(at), {}, {}};
        if (are_parts(candidate.first, candidate.second)) {
          candidates_.push_back(std::move(candidate));
        }
      }
    }
  }

  // Where the parts of a candidate stand side by side.
  void look_for_parts() {
    struct Wanted {
      Candidate* candidate;
      bool typed;
    };
    std::unordered_map<std::uint64_t, std::vector<Wanted>> wanted;
    std::bitset<1U << 20U> may_be_wanted;
    const auto key = [](WordNumber first, WordNumber second) {
      return std::uint64_t{first} << 32U | second;
    };
    const auto bit = [&](std::uint64_t pair) {
      return (pair * 0x9E3779B97F4A7C15U) >> 44U;  // the upper bits of the product mix all of it
    };
    for (Candidate& candidate : candidates_) {
      const std::optional<WordNumber> first = papers_.number(candidate.first);
      const Numbers second = numbers_of(candidate.second);
      for (const auto& number : {second.typed, second.other}) {
        if (!first || !number) continue;
        const std::uint64_t pair = key(*first, *number);
        wanted[pair].push_back({&candidate, number == second.typed});
        may_be_wanted.set(bit(pair));
      }
    }
    std::vector<WordNumber> before, here;  // the forms of two words that follow each other
    const auto note_pairs = [&](DocId doc) {
      for (const WordNumber first : before) {
        for (const WordNumber second : here) {
          const std::uint64_t pair = key(first, second);
          if (!may_be_wanted[bit(pair)]) continue;
          const auto found = wanted.find(pair);
          if (found == wanted.end()) continue;
          for (const auto& [candidate, typed] : found->second) {
            add(candidate->apart, doc);
            if (typed) add(candidate->apart_typed, doc);
          }
        }
      }
    };
    for (DocId doc = 1; doc <= papers_.doc_count(); ++doc) {
      IndexedTexts texts = papers_.texts(doc);
      for (IndexedText text; texts.next(text);) {
        before.clear();
        for (IndexedWords word(text); word.next(); before.swap(here)) {
          here.assign(word.variants.begin(), word.variants.end());
          here.push_back(word.word);
          note_pairs(doc);
        }
      }
    }
  }

  // Which papers have the words of the candidates that are left.
  void look_for_words() {
    std::vector<bool> wanted;
    const auto want = [&](std::optional<WordNumber> number) {
      if (!number) return;
      if (wanted.size() <= *number) wanted.resize(*number + 1);
      wanted[*number] = true;
    };
    for (const Candidate& candidate : candidates_) {
      const Numbers numbers = numbers_of(candidate.word);
      want(numbers.typed);
      want(numbers.other);
    }
    const auto note = [&](WordNumber number, DocId doc, bool in_text) {
      if (number >= wanted.size() || !wanted[number]) return;
      Holders& holders = holders_[number];
      add(holders.docs, doc);
      holders.in_text = holders.in_text || in_text;
    };
    for (DocId doc = 1; doc <= papers_.doc_count(); ++doc) {
      IndexedTexts texts = papers_.texts(doc);
      for (IndexedText text; texts.next(text);) {
        const bool in_text = text.field == TextField::Title || text.field == TextField::Keyword ||
                             text.field == TextField::Abstract;
        for (IndexedWords word(text); word.next();) {
          note(word.word, doc, in_text);
          for (const WordNumber variant : word.variants) note(variant, doc, in_text);
        }
      }
    }
  }

  // The papers with the word in either number.
  [[nodiscard]] Docs joined_papers(const Numbers& numbers) const {
    Docs all;
    for (const auto& number : {numbers.typed, numbers.other}) {
      const auto holders = number ? holders_.find(*number) : holders_.end();
      if (holders == holders_.end()) continue;
      Docs both;
      std::set_union(all.begin(), all.end(), holders->second.docs.begin(),
                     holders->second.docs.end(), std::back_inserter(both));
      all = std::move(both);
    }
    return all;
  }

  // A word with a hyphen is listed as one, too, but its parts stand there as well.
  static bool is_written_joined(const Holders& holders, const Candidate& candidate) {
    const std::size_t looked_at = std::min(kMaxLookedAt, holders.docs.size());
    return std::any_of(holders.docs.begin(),
                       holders.docs.begin() + static_cast<std::ptrdiff_t>(looked_at),
                       [&](DocId doc) {
                         return !std::binary_search(candidate.apart_typed.begin(),
                                                    candidate.apart_typed.end(), doc);
                       });
  }

  // The way to take a word apart that most papers use; nothing where nobody would miss papers.
  [[nodiscard]] std::optional<JoinedWord> best_of(Place first, Place last) const {
    const Numbers numbers = numbers_of(first->word);
    const auto holders = numbers.typed ? holders_.find(*numbers.typed) : holders_.end();
    if (holders == holders_.end() || !holders->second.in_text) return std::nullopt;
    const Candidate* best = nullptr;
    for (auto candidate = first; candidate != last; ++candidate) {
      const bool more = best == nullptr || candidate->apart.size() > best->apart.size();
      if (more && is_written_joined(holders->second, *candidate)) best = &*candidate;
    }
    if (best == nullptr) return std::nullopt;
    const Docs joined = joined_papers(numbers);
    const std::size_t both = count_shared(joined, best->apart);
    JoinedWord word{best->word, best->first + ' ' + best->second,
                    misses(joined.size(), best->apart.size() - both),
                    misses(best->apart.size(), joined.size() - both)};
    if (!word.joined_misses && !word.apart_misses) return std::nullopt;
    return word;
  }

  const ForwardIndex& papers_;
  const WordList& words_;
  const std::function<bool(const std::string&)>& is_acronym_;
  std::unordered_set<std::string_view> listed_;
  std::vector<Candidate> candidates_;  // by word in the order of the list
  std::unordered_map<WordNumber, Holders> holders_;
};

}  // namespace

std::vector<JoinedWord> find_joined_words(
    const ForwardIndex& papers, const WordList& words,
    const std::function<bool(const std::string&)>& is_acronym) {
  return Finder(papers, words, is_acronym).find();
}

}  // namespace paperfind
