#include "engine/store/title_phrases.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <compare>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/text/analyzer.h"

namespace paperfind {
namespace {

using Number = std::uint32_t;
constexpr Number kNone = std::numeric_limits<Number>::max();
constexpr std::size_t kLongest = 4;      // words
constexpr std::size_t kFormsRead = 200;  // of one phrase, to choose the one to show

// No phrase begins or ends with them or with a stop word.
constexpr std::array<std::string_view, 10> kJoiners = {"across", "against", "during", "through",
                                                       "toward", "towards", "under",  "via",
                                                       "within", "without"};

// Typed in capitals these join words instead of being searched.
constexpr std::array<std::string_view, 5> kOperators = {"AND", "OR", "NOT", "NEAR", "ADJ"};

bool is_plain(unsigned char byte) {
  constexpr std::string_view kSigns = "-'+#./& ";
  return std::isalnum(byte) != 0 || byte >= 0x80 ||
         kSigns.find(static_cast<char>(byte)) != std::string_view::npos;
}

bool all_plain(std::string_view text) { return std::all_of(text.begin(), text.end(), is_plain); }

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

// All words of all titles, one after the other.
class Words {
 public:
  explicit Words(const TitleList& titles) : titles_(titles) {
    Analyzer analyzer;
    std::vector<Token> tokens;
    for (DocId paper = 1; paper <= titles.size(); ++paper) {
      analyzer.analyze(titles.of(paper).own, tokens, FirstBytes());
      add(paper, tokens);
    }
  }

  [[nodiscard]] Number size() const { return static_cast<Number>(words_.size()); }
  [[nodiscard]] Number word(Number at) const { return words_[at].word; }
  [[nodiscard]] DocId paper(Number at) const { return words_[at].paper; }
  [[nodiscard]] const std::string& spelled(Number word) const { return *spellings_[word]; }
  // True when a phrase may have this word and the one before.
  [[nodiscard]] bool follows(Number at) const { return words_[at].follows; }
  [[nodiscard]] bool may_stand(Number at) const { return words_[at].plain; }
  // The words [first, first + count) as printed.
  [[nodiscard]] std::string_view printed(Number first, std::size_t count) const {
    const Number begin = words_[first].begin;
    Number end = begin;
    for (std::size_t i = 0; i < count; ++i) end = std::max(end, words_[first + i].end);
    return std::string_view(titles_.of(words_[first].paper).own).substr(begin, end - begin);
  }

 private:
  struct Word {
    Number word;
    DocId paper;
    Number begin, end;  // in the title
    bool plain, follows;
  };

  void add(DocId paper, const std::vector<Token>& tokens) {
    const std::string_view title = titles_.of(paper).own;
    const Token* before = nullptr;
    for (const Token& token : tokens) {
      const auto [entry, fresh] =
          numbers_.emplace(token.term, static_cast<Number>(spellings_.size()));
      if (fresh) spellings_.push_back(&entry->first);
      const bool plain = all_plain(title.substr(token.begin, token.end - token.begin));
      const bool follows =
          before != nullptr && plain && words_.back().plain && are_beside(title, *before, token);
      words_.push_back({entry->second, paper, token.begin, token.end, plain, follows});
      before = &token;
    }
  }

  static bool are_beside(std::string_view title, const Token& first, const Token& second) {
    if (second.begin <= first.end) return true;  // overlapping, as Chinese bigrams do
    const std::string_view between = title.substr(first.end, second.begin - first.end);
    return first.joined_to_next ? all_plain(between)
                                : between.find_first_not_of(' ') == std::string_view::npos;
  }

  const TitleList& titles_;
  std::unordered_map<std::string, Number> numbers_;
  std::vector<const std::string*> spellings_;
  std::vector<Word> words_;
};

// A run of words that enough titles have; where it begins in Words is listed in Runs.
struct Run {
  Number shorter;  // the run without its last word; kNone for a single word
  Number last_word;
  std::size_t words;
  std::size_t begin, end;  // of its places
  std::size_t papers;
  bool covered = false;  // a longer run says it
};

// Longer and longer runs: one that is frequent consists of two that are.
class Runs {
 public:
  Runs(const Words& words, std::size_t least) : words_(words), least_(least) {
    run_at_.assign(words.size(), kNone);
    for (std::size_t length = 1; length <= kLongest; ++length) extend(length);
    cover();
  }

