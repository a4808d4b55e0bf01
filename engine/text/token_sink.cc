#include "engine/text/token_sink.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

// A word is folded no further than this: much more than a term holds, little enough that megabytes
// of one word cost nothing.
constexpr std::uint32_t kMaxFoldedChars = 1000;
constexpr std::size_t kMaxVariants = 12;  // of one word: A-1/2/3/4/… has no end
constexpr std::size_t kMaxWholeJoin = 6;  // words in a compound whose whole joined form is kept

constexpr std::array<std::string_view, 6> kConjunctions = {"and", "or", "to", "nor", "und", "et"};

void cut_on_character(std::string& term) { term.resize(head_of(term, kMaxTermBytes).size()); }

// What folding may leave that no term holds.
void fold_into(const std::string& raw, std::string& term) {
  term = fold(raw);
  std::erase_if(term, [](char c) { return c == ' ' || c == '\'' || c == '"' || c == '\0'; });
  cut_on_character(term);
}

void add_variant(Token& token, std::string variant) {
  const bool useless = variant.empty() || variant.size() > kMaxTermBytes || variant == token.term ||
                       token.variants.size() >= kMaxVariants;
  if (useless ||
      std::find(token.variants.begin(), token.variants.end(), variant) != token.variants.end())
    return;
  token.variants.push_back(std::move(variant));
}

bool folds_to_itself(char32_t code) {
  return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3041 && code <= 0x3096) ||
         (code >= 0x30A1 && code <= 0x30FC);
}

bool is_voicing_mark(char32_t code) {
  return code == 0x3099 || code == 0x309A || code == 0xFF9E || code == 0xFF9F;
}

}  // namespace

struct DictionaryWords::Impl {
  std::unique_ptr<icu::BreakIterator> iterator;
  icu::UnicodeString text;
  std::vector<std::uint32_t> char_at;  // index of the character at each UTF-16 unit
  std::vector<std::uint32_t> ends;
};

DictionaryWords::DictionaryWords() : impl_(std::make_unique<Impl>()) {}
DictionaryWords::~DictionaryWords() = default;

const std::vector<std::uint32_t>& DictionaryWords::ends(const std::vector<TextChar>& chars,
                                                        std::uint32_t first, std::uint32_t last) {
  impl_->ends.clear();
  if (!impl_->iterator) {
    UErrorCode status = U_ZERO_ERROR;
    impl_->iterator.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  }
  if (impl_->iterator) {
    impl_->text.remove();
    impl_->char_at.clear();
    for (std::uint32_t i = first; i < last; ++i) {
      impl_->text.append(static_cast<UChar32>(chars[i].code));
      impl_->char_at.resize(static_cast<std::size_t>(impl_->text.length()), i);
    }
    impl_->iterator->setText(impl_->text);
    for (int32_t at = impl_->iterator->next(); at != icu::BreakIterator::DONE;
         at = impl_->iterator->next()) {
      if (at < impl_->text.length())
        impl_->ends.push_back(impl_->char_at[static_cast<std::size_t>(at)]);
    }
  }
  impl_->ends.push_back(last);
  return impl_->ends;
}

Token& TokenSink::next_token() {
  if (count_ == out_.size()) out_.emplace_back();
  Token& token = out_[count_];
  token.term.clear();
  token.variants.clear();
  token.joined_to_next = false;
  return token;
}

void TokenSink::end_token(Token& token, const Atom& atom, std::uint32_t begin, std::uint32_t end) {
  const bool stemmed =
      !token.term.empty() && stemming_.stemmed[static_cast<unsigned char>(token.term.front())];
  if (atom.kind == AtomKind::Word && !atom.numeric && stemmed) {
    token.stem = stemming_.stemmer.stem(token.term);
  } else {
    token.stem = token.term;
  }
  token.begin = begin;
  token.end = end;
  token.position = static_cast<std::uint32_t>(++count_);
}

