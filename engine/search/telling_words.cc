#include "engine/search/telling_words.h"

#include <algorithm>

#include "engine/search/plain_words.h"
#include "engine/text/markup.h"

namespace paperfind {
namespace {

constexpr std::size_t kLongestPhrase = 3;  // words
// Of one paper, so that a hostile one costs no more than a long one.
constexpr std::size_t kBytesRead = 6'000;  // of one text: an abstract has a third
constexpr std::size_t kKeywordsRead = 64;
constexpr std::size_t kStemsKept = 500;
constexpr unsigned kNumberBits = 21;  // of one stem in a key

// A word of the title says as much as so many in the abstract.
constexpr double kProminent = 3;

bool begins_sentence(std::string_view text, std::uint32_t at) {
  while (at > 0 && text[at - 1] == ' ') --at;
  return at == 0 || text[at - 1] == '.' || text[at - 1] == '!' || text[at - 1] == '?' ||
         text[at - 1] == '\n';
}

bool is_number(const Token& token) {
  return std::all_of(token.term.begin(), token.term.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

// Too short to stand where the rest of its compound was cut off: the "co" of "co-design".
bool is_stub(const Token& token) {
  constexpr std::size_t kShortestPart = 4;
  return token.term.size() < kShortestPart || says_little_alone(token.term);
}

bool says_something(const std::string& term) {
  if (term.size() < 3 || (term.size() > 4 && term.ends_with("ly"))) return false;
  return !says_little_alone(term) && std::any_of(term.begin(), term.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

PaperPhrases::PaperPhrases(const Paper& paper, Analyzer& analyzer) { read(paper, analyzer); }

PaperPhrases::PaperPhrases(const Paper& paper, Analyzer& analyzer, const PaperPhrases& wanted)
    : wanted_(&wanted), phrases_(wanted.phrases_.size()) {
  read(paper, analyzer);
}

void PaperPhrases::read(const Paper& paper, Analyzer& analyzer) {
  read(paper.title, Part::Title, analyzer);
  const std::size_t keywords = std::min(paper.keywords.size(), kKeywordsRead);
  for (std::size_t i = 0; i < keywords; ++i) read(paper.keywords[i], Part::Keyword, analyzer);
  read(paper.abstract, Part::Abstract, analyzer);
}

// From 1; 0 for one that no wanted phrase has, or one too many.
std::uint32_t PaperPhrases::number_of(const std::string& stem) {
  const auto& stems = wanted_ == nullptr ? stems_ : wanted_->stems_;
  const auto found = stems.find(stem);
  if (found != stems.end()) return found->second;
  if (wanted_ != nullptr || stems_.size() >= kStemsKept) return 0;
  return stems_.emplace(stem, static_cast<std::uint32_t>(stems_.size() + 1)).first->second;
}

Phrase* PaperPhrases::phrase_at(Key key, std::size_t first, std::size_t count) {
  std::size_t place = phrases_.size();
  if (wanted_ == nullptr) {
    place = by_key_.try_emplace(key, place).first->second;
    if (place == phrases_.size()) phrases_.emplace_back();
  } else {
    const auto found = wanted_->by_key_.find(key);
    if (found == wanted_->by_key_.end()) return nullptr;
    place = found->second;
  }
  Phrase& phrase = phrases_[place];
  for (std::size_t i = first; phrase.stems.size() < count; ++i) {
    phrase.stems.push_back(tokens_[i].stem);
  }
  return &phrase;
}

void PaperPhrases::add(Phrase& phrase, WrittenForm spelling) {
  phrase.weight += spelling.weight;
  for (WrittenForm& known : phrase.spellings) {
    if (known.folded != spelling.folded) continue;
    known.weight += spelling.weight;
    if (spelling.form > known.form) {
      known.form = spelling.form;
      known.text = std::move(spelling.text);
    }
    return;
  }
  phrase.spellings.push_back(std::move(spelling));
}

int PaperPhrases::form_of(std::string_view text, Part part, std::size_t at) const {
  if (part == Part::Abstract && !begins_sentence(text, tokens_[at].begin)) return 3;
  return part == Part::Keyword ? 2 : 1;
}

// Nothing but blanks or a hyphen stands between the words `at` and `at` + 1; a slash parts choices.
bool PaperPhrases::is_adjacent(std::string_view text, std::size_t at) const {
  const Token& left = tokens_[at];
  const Token& right = tokens_[at + 1];
  if (right.begin < left.end) return false;
  const std::string_view between = text.substr(left.end, right.begin - left.end);
  if (left.joined_to_next) return between.find('/') == std::string_view::npos;
  if (is_number(left) || is_number(right) || between.empty()) return false;
  return between.find_first_not_of(' ') == std::string_view::npos;
}

bool PaperPhrases::is_sayable(std::size_t first, std::size_t count) const {
  const Token& last = tokens_[first + count - 1];
  const bool cut_before = first > 0 && tokens_[first - 1].joined_to_next;
  if ((cut_before && is_stub(tokens_[first])) || (last.joined_to_next && is_stub(last))) {
    return false;
  }
  return count > 1 || says_something(last.term);
}

void PaperPhrases::read(std::string_view text, Part part, Analyzer& analyzer) {
  text = text.substr(0, kBytesRead);
  analyzer.analyze(text, tokens_);
  numbers_.clear();
  for (const Token& token : tokens_) {
    const bool tells = !Analyzer::is_stop_word(token.term) && !is_academic_furniture(token.term);
    words_ += tells ? 1 : 0;
    numbers_.push_back(tells ? number_of(token.stem) : 0);
  }
  const double weight = part == Part::Abstract ? 1 : kProminent;
  for (std::size_t at = 0; at < tokens_.size(); ++at) {
    Key key = 0;
    for (std::size_t count = 1; count <= kLongestPhrase && at + count <= tokens_.size(); ++count) {
      const std::size_t last = at + count - 1;
      if (numbers_[last] == 0 || (count > 1 && !is_adjacent(text, last - 1))) break;
      key = key << kNumberBits | numbers_[last];
      Phrase* phrase = phrase_at(key, at, count);
      if (phrase == nullptr) continue;
      std::string folded;
      for (std::size_t i = at; i <= last; ++i) folded += tokens_[i].term;
      const std::uint32_t begin = tokens_[at].begin;
      add(*phrase, {std::move(folded), plain_text(text.substr(begin, tokens_[last].end - begin)),
                    form_of(text, part, at), weight});
      phrase->sayable = phrase->sayable || is_sayable(at, count);
      phrase->weak = phrase->weak || (count == 1 && says_little_alone(tokens_[at].term));
    }
    if (tokens_[at].joined_to_next && numbers_[at] != 0) add_joined(text, part, at, analyzer);
  }
}

// "micro-controller" counts as "microcontroller" too: papers that write it either way share it.
void PaperPhrases::add_joined(std::string_view text, Part part, std::size_t at,
                              Analyzer& analyzer) {
  if (at + 1 >= tokens_.size()) return;
  WrittenForm joined{tokens_[at].term + tokens_[at + 1].term,
                     {},
                     form_of(text, part, at),
                     part == Part::Abstract ? 1 : kProminent};
  const std::vector<std::string>& variants = tokens_[at].variants;
  if (std::find(variants.begin(), variants.end(), joined.folded) == variants.end()) return;
  const std::string stem(analyzer.stem(joined.folded));
  const std::uint32_t number = number_of(stem);
  Phrase* phrase = number == 0 ? nullptr : phrase_at(number, at, 0);
  if (phrase == nullptr) return;
  if (phrase->stems.empty()) phrase->stems.push_back(stem);
  const std::uint32_t begin = tokens_[at].begin;
  joined.text = plain_text(text.substr(begin, tokens_[at + 1].end - begin));
  add(*phrase, std::move(joined));
  phrase->sayable = true;
}

}  // namespace paperfind
