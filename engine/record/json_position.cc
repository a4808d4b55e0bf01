#include "engine/record/json_position.h"

#include <algorithm>
#include <charconv>

#include "engine/base/nlohmann_json.h"

namespace paperfind {
namespace {

// Walks over JSON known to be valid; on other text it stays within bounds and ends.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { skip_blank(); }

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool eat(char c) {
    if (peek() != c) return false;
    ++at_;
    skip_blank();
    return true;
  }

  // The string token here, quotes and all.
  std::string_view take_string() {
    const std::size_t start = at_;
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_ + 1, text_.size());
    const std::string_view token = text_.substr(start, at_ - start);
    skip_blank();
    return token;
  }

  // Over one value, nested ones by counting brackets.
  void skip_value() {
    std::size_t depth = 0;
    do {
      const char c = peek();
      if (c == '"') {
        take_string();
      } else if (c == '{' || c == '[') {
        ++depth;
        eat(c);
      } else if (c == '}' || c == ']') {
        if (depth == 0) return;
        --depth;
        eat(c);
      } else if (c == ',' || c == ':') {
        if (depth == 0) return;
        eat(c);
      } else {
        skip_word();
      }
    } while (depth > 0 && at_ < text_.size());
  }

 private:
  void skip_blank() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  void skip_word() {
    const std::size_t start = at_;
    at_ = std::min(text_.find_first_of(" \t\r\n,:]}\"[{", at_), text_.size());
    if (at_ == start && at_ < text_.size()) ++at_;
    skip_blank();
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string decode(std::string_view string_token) {
  if (string_token.size() < 2) return {};
  if (string_token.find('\\') == std::string_view::npos) {
    return std::string(string_token.substr(1, string_token.size() - 2));
  }
  const auto value = nlohmann::json::parse(string_token, nullptr, /*allow_exceptions=*/false);
  return value.is_string() ? value.get<std::string>() : std::string();
}

// From the start of an object to the value of `key`; the offset of the key, or npos.
std::size_t enter_member(Scanner& scanner, const std::string& key) {
  if (!scanner.eat('{')) return std::string_view::npos;
  while (scanner.peek() == '"') {
    const std::size_t key_at = scanner.at();
    const bool found = decode(scanner.take_string()) == key;
    scanner.eat(':');
    if (found) return key_at;
    scanner.skip_value();
    scanner.eat(',');
  }
  return std::string_view::npos;
}

bool enter_element(Scanner& scanner, std::size_t index) {
  if (!scanner.eat('[')) return false;
  for (; index > 0 && scanner.peek() != ']' && scanner.peek() != '\0'; --index) {
    scanner.skip_value();
    scanner.eat(',');
  }
  return scanner.peek() != ']' && scanner.peek() != '\0';
}

}  // namespace

std::string escape_pointer_token(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string unescape_pointer_token(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size()) {
      out += token[++i] == '1' ? '/' : '~';
    } else {
      out += token[i];
    }
  }
  return out;
}

std::size_t locate(std::string_view text, std::string_view pointer, PointAt what) {
  Scanner scanner(text);
  std::size_t value_at = scanner.at();
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string token = unescape_pointer_token(pointer.substr(0, pointer.find('/')));
    pointer.remove_prefix(std::min(pointer.find('/'), pointer.size()));
    if (scanner.peek() == '[') {
      std::size_t index = 0;
      std::from_chars(token.data(), token.data() + token.size(), index);
      if (!enter_element(scanner, index)) break;
    } else {
      const std::size_t key_at = enter_member(scanner, token);
      if (key_at == std::string_view::npos) break;
      if (pointer.empty() && what == PointAt::Key) return key_at;
    }
    value_at = scanner.at();
  }
  return value_at;
}

std::size_t value_end(std::string_view text, std::size_t begin) {
  Scanner scanner(text.substr(std::min(begin, text.size())));
  scanner.skip_value();
  return std::min(begin + scanner.at(), text.size());
}

LineColumn LineCounter::at(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < offset_) *this = LineCounter(text_);
  for (; offset_ < offset; ++offset_) {
    if (text_[offset_] == '\n') {
      ++line_;
      line_start_ = offset_ + 1;
    }
  }
  return {line_, offset - line_start_ + 1};
}

}  // namespace paperfind