  std::vector<TitlePhrase> phrases() const {
    std::vector<TitlePhrase> out;
    for (Number run = 0; run < runs_.size(); ++run) {
      if (!runs_[run].covered && may_show(runs_[run])) out.push_back(phrase(runs_[run]));
    }
    std::sort(out.begin(), out.end(),
              [](const TitlePhrase& a, const TitlePhrase& b) { return a.key < b.key; });
    return out;
  }

 private:
  struct Found {
    Number shorter, last_word, place;
    friend auto operator<=>(const Found&, const Found&) = default;
  };

  void extend(std::size_t length) {
    std::vector<Found> found;
    for (Number at = 0; at + length <= words_.size(); ++at) {
      const auto last = static_cast<Number>(at + length - 1);
      const bool grows =
          length == 1 ? words_.may_stand(at)
                      : words_.follows(last) && run_at_[at] != kNone && run_at_[at + 1] != kNone;
      if (grows) found.push_back({length == 1 ? kNone : run_at_[at], words_.word(last), at});
    }
    std::sort(found.begin(), found.end());
    std::fill(run_at_.begin(), run_at_.end(), kNone);
    for (auto first = found.begin(); first != found.end();) {
      const auto last = std::find_if(first, found.end(), [&](const Found& other) {
        return other.shorter != first->shorter || other.last_word != first->last_word;
      });
      add(std::span(&*first, static_cast<std::size_t>(last - first)), length);
      first = last;
    }
  }

  void add(std::span<const Found> found, std::size_t length) {
    std::size_t papers = 0;
    DocId before = 0;
    for (const Found& each : found) {
      papers += words_.paper(each.place) != before ? 1 : 0;
      before = words_.paper(each.place);
    }
    if (papers < least_) return;
    const auto number = static_cast<Number>(runs_.size());
    const std::size_t begin = places_.size();
    for (const Found& each : found) {
      places_.push_back(each.place);
      run_at_[each.place] = number;
    }
    runs_.push_back(
        {found.front().shorter, found.front().last_word, length, begin, places_.size(), papers});
  }

  // Longer runs come after shorter ones.
  void cover() {
    for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
      if (run->shorter == kNone || !(run->covered || may_show(*run))) continue;
      Run& shorter = runs_[run->shorter];
      if (run->papers * 5 >= shorter.papers * 4) shorter.covered = true;
    }
  }

  bool may_show(const Run& run) const {
    const std::string& first = words_.spelled(words_.word(places_[run.begin]));
    const std::string& last = words_.spelled(run.last_word);
    if (is_joiner(first) || is_joiner(last)) return false;
    return run.words > 1 ? has_letter(first) || has_letter(last)
                         : has_letter(first) && first.size() > 1;
  }

  TitlePhrase phrase(const Run& run) const {
    TitlePhrase out;
    const Number first = places_[run.begin];
    for (std::size_t i = 0; i < run.words; ++i) {
      if (i > 0) out.key += ' ';
      out.key += words_.spelled(words_.word(static_cast<Number>(first + i)));
    }
    std::map<std::string_view, std::size_t> forms;
    for (std::size_t i = run.begin; i < run.end; ++i) {
      const DocId paper = words_.paper(places_[i]);
      if (out.papers.empty() || out.papers.back() != paper) out.papers.push_back(paper);
      if (i - run.begin >= kFormsRead) continue;
      const std::string_view form = words_.printed(places_[i], run.words);
      if (!holds_operator(form)) ++forms[form];
    }
    const auto most =
        std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
          return std::pair(a.second, a.first) < std::pair(b.second, b.first);
        });
    out.as_written = most == forms.end() ? out.key : std::string(most->first);
    return out;
  }

  const Words& words_;
  std::size_t least_;
  std::vector<Number> run_at_;  // of the length last looked for, by where it begins
  std::vector<Run> runs_;
  std::vector<Number> places_;
};

}  // namespace

void TitleList::add(const Paper& paper) {
  Titles titles;
  if (paper.status != PaperStatus::Withdrawn) {
    titles.own = paper.title;
    for (const auto& [language, translation] : paper.translations) {
      titles.translated += translation.title + '\n';
    }
  }
  titles_.push_back(std::move(titles));
}

void TitleList::append(TitleList&& later) {
  std::move(later.titles_.begin(), later.titles_.end(), std::back_inserter(titles_));
}

std::vector<TitlePhrase> find_title_phrases(const TitleList& titles, std::size_t least) {
  const Words words(titles);
  return Runs(words, least).phrases();
}

}  // namespace paperfind