// A PDF's hyphen at the end of a line: "allow- ing" is allowing too. "Inter- and Intra-" is not.
void TokenSink::join_line_break(Token& token) {
  if (count_ < 2) return;
  Token& before = out_[count_ - 2];
  if (token.begin != before.end + 2 || text_[before.end] != '-') return;
  const char first = text_[token.begin];
  const char last = text_[before.end - 1];
  const bool letters = first >= 'a' && first <= 'z' &&
                       ((last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z'));
  if (!letters ||
      std::find(kConjunctions.begin(), kConjunctions.end(), token.term) != kConjunctions.end())
    return;
  add_variant(before, before.term + token.term);
}

void TokenSink::add_ascii(std::string_view word, std::uint32_t begin,
                          const std::vector<Atom>& atoms) {
  token_of_atom_.clear();
  for (const Atom& atom : atoms) {
    Token& token = next_token();
    const std::uint32_t last = std::min(atom.last, atom.first + kMaxFoldedChars);
    append_folded(word, atom.first, last, atom.kind == AtomKind::Symbol, token.term);
    cut_on_character(token.term);
    token_of_atom_.push_back(count_);
    end_token(token, atom, begin + atom.first, begin + atom.whole);
    if (atom.whole != atom.last) add_variant(token, token.term + "s");
    if (count_ > 1 && &atom == atoms.data()) join_line_break(token);
  }
  if (atoms.size() > 1 || (!atoms.empty() && atoms.front().kind == AtomKind::Symbol))
    join_compounds(atoms);
}

void TokenSink::add_read(const std::vector<TextChar>& chars, const std::vector<Atom>& atoms) {
  token_of_atom_.clear();
  for (const Atom& atom : atoms) {
    token_of_atom_.push_back(kNone);
    switch (atom.kind) {
      case AtomKind::Cjk:
        add_bigrams(chars, atom);
        break;
      case AtomKind::Complex:
        add_dictionary_words(chars, atom);
        break;
      case AtomKind::Word:
      case AtomKind::Symbol:
        if (add_word(chars, atom)) {
          token_of_atom_.back() = count_ - 1;
          if (&atom == atoms.data()) join_line_break(out_[count_ - 1]);
        }
    }
  }
  join_compounds(atoms);
}

bool TokenSink::add_word(const std::vector<TextChar>& chars, const Atom& atom) {
  Token& token = next_token();
  const std::uint32_t last = std::min(atom.last, atom.first + kMaxFoldedChars);
  raw_.clear();
  append_raw(chars, atom.first, last, atom.kind == AtomKind::Symbol, raw_);
  fold_into(raw_, token.term);
  if (token.term.empty()) return false;
  end_token(token, atom, chars[atom.first].begin, chars[atom.whole - 1].end);
  if (atom.whole != atom.last) add_variant(token, token.term + "s");
  for (std::string& variant : fold_variants(raw_)) add_variant(token, std::move(variant));
  return true;
}

void TokenSink::add_bigrams(const std::vector<TextChar>& chars, const Atom& atom) {
  units_.clear();
  for (std::uint32_t i = atom.first; i < atom.last; ++i) {
    if (units_.empty() || !is_voicing_mark(chars[i].code)) units_.push_back(i);
  }
  units_.push_back(atom.last);
  const std::size_t width = units_.size() > 2 ? 2 : 1;  // a character alone is a word
  for (std::size_t i = 0; i + width < units_.size(); ++i) {
    const std::uint32_t first = units_[i];
    const std::uint32_t last = units_[i + width];
    Token& token = next_token();
    raw_.clear();
    // A crowd of voicing marks on one letter is noise.
    append_raw(chars, first, std::min(last, first + kMaxFoldedChars), false, raw_);
    const bool plain = std::all_of(chars.begin() + first, chars.begin() + last,
                                   [](const TextChar& c) { return folds_to_itself(c.code); });
    if (plain) {
      token.term = raw_;
      cut_on_character(token.term);
    } else {
      fold_into(raw_, token.term);
    }
    if (!token.term.empty()) end_token(token, atom, chars[first].begin, chars[last - 1].end);
  }
}

void TokenSink::add_dictionary_words(const std::vector<TextChar>& chars, const Atom& atom) {
  std::uint32_t first = atom.first;
  for (const std::uint32_t last : words_.ends(chars, atom.first, atom.last)) {
    Token& token = next_token();
    raw_.clear();
    append_raw(chars, first, std::min(last, first + kMaxFoldedChars), false, raw_);
    fold_into(raw_, token.term);
    if (!token.term.empty()) end_token(token, atom, chars[first].begin, chars[last - 1].end);
    first = last;
  }
}

void TokenSink::join_compounds(const std::vector<Atom>& atoms) {
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (token_of_atom_[i] == kNone) continue;
    // GIZA++ is found as giza; C++ is not C.
    if (atoms[i].kind == AtomKind::Symbol) {
      const std::string& term = token_of(i).term;
      const std::string name =
          term.substr(term.front() == '.' ? 1 : 0, term.find_last_not_of("+#") + 1);
      if (name.size() >= 3) add_variant(token_of(i), name);
    }
  }
  std::size_t first = 0;
  while (first < atoms.size()) {
    std::size_t last = first;
    while (last + 1 < atoms.size() && atoms[last].joiner != CharKind::Other &&
           token_of_atom_[last] != kNone && token_of_atom_[last + 1] != kNone) {
      ++last;
    }
    if (last > first) join_chain(atoms, first, last);
    first = last + 1;
  }
}

// Atoms [first, last] are one compound.
void TokenSink::join_chain(const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  std::size_t base = kNone;  // "ResNet" of ResNet-56/110
  bool slash = false;
  for (std::size_t i = first; i < last; ++i) {
    Token& token = token_of(i);
    const std::string& next = token_of(i + 1).term;
    token.joined_to_next = true;
    if (atoms[i].joiner == CharKind::Ampersand) add_variant(token, token.term + '&' + next);
    slash = slash || atoms[i].joiner == CharKind::Slash;
    if (!atoms[i + 1].numeric) {
      base = kNone;
    } else if (!atoms[i].numeric) {
      base = i;
    }
    if (atoms[i].numeric && atoms[i + 1].numeric) {
      // 10-20 is not 1020; ResNet-56/110 is ResNet-56 and ResNet-110.
      if (base != kNone && atoms[i].joiner == CharKind::Slash)
        add_variant(token_of(base), token_of(base).term + next);
      continue;
    }
    add_variant(token, token.term + next);
  }
  const std::size_t words = last - first + 1;
  if (words < 3 || words > kMaxWholeJoin || slash) return;
  std::string whole;
  for (std::size_t i = first; i <= last; ++i) whole += token_of(i).term;
  add_variant(token_of(first), std::move(whole));
}

}  // namespace paperfind
