#include "engine/text/segmenter.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace paperfind {
namespace {

// French and Italian words that lose their vowel before an apostrophe: "l'apprentissage" is two
// words.
constexpr std::string_view kElided[] = {"all",   "c",      "d", "dall", "dell", "j",      "jusqu",
                                        "l",     "lorsqu", "m", "n",    "nell", "puisqu", "quelqu",
                                        "quell", "qu",     "s", "sull", "t",    "un"};
constexpr std::size_t kLongestElided = 6;

// Two views of the characters of a word; the segmenter is written once over either.
class AsciiChars {
 public:
  explicit AsciiChars(std::string_view text) : text_(text) {}
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  [[nodiscard]] CharKind kind(std::uint32_t i) const {
    return kAsciiKinds[static_cast<unsigned char>(text_[i])];
  }
  [[nodiscard]] char32_t code(std::uint32_t i) const {
    return static_cast<unsigned char>(text_[i]);
  }

 private:
  std::string_view text_;
};

class ReadChars {
 public:
  explicit ReadChars(const std::vector<TextChar>& chars) : chars_(chars) {}
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(chars_.size()); }
  [[nodiscard]] CharKind kind(std::uint32_t i) const { return kind_of(chars_[i].code); }
  [[nodiscard]] char32_t code(std::uint32_t i) const { return chars_[i].code; }

 private:
  const std::vector<TextChar>& chars_;
};

char32_t lower(char32_t code) { return code >= 'A' && code <= 'Z' ? code + 32 : code; }

bool ties(CharKind kind) {
  switch (kind) {
    case CharKind::Hyphen:
    case CharKind::Underscore:
    case CharKind::Ampersand:
    case CharKind::Slash:
    case CharKind::Dot:
    case CharKind::Plus:
    case CharKind::At:
    case CharKind::Apostrophe:
      return true;
    default:
      return false;
  }
}

template <typename Chars>
class Segmenter {
 public:
  Segmenter(const Chars& chars, std::vector<Atom>& out)
      : chars_(chars), size_(chars.size()), out_(out) {}

  void run() {
    std::uint32_t i = 0;
    while (i < size_) {
      switch (kind(i)) {
        case CharKind::Letter:
        case CharKind::Digit:
          i = take_word(i);
          break;
        case CharKind::Cjk:
          i = take_run(i, CharKind::Cjk, AtomKind::Cjk);
          break;
        case CharKind::Hangul:
          i = take_run(i, CharKind::Hangul, AtomKind::Word);
          break;
        case CharKind::Complex:
          i = take_run(i, CharKind::Complex, AtomKind::Complex);
          break;
        case CharKind::Dot:
          i = is_dot_net(i) ? take_dot_net(i) : i + 1;
          break;
        default:
          ++i;
      }
    }
  }

 private:
  [[nodiscard]] CharKind kind(std::uint32_t i) const {
    return i < size_ ? chars_.kind(i) : CharKind::Other;
  }
  [[nodiscard]] bool is_word_char(std::uint32_t i) const { return is_word_kind(kind(i)); }
  [[nodiscard]] bool is_letter(std::uint32_t i, char wanted) const {
    return i < size_ && lower(chars_.code(i)) == static_cast<unsigned char>(wanted);
  }

  std::uint32_t take_run(std::uint32_t first, CharKind wanted, AtomKind made) {
    std::uint32_t i = first + 1;
    while (i < size_ && kind(i) == wanted) ++i;
    out_.push_back({first, i, i, made, false, CharKind::Other});
    return i;
  }

  std::uint32_t take_word(std::uint32_t first) {
    Atom atom{first, first, first, AtomKind::Word, true, CharKind::Other};
    std::uint32_t part = first;  // where the piece since the last dropped sign began
    std::uint32_t i = first;
    for (;;) {
      while (i < size_ && is_word_char(i)) {
        atom.numeric = atom.numeric && kind(i) == CharKind::Digit;
        ++i;
      }
      if (i + 1 >= size_ || !goes_on(first, part, i)) break;
      if (kind(i) != CharKind::Dot && kind(i) != CharKind::Comma) atom.numeric = false;
      part = ++i;
    }
    atom.last = atom.whole = i;
    const std::uint32_t next = take_signs(atom, i);
    std::uint32_t after = next;
    atom.joiner = joiner_after(after);
    out_.push_back(atom);
    return atom.joiner == CharKind::Other ? next : after;
  }

  // Does the word go on over the sign at `i`, which stands after a word character?
  [[nodiscard]] bool goes_on(std::uint32_t first, std::uint32_t part, std::uint32_t i) const {
    const CharKind before = kind(i - 1);
    const CharKind after = kind(i + 1);
    if (!is_word_kind(before) || !is_word_kind(after)) return false;
    switch (kind(i)) {
      case CharKind::Caret:
        return true;
      case CharKind::Underscore:
        return i - part <= 2 || word_length(i + 1) <= 2;  // L_1 but not word_embeddings
      case CharKind::Dot:
        return before == CharKind::Digit && after == CharKind::Digit;
      case CharKind::Comma:
        return is_thousands_comma(first, i);
      case CharKind::Apostrophe:
        return before == CharKind::Letter && after == CharKind::Letter && !is_elision(first, i) &&
               !is_possessive(i);
      default:
        return false;
    }
  }

  [[nodiscard]] std::uint32_t word_length(std::uint32_t from) const {
    std::uint32_t i = from;
    while (i < from + 3 && is_word_char(i)) ++i;
    return i - from;
  }

