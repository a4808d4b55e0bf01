#include "tests/layering/type_names.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

namespace paperfind::layering {
namespace fs = std::filesystem;
namespace {

bool is_word_byte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

struct Lexeme {
  std::string_view text;  // a word, "::", or one byte; what stands in quotes is left out
  std::size_t line = 0;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Lexeme> all() {
    std::vector<Lexeme> lexemes;
    while (at_ < text_.size()) {
      if (skip_blank() || skip_directive() || skip_comment() || skip_quoted()) continue;
      std::size_t size = text_.substr(at_, 2) == "::" ? 2 : 1;
      while (is_word_byte(text_[at_]) && at_ + size < text_.size() &&
             is_word_byte(text_[at_ + size])) {
        ++size;
      }
      lexemes.push_back({text_.substr(at_, size), line_});
      at_ += size;
      starts_line_ = false;
    }
    return lexemes;
  }

 private:
  void advance(std::size_t size) {
    const std::string_view passed = text_.substr(at_, size);
    line_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
    at_ += passed.size();
  }
  // Past the next `end`.
  void advance_past(std::string_view end, std::size_t from) {
    const std::size_t found = text_.find(end, from);
    advance(found == std::string_view::npos ? text_.size() - at_ : found + end.size() - at_);
  }

  bool skip_blank() {
    if (std::isspace(static_cast<unsigned char>(text_[at_])) == 0) return false;
    starts_line_ = starts_line_ || text_[at_] == '\n';
    advance(1);
    return true;
  }
  bool skip_directive() {
    if (text_[at_] != '#' || !starts_line_) return false;
    std::size_t end = text_.find('\n', at_);
    while (end != std::string_view::npos && text_[end - 1] == '\\') end = text_.find('\n', end + 1);
    advance(std::min(end, text_.size()) - at_);
    return true;
  }
  bool skip_comment() {
    const std::string_view two = text_.substr(at_, 2);
    if (two != "//" && two != "/*") return false;
    advance_past(two == "//" ? "\n" : "*/", at_ + 2);
    starts_line_ = starts_line_ || two == "//";
    return true;
  }
  bool skip_quoted() {
    const char quote = text_[at_];
    // Quotes within a number part its digits.
    const bool in_number = quote == '\'' && at_ > 0 && is_word_byte(text_[at_ - 1]);
    if (in_number) return advance(1), true;
    if (quote != '"' && quote != '\'') return false;
    if (quote == '"' && at_ > 0 && text_[at_ - 1] == 'R') {
      const std::size_t open = std::min(text_.find('(', at_), text_.size() - 1);
      advance_past(")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"", open);
      return true;
    }
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote) end += text_[end] == '\\' ? 2 : 1;
    advance(end + 1 - at_);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool starts_line_ = true;
};

class TypeReader {
 public:
  explicit TypeReader(std::vector<Lexeme> lexemes) : lexemes_(std::move(lexemes)) {}

  std::vector<TypeDefinition> read() {
    while (at_ < lexemes_.size()) {
      const std::string_view text = next();
      if (text == "}") {
        if (!scopes_.empty()) scopes_.pop_back();
      } else if (text == "{") {
        scopes_.push_back(take_scope());
      } else if (text == "namespace") {
        read_namespace();
      } else if (text == "extern" && is("{")) {
        scope_ = "";  // of "C": what is in it is in the namespace around it
      } else if (text == "struct" || text == "class" || text == "union" || text == "enum") {
        read_type();
      }
    }
    return std::move(found_);
  }

 private:
  using Scope = std::optional<std::string>;  // name of a namespace; nothing for other braces

  [[nodiscard]] bool is(std::string_view text, std::size_t ahead = 0) const {
    return at_ + ahead < lexemes_.size() && lexemes_[at_ + ahead].text == text;
  }
  [[nodiscard]] bool is_word() const {
    return at_ < lexemes_.size() && is_word_byte(lexemes_[at_].text.front());
  }
  std::string_view next() { return lexemes_[at_++].text; }
  Scope take_scope() { return std::exchange(scope_, std::nullopt); }

  void read_namespace() {
    std::string name;
    while (is_word() || is("::")) {
      const std::string_view part = next();
      if (part != "inline") name += part;
    }
    if (is("{")) scope_ = name.empty() ? "(unnamed)" : name;  // else an alias
  }

  // Past attributes and alignas(…).
  void skip_attributes() {
    while (is("[") || is("alignas")) {
      const bool brackets = is("[");
      int depth = 0;
      do {
        const std::string_view text = next();
        if (text == (brackets ? "[" : "(")) ++depth;
        if (text == (brackets ? "]" : ")")) --depth;
      } while (at_ < lexemes_.size() && (depth > 0 || is("(")));
    }
  }

  void read_type() {
    if (is("class") || is("struct")) next();  // enum class
    skip_attributes();
    if (!is_word()) return;
    const std::size_t line = lexemes_[at_].line;
    const std::string name(next());
    if (is("final")) next();
    if (!is("{") && !is(":")) return;  // a declaration, a specialization, a type in use
    while (at_ < lexemes_.size() && !is("{") && !is(";")) next();
    if (!is("{")) return;
    const std::optional<std::string> inside = namespace_here();
    if (inside) found_.push_back({inside->empty() ? name : *inside + "::" + name, line});
  }

  // Nothing within a type, a function, or an unnamed namespace.
  [[nodiscard]] std::optional<std::string> namespace_here() const {
    std::string path;
    for (const Scope& scope : scopes_) {
      if (!scope || *scope == "(unnamed)") return std::nullopt;
      if (scope->empty()) continue;
      path += (path.empty() ? "" : "::") + *scope;
    }
    return path;
  }

  std::vector<Lexeme> lexemes_;
  std::size_t at_ = 0;
  Scope scope_;  // of the next brace
  std::vector<Scope> scopes_;
  std::vector<TypeDefinition> found_;
};

constexpr std::string_view kFolders[] = {"engine", "indexer", "searchd", "cli", "tests", "bench"};

std::vector<std::string> headers_below(const fs::path& root) {
  std::vector<std::string> headers;
  for (const std::string_view folder : kFolders) {
    if (!fs::is_directory(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || (extension != ".h" && extension != ".hpp")) continue;
      headers.push_back(entry.path().lexically_relative(root).generic_string());
    }
  }
  std::sort(headers.begin(), headers.end());
  return headers;
}

}  // namespace

std::vector<TypeDefinition> types_defined_in(std::string_view text) {
  return TypeReader(Lexer(text).all()).read();
}

std::vector<Violation> scan_types(const fs::path& root) {
  std::vector<Violation> out;
  std::map<std::string, std::string> homes;  // of types: the header that defines one first
  for (const std::string& header : headers_below(root)) {
    std::ostringstream text;
    text << std::ifstream(root / header).rdbuf();
    for (const TypeDefinition& type : types_defined_in(text.str())) {
      const auto [home, added] = homes.emplace(type.name, header);
      if (added || home->second == header) continue;
      out.push_back({header, type.line, type.name + " is defined in " + home->second + " too"});
    }
  }
  return out;
}

}  // namespace paperfind::layering
