#include "engine/store/title_phrases.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <compare>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include "engine/base/string_numbers.h"
#include "engine/store/sections.h"
#include "engine/text/analyzer.h"

namespace paperfind {
namespace {

using Number = std::uint32_t;
constexpr Number kNone = std::numeric_limits<Number>::max();
constexpr std::size_t kFormsRead = 200;  // of one phrase, to choose the one to show

// No phrase begins or ends with them or with a stop word.
constexpr std::array<std::string_view, 10> kJoiners = {"across", "against", "during", "through",
                                                       "toward", "towards", "under",  "via",
                                                       "within", "without"};

// Typed in capitals these join words instead of being searched.
constexpr std::array<std::string_view, 5> kOperators = {"AND", "OR", "NOT", "NEAR", "ADJ"};

bool has_letter(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; });
}

bool is_joiner(std::string_view word) {
  return Analyzer::is_stop_word(word) ||
         std::find(kJoiners.begin(), kJoiners.end(), word) != kJoiners.end();
}

bool holds_operator(std::string_view text) {
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    if (std::find(kOperators.begin(), kOperators.end(), text.substr(0, blank)) != kOperators.end())
      return true;
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return false;
}

// All words of all titles, every one of which counts as changed.
class AnalyzedTitles : public TitleWords {
 public:
  explicit AnalyzedTitles(const TitleList& titles) : titles_(titles) {
    Analyzer analyzer;
    std::vector<Token> tokens;
    for (DocId paper = 1; paper <= titles.size(); ++paper) {
      const std::string& title = titles.of(paper).own;
      analyzer.analyze(title, tokens, FirstBytes());
      const std::string forms = forms_of(title, tokens);
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        add({numbers_.of(tokens[i].term), paper, tokens[i].begin, tokens[i].end,
             TitleForm(forms[i]), TitleState::Fresh});
      }
    }
  }

  [[nodiscard]] std::string_view spelled(Number word) const override { return numbers_[word]; }
  [[nodiscard]] std::string printed(Number first, std::size_t count) const override {
    return std::string(printed_in(titles_.of((*this)[first].paper).own, first, count));
  }

 private:
  const TitleList& titles_;
  StringNumbers numbers_;
};

// A run of words that enough titles have; where it begins in the words is listed in Runs.
struct Run {
  Number shorter;  // the run without its last word; kNone for a single word
  Number last_word;
  std::size_t words;
  std::size_t begin, end, all_end;  // of its places; those in titles that are gone come last
  std::size_t papers = 0;
  bool changed = false;  // stands in a title that changed
  bool shown = false;    // may be a phrase
  bool covered = false;  // a longer run says it
};

// Longer and longer runs: one that is frequent goes on one that is. Where few titles changed, only
// runs that stand in these, and those they might be covered by.
class Runs {
 public:
  Runs(const TitleWords& words, std::size_t least) : words_(words), least_(least) {
    begin_with_words();
    std::size_t begin = 0;
    for (std::size_t length = 2; length <= kLongestPhrase; ++length) {
      const std::size_t end = runs_.size();
      for (std::size_t run = begin; run < end; ++run) extend(static_cast<Number>(run));
      begin = end;
    }
    cover();
  }

  std::vector<TitlePhrase> phrases() const {
    std::vector<TitlePhrase> out;
    for (Number run = 0; run < runs_.size(); ++run) {
      const Run& each = runs_[run];
      if (each.changed && !each.covered && each.shown) out.push_back(phrase(each));
    }
    std::sort(out.begin(), out.end(),
              [](const TitlePhrase& a, const TitlePhrase& b) { return a.key < b.key; });
    return out;
  }

 private:
  // How a run goes on, and where the longer one begins.
  struct Found {
    Number last_word, place;
    friend auto operator<=>(const Found&, const Found&) = default;
  };

