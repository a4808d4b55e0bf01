#include "engine/text/markup.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "engine/text/char_kind.h"
#include "engine/text/markup_tables.h"

namespace paperfind {
namespace {

constexpr std::size_t kMaxTagBytes = 512;
constexpr std::size_t kMaxArgumentBytes = 512;

enum class ByteRole : std::uint8_t { Plain, Blank, NeedsReading };

// Bytes that may begin markup or a character beyond ASCII need reading.
constexpr std::array<ByteRole, 256> kByteRoles = [] {
  std::array<ByteRole, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    if (byte >= 0x7F || byte < 0x20) table[byte] = ByteRole::NeedsReading;
    if (is_ascii_blank(static_cast<unsigned char>(byte))) table[byte] = ByteRole::Blank;
  }
  for (const char c : {'\\', '$', '{', '}', '<', '&'})
    table[static_cast<unsigned char>(c)] = ByteRole::NeedsReading;
  return table;
}();

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Windows-1252 read as Latin-1 left these in place of quotes and dashes; other C1 controls part
// words.
char32_t repaired_c1(char32_t code) {
  switch (code) {
    case 0x91:
    case 0x92:
      return '\'';
    case 0x96:
      return '-';
    default:
      return ' ';
  }
}

// An accent standing beside its letter, as PDF extraction leaves it: "Universit´e".
bool is_spacing_accent(char32_t code) {
  return code == 0xA8 || code == 0xB4 || code == 0xB8 || code == 0x2C6 || code == 0x2C7 ||
         (code >= 0x2D8 && code <= 0x2DD);
}

// Reads one word; see read_word.
class WordReader {
 public:
  WordReader(std::string_view text, std::size_t begin, std::vector<TextChar>& out)
      : text_(text), pos_(begin), out_(out) {}

  std::size_t read() {
    while (pos_ < text_.size() && !is_ascii_blank(byte(pos_))) {
      switch (text_[pos_]) {
        case '\\':
          read_backslash();
          break;
        case '$':
          read_dollar();
          break;
        case '{':
          ++pos_;
          break;
        case '}':
          read_closing_brace();
          break;
        case '<':
          read_angle();
          break;
        case '&':
          read_ampersand();
          break;
        default:
          read_plain();
      }
    }
    return pos_;
  }

 private:
  [[nodiscard]] unsigned char byte(std::size_t at) const {
    return static_cast<unsigned char>(text_[at]);
  }
  [[nodiscard]] char at(std::size_t where) const {
    return where < text_.size() ? text_[where] : '\0';
  }