  [[nodiscard]] bool is_thousands_comma(std::uint32_t first, std::uint32_t comma) const {
    std::uint32_t digits = 0;
    std::uint32_t i = comma;
    while (i > first && kind(i - 1) == CharKind::Digit && digits < 4) {
      --i;
      ++digits;
    }
    const bool after_group = i > first && kind(i - 1) == CharKind::Comma && digits == 3;
    if (digits == 0 || digits > 3 || (i != first && !after_group)) return false;
    for (std::uint32_t k = 1; k <= 3; ++k) {
      if (kind(comma + k) != CharKind::Digit) return false;
    }
    return !is_word_char(comma + 4);
  }

  [[nodiscard]] bool is_elision(std::uint32_t first, std::uint32_t apostrophe) const {
    const std::uint32_t length = apostrophe - first;
    if (length == 0 || length > kLongestElided) return false;
    char word[kLongestElided];
    for (std::uint32_t k = 0; k < length; ++k) {
      const char32_t code = lower(chars_.code(first + k));
      if (code >= 0x80) return false;
      word[k] = static_cast<char>(code);
    }
    return word_length(apostrophe + 1) >= 2 &&
           std::find(std::begin(kElided), std::end(kElided), std::string_view(word, length)) !=
               std::end(kElided);
  }

  [[nodiscard]] bool is_possessive(std::uint32_t apostrophe) const {
    return is_letter(apostrophe + 1, 's') && !is_word_char(apostrophe + 2) &&
           kind(apostrophe + 2) != CharKind::Apostrophe;
  }

  // Signs that belong to the word's name or its grammar; returns where to go on.
  std::uint32_t take_signs(Atom& atom, std::uint32_t i) {
    if (kind(i) == CharKind::Apostrophe && kind(i - 1) == CharKind::Letter && is_possessive(i)) {
      atom.whole = i + 2;
      return i + 2;
    }
    const bool two_plus = kind(i) == CharKind::Plus && kind(i + 1) == CharKind::Plus;
    if (two_plus && kind(i + 2) != CharKind::Plus && kind(i + 2) != CharKind::Letter &&
        !atom.numeric) {
      atom.kind = AtomKind::Symbol;
      atom.last = atom.whole = i + 2;
      return i + 2;
    }
    if (kind(i) == CharKind::Hash && atom.last - atom.first == 1 && !atom.numeric &&
        !is_word_char(i + 1)) {
      atom.kind = AtomKind::Symbol;
      atom.last = atom.whole = i + 1;
      return i + 1;
    }
    return i;
  }

  // The sign that ties the atom ending at `i` to a next one, which then begins at `i`.
  CharKind joiner_after(std::uint32_t& i) const {
    std::uint32_t next = i;
    CharKind joiner = CharKind::Other;
    while (next < size_) {
      const CharKind here = kind(next);
      if (here == CharKind::Glue) {
        if (joiner == CharKind::Other) joiner = CharKind::Glue;
      } else if (ties(here) && (joiner == CharKind::Other || joiner == CharKind::Glue)) {
        joiner = here;
      } else {
        break;
      }
      ++next;
    }
    // "C++11": nothing stands between.
    if (next == i && is_word_char(i)) return CharKind::Glue;
    if (joiner == CharKind::Other || !is_word_char(next)) return CharKind::Other;
    if (joiner == CharKind::Apostrophe && kind(i - 1) != CharKind::Letter) return CharKind::Other;
    i = next;
    return joiner;
  }

  [[nodiscard]] bool is_dot_net(std::uint32_t i) const {
    return !(i > 0 && is_word_char(i - 1)) && is_letter(i + 1, 'n') && is_letter(i + 2, 'e') &&
           is_letter(i + 3, 't') && !is_word_char(i + 4);
  }

  std::uint32_t take_dot_net(std::uint32_t i) {
    out_.push_back({i, i + 4, i + 4, AtomKind::Symbol, false, CharKind::Other});
    return i + 4;
  }

  const Chars& chars_;
  const std::uint32_t size_;
  std::vector<Atom>& out_;
};

bool is_run(CharKind kind) {
  return kind == CharKind::Cjk || kind == CharKind::Hangul || kind == CharKind::Complex;
}

bool is_kept(CharKind kind) { return is_word_kind(kind) || kind == CharKind::Dot; }

}  // namespace

void segment(std::string_view ascii, std::vector<Atom>& out) {
  const AsciiChars chars(ascii);
  Segmenter(chars, out).run();
}

void segment(const std::vector<TextChar>& read, std::vector<Atom>& out) {
  const ReadChars chars(read);
  Segmenter(chars, out).run();
}

void append_folded(std::string_view ascii, std::uint32_t first, std::uint32_t last, bool verbatim,
                   std::string& out) {
  for (const char c : ascii.substr(first, last - first)) {
    if (verbatim || is_kept(kAsciiKinds[static_cast<unsigned char>(c)])) {
      out += static_cast<char>(lower(static_cast<unsigned char>(c)));
    }
  }
}

void append_raw(const std::vector<TextChar>& chars, std::uint32_t first, std::uint32_t last,
                bool verbatim, std::string& out) {
  for (std::uint32_t i = first; i < last; ++i) {
    const char32_t code = chars[i].code;
    const CharKind kind = kind_of(code);
    if (!verbatim && !is_kept(kind) && !is_run(kind)) continue;
    char bytes[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(code));
    out.append(bytes, length);
  }
}

}  // namespace paperfind