  // The single words that are frequent and stand in a title that changed.
  void begin_with_words() {
    std::vector<Number> begins;  // of the places of each word, when they lie side by side
    for (Number at = 0; at < words_.size(); ++at) {
      const Number word = words_[at].word;
      if (word >= occurrences_.size()) {
        occurrences_.resize(std::max<std::size_t>(word + 1, 2 * occurrences_.size()), 0);
        changed_.resize(occurrences_.size(), false);
      }
      ++occurrences_[word];
      if (words_[at].state != TitleState::Same) changed_[word] = true;
    }
    begins.resize(occurrences_.size() + 1, 0);
    const auto is_wanted = [&](const TitleWord& word) {
      return changed_[word.word] && occurrences_[word.word] >= least_ && word.form.is_plain();
    };
    for (Number at = 0; at < words_.size(); ++at) {
      if (is_wanted(words_[at])) ++begins[words_[at].word + 1];
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    std::vector<Found> found(begins.back());
    for (Number at = 0; at < words_.size(); ++at) {
      const TitleWord& word = words_[at];
      if (is_wanted(word)) found[begins[word.word]++] = {word.word, at};
    }
    add_all(found, kNone, 1);
  }

  void extend(Number number) {
    const Run run = runs_[number];
    // What did not change matters as far as it covers what did, itself or by a longer run.
    if (!run.changed && run.shown) return;
    std::vector<Found> found;
    for (std::size_t i = run.begin; i < run.all_end; ++i) {
      const auto last = static_cast<Number>(places_[i] + run.words);
      if (last >= words_.size() || !words_[last].form.follows()) continue;
      const Number word = words_[last].word;
      if (occurrences_[word] >= least_) found.push_back({word, places_[i]});
    }
    std::sort(found.begin(), found.end());
    add_all(found, number, run.words + 1);
  }

  // In order of their last words.
  void add_all(std::span<const Found> found, Number shorter, std::size_t length) {
    for (std::size_t first = 0; first < found.size();) {
      std::size_t last = first;
      while (last < found.size() && found[last].last_word == found[first].last_word) ++last;
      if (last - first >= least_) add(found.subspan(first, last - first), shorter, length);
      first = last;
    }
  }

  void add(std::span<const Found> found, Number shorter, std::size_t length) {
    Run run{shorter, found.front().last_word, length, places_.size(), 0, 0};
    std::size_t there = 0;
    DocId before = 0;
    for (const Found& each : found) {
      const TitleWord& word = words_[each.place];
      run.changed = run.changed || word.state != TitleState::Same;
      if (word.state == TitleState::Gone) continue;
      run.papers += word.paper != before ? 1 : 0;
      before = word.paper;
      ++there;
    }
    if (run.papers < least_) return;
    for (const Found& each : found) places_.push_back(each.place);
    run.end = run.begin + there;
    run.all_end = places_.size();
    run.shown = may_show(run);
    runs_.push_back(run);
  }

  // Longer runs come after shorter ones.
  void cover() {
    for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
      if (run->shorter == kNone || !(run->covered || run->shown)) continue;
      Run& shorter = runs_[run->shorter];
      if (run->papers * 5 >= shorter.papers * 4) shorter.covered = true;
    }
  }

  bool may_show(const Run& run) const {
    const std::string_view first = words_.spelled(words_[places_[run.begin]].word);
    const std::string_view last = words_.spelled(run.last_word);
    if (is_joiner(first) || is_joiner(last)) return false;
    return run.words > 1 ? has_letter(first) || has_letter(last)
                         : has_letter(first) && first.size() > 1;
  }

  TitlePhrase phrase(const Run& run) const {
    TitlePhrase out;
    const Number first = places_[run.begin];
    for (std::size_t i = 0; i < run.words; ++i) {
      if (i > 0) out.key += ' ';
      out.key += words_.spelled(words_[static_cast<Number>(first + i)].word);
    }
    std::map<std::string, std::size_t> forms;
    for (std::size_t i = run.begin; i < run.end; ++i) {
      const DocId paper = words_[places_[i]].paper;
      if (out.papers.empty() || out.papers.back() != paper) out.papers.push_back(paper);
      if (i - run.begin >= kFormsRead) continue;
      std::string form = words_.printed(places_[i], run.words);
      if (!holds_operator(form)) ++forms[std::move(form)];
    }
    const auto most =
        std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
          return std::pair(a.second, a.first) < std::pair(b.second, b.first);
        });
    out.as_written = most == forms.end() ? out.key : most->first;
    return out;
  }

  const TitleWords& words_;
  std::size_t least_;
  std::vector<Number> occurrences_;  // of each word
  std::vector<bool> changed_;        // words of titles that changed
  std::vector<Run> runs_;
  std::vector<Number> places_;
};

}  // namespace

void write_phrases(PackedWriter& out, const std::vector<TitlePhrase>& phrases) {
  std::vector<std::string_view> keys, as_written;
  std::vector<Number> begins{0}, papers;
  for (const TitlePhrase& phrase : phrases) {
    keys.push_back(phrase.key);
    as_written.push_back(phrase.as_written);
    papers.insert(papers.end(), phrase.papers.begin(), phrase.papers.end());
    begins.push_back(static_cast<Number>(papers.size()));
  }
  write_keys(out, keys);
  write_keys(out, as_written);
  out.numbers(begins);
  out.numbers(papers);
}

std::vector<TitlePhrase> find_title_phrases(const TitleList& titles, std::size_t least) {
  return find_title_phrases(AnalyzedTitles(titles), least);
}

std::vector<TitlePhrase> find_title_phrases(const TitleWords& words, std::size_t least) {
  return Runs(words, least).phrases();
}

}  // namespace paperfind