  void push(char32_t code, std::size_t begin, std::size_t end) {
    out_.push_back({code, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (pending_mark_ != 0 && code != kGlueChar) {
      out_.push_back(
          {pending_mark_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      pending_mark_ = 0;
    }
  }
  void push_glue(std::size_t where) {
    if (!out_.empty() && out_.back().code != kGlueChar) push(kGlueChar, where, where);
  }

  struct Decoded {
    char32_t code;
    std::size_t end;
  };
  [[nodiscard]] Decoded decode(std::size_t from) const {
    auto index = static_cast<std::int64_t>(from);
    UChar32 code = 0;
    U8_NEXT(text_.data(), index, static_cast<std::int64_t>(text_.size()), code);
    return {code < 0 ? U'\uFFFD' : static_cast<char32_t>(code), static_cast<std::size_t>(index)};
  }

  void read_plain() {
    const Decoded next = decode(pos_);
    push_text(next.code, pos_, next.end);
    pos_ = next.end;
  }

  // A character of the text itself (or of an entity), cleaned.
  void push_text(char32_t code, std::size_t begin, std::size_t end) {
    if (code < 0x20 || code == 0x7F) {
      if (code == 0x02) push('-', begin, end);  // a PDF's soft hyphen
      if (code >= '\t' && code <= '\r') push(' ', begin, end);
      return;
    }
    if (code < 0x80) return push(code, begin, end);
    if (code < 0xA0) return push(repaired_c1(code), begin, end);
    if (code >= 0xFF01 && code <= 0xFF5E)
      return push(code - 0xFEE0, begin, end);  // full-width ASCII
    if (is_spacing_accent(code)) return;
    if (code == 0x200B && !out_.empty() && kind_of(out_.back().code) == CharKind::Complex) {
      return push(' ', begin, end);  // a word edge in Thai or Khmer; debris elsewhere
    }
    if (u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return;
    // A Hangul syllable between Latin letters is a no-break space read in the wrong encoding.
    if (code == 0xC2A0 && !out_.empty() && is_ascii_letter(out_.back().code)) code = ' ';
    push(code, begin, end);
  }

  // Vanishes, save between two letters: "Dutch$German" is no mathematics.
  void read_dollar() {
    const bool after_letter = pos_ > 0 && is_ascii_letter(byte(pos_ - 1));
    if (after_letter && is_ascii_letter(static_cast<unsigned char>(at(pos_ + 1)))) push_glue(pos_);
    ++pos_;
  }

  void read_closing_brace() {
    if (at(pos_ + 1) == '{') push_glue(pos_);  // \frac{1}{2} is not 12
    ++pos_;
  }

  void read_backslash() {
    const std::size_t start = pos_++;
    const char next = at(pos_);
    if (is_ascii_letter(static_cast<unsigned char>(next))) return read_command(start);
    if (const char32_t mark = accent_of(next); mark != 0 && letter_follows(pos_ + 1)) {
      pending_mark_ = mark;
      ++pos_;
      return;
    }
    if (pos_ >= text_.size() || is_ascii_blank(byte(pos_)) || byte(pos_) >= 0x80) return;
    switch (next) {
      case '\\':
      case ',':
      case ';':
      case ':':
        push(' ', start, ++pos_);
        return;
      case '(':
      case ')':
      case '[':
      case ']':
      case '!':
      case '-':
      case '/':
        ++pos_;
        return;
      case '&':
        return;  // read next, as an entity or as itself
      default:
        push(static_cast<unsigned char>(next), start, pos_ + 1);
        ++pos_;
    }
  }

  // After an accent command: a letter, perhaps in braces.
  [[nodiscard]] bool letter_follows(std::size_t where) const {
    while (at(where) == '{' || at(where) == '\\') ++where;
    return is_ascii_letter(static_cast<unsigned char>(at(where))) ||
           static_cast<unsigned char>(at(where)) >= 0x80;
  }

  void read_command(std::size_t start) {
    std::size_t end = pos_;
    while (end < text_.size() && is_ascii_letter(byte(end))) ++end;
    const Command command = find_command(text_.substr(pos_, end - pos_));
    pos_ = end;
    if (at(pos_) == '*') ++pos_;
    switch (command.kind) {
      case CommandKind::Vanish:
        return;
      case CommandKind::Blank:
        return push(' ', start, pos_);
      case CommandKind::DropArgument:
        push(' ', start, pos_);
        return skip_argument();
      case CommandKind::Letters:
        push(command.code, start, pos_);
        return skip_blank_before_letter();
      case CommandKind::Accent:
        skip_blank_before_letter();
        if (letter_follows(pos_)) pending_mark_ = command.code;
        return;
      case CommandKind::Word:
        return push_command_name(command.name, start);
    }
  }

  // "\o re" is øre: TeX eats the blank that ends a command's name.
  void skip_blank_before_letter() {
    if (at(pos_) == ' ' && is_ascii_letter(static_cast<unsigned char>(at(pos_ + 1)))) ++pos_;
  }

  // "[…]" and "{…}" up to its own end, if that is near.
  void skip_argument() {
    for (const auto& [open, close] : {std::pair('[', ']'), std::pair('{', '}')}) {
      if (at(pos_) != open) continue;
      const std::size_t end =
          text_.substr(0, std::min(text_.size(), pos_ + kMaxArgumentBytes)).find(close, pos_);
      if (end != std::string_view::npos) pos_ = end + 1;
    }
  }

  void push_command_name(std::string_view name, std::size_t start) {
    if (name.starts_with("var") && greek_letter(name.substr(3)) != 0) name.remove_prefix(3);
    // $\mu$W is microwatts, as μW is.
    std::size_t after = pos_;
    while (at(after) == '$' || at(after) == '{' || at(after) == '}') ++after;
    if (name == "mu" && is_ascii_letter(static_cast<unsigned char>(at(after)))) {
      push(U'μ', start, pos_);
      pos_ = after;
      return;
    }
    push_glue(start);
    for (const char c : name) push(static_cast<unsigned char>(c), start, pos_);
    push_glue(pos_);
  }

  void read_angle() {
    std::size_t at_name = pos_ + 1;
    if (at(at_name) == '/') ++at_name;
    std::size_t end = at_name;
    std::string name;
    while (end < text_.size() && end - at_name < 32 &&
           (is_ascii_letter(byte(end)) || (text_[end] >= '0' && text_[end] <= '9') ||
            text_[end] == '-' || text_[end] == ':')) {
      name +=
          static_cast<char>(text_[end] >= 'A' && text_[end] <= 'Z' ? text_[end] + 32 : text_[end]);
      ++end;
    }
    const TagKind kind = find_tag(name);
    const std::size_t close =
        text_.substr(0, std::min(text_.size(), pos_ + kMaxTagBytes)).find_first_of("<>", pos_ + 1);
    const bool closed = close != std::string_view::npos && text_[close] == '>';
    if (kind == TagKind::Unknown || !closed || !looks_like_attributes(end, close))
      return read_plain();
    if (kind == TagKind::Block) push(' ', pos_, close + 1);
    pos_ = close + 1;
  }

  // Nothing, "/" or something with "=": "a <b and c> d" is text.
  [[nodiscard]] bool looks_like_attributes(std::size_t from, std::size_t to) const {
    const std::string_view rest = text_.substr(from, to - from);
    return rest.find_first_not_of(" /") == std::string_view::npos ||
           rest.find('=') != std::string_view::npos;
  }

  void read_ampersand() {
    const std::size_t start = pos_;
    std::size_t name_at = pos_ + 1;
    // "&amp;eacute;" was encoded twice.
    while (text_.substr(name_at, 4) == "amp;" && entity_at(name_at + 4).has_value()) name_at += 4;
    const auto found = entity_at(name_at);
    if (!found) return read_plain();
    push_text(found->entity.code, start, found->end);
    if (found->entity.mark != 0) push(found->entity.mark, start, found->end);
    pos_ = found->end;
  }

  struct FoundEntity {
    Entity entity;
    std::size_t end;
  };
  [[nodiscard]] std::optional<FoundEntity> entity_at(std::size_t name_at) const {
    if (name_at >= text_.size()) return std::nullopt;
    const std::size_t semicolon = text_.substr(name_at, 12).find(';');
    if (semicolon == std::string_view::npos || semicolon == 0) return std::nullopt;
    const std::string_view name = text_.substr(name_at, semicolon);
    const std::size_t end = name_at + semicolon + 1;
    if (name.front() != '#') {
      const auto entity = find_entity(name);
      return entity ? std::optional(FoundEntity{*entity, end}) : std::nullopt;
    }
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto parsed =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    const bool whole = parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
    if (!whole || code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
      return std::nullopt;
    return FoundEntity{{static_cast<char32_t>(code), 0}, end};
  }

  std::string_view text_;
  std::size_t pos_;
  std::vector<TextChar>& out_;
  char32_t pending_mark_ = 0;
};

}  // namespace

std::string_view plain_word(std::string_view text, std::size_t begin) {
  for (std::size_t end = begin; end < text.size(); ++end) {
    const ByteRole role = kByteRoles[static_cast<unsigned char>(text[end])];
    if (role == ByteRole::Blank) return text.substr(begin, end - begin);
    if (role == ByteRole::NeedsReading) return {};
  }
  return text.substr(begin);
}

std::size_t read_word(std::string_view text, std::size_t begin, std::vector<TextChar>& out) {
  return WordReader(text, begin, out).read();
}

std::string plain_text(std::string_view text) {
  icu::UnicodeString plain;
  std::vector<TextChar> word;
  std::size_t pos = 0;
  while (pos < text.size()) {
    if (is_ascii_blank(static_cast<unsigned char>(text[pos]))) {
      plain.append(static_cast<UChar>(text[pos++]));
      continue;
    }
    word.clear();
    pos = read_word(text, pos, word);
    for (const TextChar& c : word) {
      if (c.code != kGlueChar) plain.append(static_cast<UChar32>(c.code));
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  if (U_SUCCESS(status)) plain = nfc->normalize(plain, status);
  plain.toUTF8String(out);
  return out;
}

}  // namespace paperfind
