#include "engine/text/acronyms.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "engine/text/analyzer.h"
#include "engine/text/markup.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr std::size_t kMaxPairs = 50;         // in one text
constexpr std::size_t kMaxInsideBytes = 120;  // between the parentheses
constexpr std::size_t kMaxWords = 13;         // of a long form: 8 letters and five small words
// A single word may be a long form when it is long ("electroencephalography", EEG).
constexpr std::size_t kLongWordBytes = 10;
constexpr std::size_t kFewLetters = 4;
constexpr std::size_t kMaxWordBytes = 64;  // what is longer is no word

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) {
  return is_capital(c) || is_small(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string folded;
};

// Dashes, quotes and blanks of typesetting as the ASCII ones, so that they part words.
std::string with_plain_punctuation(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kSame[] = {
      {"\xE2\x80\x90", '-'},  {"\xE2\x80\x91", '-'},  {"\xE2\x80\x93", '-'}, {"\xE2\x80\x94", ';'},
      {"\xE2\x80\x98", '\''}, {"\xE2\x80\x99", '\''}, {"\xE2\x80\x9C", '"'}, {"\xE2\x80\x9D", '"'},
      {"\xC2\xA0", ' '},      {"\xE2\x80\x89", ' '},  {"\xE2\x80\xAF", ' '}, {"\xEF\xBC\x88", '('},
      {"\xEF\xBC\x89", ')'},
  };
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const auto* same = std::end(kSame);
    if (static_cast<unsigned char>(rest.front()) >= 0x80) {
      same = std::find_if(std::begin(kSame), std::end(kSame),
                          [&](const auto& pair) { return rest.starts_with(pair.first); });
    }
    out += same == std::end(kSame) ? rest.front() : same->second;
    at += same == std::end(kSame) ? 1 : same->first.size();
  }
  return out;
}

// What may stand between two words of one long form.
bool is_tight(std::string_view between) {
  return between.find_first_not_of(" \t\r\n-/\"'") == std::string_view::npos;
}

// The words that end at `end`, back to punctuation, in order of text; at most `most`.
std::vector<Word> words_before(std::string_view text, std::size_t end, std::size_t most) {
  std::vector<Word> words;
  std::size_t at = end;
  while (words.size() < most) {
    std::size_t last = at;
    while (last > 0 && !is_word_byte(text[last - 1])) --last;
    if (last == 0 || !is_tight(text.substr(last, at - last))) break;
    at = last;
    while (at > 0 && is_word_byte(text[at - 1])) --at;
    if (last - at > kMaxWordBytes) break;
    words.push_back({at, last, fold(text.substr(at, last - at))});
  }
  std::reverse(words.begin(), words.end());
  return words;
}

bool is_small_word(const Word& word) { return Analyzer::is_stop_word(word.folded); }

// How many letters of an acronym begin a word, where all letters and all words find their place.
class Alignment {
 public:
  Alignment(std::string_view letters, std::span<const Word> words)
      : letters_(letters), words_(words) {
    for (auto& row : known_) row.fill(kUnknown);
  }

  std::optional<std::size_t> initials() {
    if (words_.empty() || is_small_word(words_.back()) ||
        words_.front().folded.substr(0, 1) != letters_.substr(0, 1)) {
      return std::nullopt;
    }
    const int best = from(0, 0);
    return best < 0 ? std::nullopt : std::optional<std::size_t>(best);
  }

 private:
  static constexpr int kUnknown = -2;
  static constexpr int kNone = -1;

  int from(std::size_t letter, std::size_t word) {
    if (word == words_.size()) return letter == letters_.size() ? 0 : kNone;
    int& best = known_[letter][word];
    if (best != kUnknown) return best;
    best = kNone;
    if (word > 0 && is_small_word(words_[word])) best = from(letter, word + 1);
    const std::string& text = words_[word].folded;
    if (letter == letters_.size() || text.empty() || text.front() != letters_[letter]) return best;
    // The first letter, and then as many as are found further on in the word.
    std::size_t inside = 0;
    for (std::size_t next = letter + 1;; ++next) {
      const int rest = from(next, word + 1);
      if (rest >= 0) best = std::max(best, rest + 1);
      if (next == letters_.size()) return best;
      inside = text.find(letters_[next], inside + 1);
      if (inside == std::string::npos) return best;
    }
  }

  std::string_view letters_;
  std::span<const Word> words_;
  std::array<std::array<int, kMaxWords + 1>, kMaxAcronymBytes + 1> known_{};
};

