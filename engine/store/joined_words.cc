#include "engine/store/joined_words.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <unordered_set>

#include "engine/base/parallel.h"
#include "engine/base/utf8.h"
#include "engine/schema/fields.h"
#include "engine/store/synonyms.h"
#include "engine/text/analyzer.h"

namespace paperfind {
namespace {

using Xapian::Query;

// What is missed is worth listing where it is this share of what is found.
constexpr double kMissedShare = 0.02;
// Papers looked at for one that writes the word as one; hyphenated words have none.
constexpr int kMaxLookedAt = 20;

class Finder {
 public:
  Finder(const Xapian::Database& db, const WordList& words,
         const std::function<bool(const std::string&)>& is_acronym)
      : db_(db), is_acronym_(is_acronym), enquire_(db) {
    for (std::size_t i = 0; i < words.size(); ++i) listed_.insert(words.word(i));
    enquire_.set_weighting_scheme(Xapian::BoolWeight());
    enquire_.set_docid_order(Xapian::Enquire::DONT_CARE);
  }

  [[nodiscard]] std::optional<JoinedWord> find(const std::string& word) {
    std::optional<JoinedWord> best;
    std::optional<bool> in_text;  // asked only of the few words that have two parts
    std::uint32_t most = 0;
    for (std::size_t at = 1; at < word.size(); ++at) {
      if (!starts_character(word[at])) continue;
      const std::string first = word.substr(0, at);
      const std::string second = word.substr(at);
      if (!are_parts(first, second)) continue;
      if (!in_text) in_text = is_in_text(word);
      if (!*in_text) break;
      if (!is_written_joined(word, first, second)) continue;
      const Query joined = either_number(word);
      const Query apart(Query::OP_PHRASE, Query(exact_term(first)), either_number(second));
      const std::uint32_t apart_papers = count(apart);
      if (apart_papers <= most) continue;
      most = apart_papers;
      const std::uint32_t joined_papers = count(joined);
      const std::uint32_t both = count(Query(Query::OP_AND, joined, apart));
      best = JoinedWord{word, first + ' ' + second, misses(joined_papers, apart_papers - both),
                        misses(apart_papers, joined_papers - both)};
    }
    return best;
  }

 private:
  static bool misses(std::uint32_t found, std::uint32_t missed) {
    return missed > 0 && missed >= kMissedShare * found;
  }

  // "Jing Song" and "Jingsong" are two people.
  [[nodiscard]] bool is_in_text(const std::string& word) const {
    constexpr TextField kTexts[] = {TextField::Title, TextField::Keyword, TextField::Abstract};
    return std::any_of(std::begin(kTexts), std::end(kTexts), [&](TextField field) {
      return db_.term_exists(exact_term(spec_of(field), word));
    });
  }

  [[nodiscard]] bool are_parts(const std::string& first, const std::string& second) const {
    if (Analyzer::is_stop_word(first) || Analyzer::is_stop_word(second)) return false;
    const bool has_second = listed_.contains(second) || listed_.contains(other_number(second));
    if (listed_.contains(first) && has_second) return true;
    return (is_acronym_(first) && db_.term_exists(exact_term(second))) ||
           (is_acronym_(second) && db_.term_exists(exact_term(first)));
  }

  // A word with a hyphen is listed as one, too, but its parts stand there as well.
  [[nodiscard]] bool is_written_joined(const std::string& word, const std::string& first,
                                       const std::string& second) const {
    const std::string term = exact_term(word);
    int looked_at = 0;
    for (auto it = db_.postlist_begin(term); it != db_.postlist_end(term); ++it) {
      if (!has_side_by_side(*it, first, second)) return true;
      if (++looked_at == kMaxLookedAt) break;
    }
    return false;
  }

  [[nodiscard]] bool has_side_by_side(Xapian::docid paper, const std::string& first,
                                      const std::string& second) const {
    auto left = db_.positionlist_begin(paper, exact_term(first));
    const auto left_end = db_.positionlist_end(paper, exact_term(first));
    if (left == left_end) return false;
    auto right = db_.positionlist_begin(paper, exact_term(second));
    const auto right_end = db_.positionlist_end(paper, exact_term(second));
    for (; left != left_end && right != right_end; ++left) {
      right.skip_to(*left + 1);
      if (right != right_end && *right == *left + 1) return true;
    }
    return false;
  }

  // "data sets" and "data set".
  [[nodiscard]] static Query either_number(const std::string& word) {
    return {Query::OP_OR, Query(exact_term(word)), Query(exact_term(other_number(word)))};
  }

  std::uint32_t count(const Query& query) {
    enquire_.set_query(query);
    return enquire_.get_mset(0, 1, db_.get_doccount()).get_matches_lower_bound();  // exact
  }

  const Xapian::Database& db_;
  const std::function<bool(const std::string&)>& is_acronym_;
  Xapian::Enquire enquire_;
  std::unordered_set<std::string_view> listed_;
};

}  // namespace

std::vector<JoinedWord> find_joined_words(
    const BuiltShard& built, const std::function<bool(const std::string&)>& is_acronym) {
  // Neighbouring words cost alike, and a word alone little: threads take some at a time.
  constexpr std::size_t kWordsAtOnce = 256;
  const std::size_t count = built.words.size();
  const std::size_t parts = (count + kWordsAtOnce - 1) / kWordsAtOnce;
  std::vector<std::vector<JoinedWord>> found(parts);
  const auto make_worker = [&] {
    const auto db = std::make_shared<Xapian::Database>(built.path.string());
    const auto finder = std::make_shared<Finder>(*db, built.words, is_acronym);
    return [&, db, finder](std::size_t part) -> Status {
      const std::size_t end = std::min(count, (part + 1) * kWordsAtOnce);
      for (std::size_t i = part * kWordsAtOnce; i < end; ++i) {
        std::optional<JoinedWord> word = finder->find(std::string(built.words.word(i)));
        if (word && (word->joined_misses || word->apart_misses)) {
          found[part].push_back(std::move(*word));
        }
      }
      return {};
    };
  };
  // Nothing but an exception can go wrong.
  (void)for_each_item(parts, built.jobs, make_worker);
  std::vector<JoinedWord> all;
  for (std::vector<JoinedWord>& part : found) {
    all.insert(all.end(), std::make_move_iterator(part.begin()),
               std::make_move_iterator(part.end()));
  }
  return all;
}

}  // namespace paperfind