// Without hyphens and the 's' of a plural.
std::string letters_of(std::string_view acronym) {
  std::string letters;
  for (const char c : acronym) {
    if (c != '-') letters += is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return letters;
}

std::string_view singular(std::string_view word) {
  const bool plural =
      word.size() > 2 && word.back() == 's' && is_acronym(word.substr(0, word.size() - 1));
  return plural ? word.substr(0, word.size() - 1) : word;
}

// The initials it takes to believe that `words` are what `letters` stand for.
bool is_convincing(std::size_t initials, std::string_view letters, std::span<const Word> words) {
  if (words.size() == 1) {
    const std::size_t bytes = words.front().folded.size();
    return bytes >= kLongWordBytes && letters.size() <= kFewLetters;
  }
  return 2 * initials >= letters.size();
}

std::string spelled(std::string_view text, std::span<const Word> words) {
  std::string out;
  for (const char c : text.substr(words.front().begin, words.back().end - words.front().begin)) {
    const bool blank = is_ascii_blank(static_cast<unsigned char>(c));
    if (!blank) out += c;
    if (blank && out.back() != ' ') out += ' ';
  }
  return out;
}

class Finder {
 public:
  explicit Finder(std::string text) : text_(std::move(text)) {}

  std::vector<AcronymPair> find() {
    for (std::size_t open = text_.find('('); open != std::string::npos && found_.size() < kMaxPairs;
         open = text_.find('(', open + 1)) {
      const std::size_t close = text_.find_first_of("()", open + 1);
      if (close == std::string::npos || text_[close] == '(') continue;
      if (close - open > kMaxInsideBytes) continue;
      read(open, close);
    }
    return std::move(found_);
  }

 private:
  void read(std::size_t open, std::size_t close) {
    const std::string_view all(text_);
    std::string_view inside = all.substr(open + 1, close - open - 1);
    inside = inside.substr(0, inside.find_first_of(",;:"));
    while (!inside.empty() && std::string_view(" \"'").find(inside.back()) != std::string::npos)
      inside.remove_suffix(1);
    const std::size_t first = std::min(inside.find_first_not_of(" \"'"), inside.size());
    inside.remove_prefix(first);
    if (is_acronym(singular(inside))) return read_acronym(singular(inside), open);
    read_words(open, static_cast<std::size_t>(inside.data() - all.data()) + inside.size());
  }

  // "keyword spotting (KWS)"
  void read_acronym(std::string_view acronym, std::size_t open) {
    const std::string letters = letters_of(acronym);
    const std::size_t most = std::min({letters.size() + 5, letters.size() * 2, kMaxWords});
    const std::vector<Word> words = words_before(text_, open, most);
    std::size_t best = 0;
    std::span<const Word> long_form;
    for (std::size_t count = 1; count <= words.size(); ++count) {
      const auto tail = std::span<const Word>(words).last(count);
      const auto initials = Alignment(letters, tail).initials();
      if (!initials || *initials <= best || !is_convincing(*initials, letters, tail)) continue;
      best = *initials;
      long_form = tail;
    }
    add(acronym, long_form);
  }

  // "KWS (keyword spotting)"
  void read_words(std::size_t open, std::size_t end) {
    std::size_t last = open;
    while (last > 0 && text_[last - 1] == ' ') --last;
    std::size_t begin = last;
    while (begin > 0 && (is_word_byte(text_[begin - 1]) || text_[begin - 1] == '-')) --begin;
    const std::string_view acronym = singular(std::string_view(text_).substr(begin, last - begin));
    if (!is_acronym(acronym)) return;
    const std::vector<Word> words = words_before(text_, end, kMaxWords);
    const std::string letters = letters_of(acronym);
    const std::size_t most = std::min(letters.size() + 5, letters.size() * 2);
    if (words.empty() || words.size() > most || !starts_parenthesis(words.front().begin)) return;
    const auto initials = Alignment(letters, words).initials();
    if (initials && is_convincing(*initials, letters, words)) add(acronym, words);
  }

  [[nodiscard]] bool starts_parenthesis(std::size_t at) const {
    while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '"')) --at;
    return at > 0 && text_[at - 1] == '(';
  }

  void add(std::string_view acronym, std::span<const Word> words) {
    if (words.empty()) return;
    const std::string folded = fold(acronym);
    const bool circular = std::any_of(words.begin(), words.end(),
                                      [&](const Word& word) { return word.folded == folded; });
    if (!circular) found_.push_back({std::string(acronym), spelled(text_, words)});
  }

  std::string text_;
  std::vector<AcronymPair> found_;
};

}  // namespace

bool is_acronym(std::string_view word) {
  std::size_t capitals = 0, letters = 0;
  bool roman = true;
  for (const char c : word) {
    if (!is_capital(c) && !is_small(c) && !is_digit(c) && c != '-') return false;
    capitals += is_capital(c) ? 1 : 0;
    letters += c == '-' ? 0 : 1;
    roman = roman && (c == 'I' || c == 'V' || c == 'X');
  }
  return letters >= 2 && letters <= kMaxAcronymBytes && capitals >= 2 && !roman &&
         !is_digit(word.front()) && word.front() != '-' && word.back() != '-';
}

std::vector<AcronymPair> find_acronyms(std::string_view text) {
  if (text.find('(') == std::string_view::npos &&
      text.find("\xEF\xBC\x88") == std::string_view::npos) {
    return {};
  }
  return Finder(with_plain_punctuation(plain_text(text))).find();
}

}  // namespace paperfind
