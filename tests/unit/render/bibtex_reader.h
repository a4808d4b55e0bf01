// Reads BibTeX as bibtex does, and nothing more kindly: an independent judge of what we write.
#pragma once

#include <cctype>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind::testing {

struct BibEntry {
  std::string type, key;
  std::map<std::string, std::string> fields;  // without the outer braces
};

class BibReader {
 public:
  explicit BibReader(std::string_view text) : text_(text) {}

  // Throws std::runtime_error where bibtex would complain.
  std::vector<BibEntry> read() {
    std::vector<BibEntry> entries;
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) entries.push_back(entry());
    return entries;
  }

 private:
  BibEntry entry() {
    BibEntry entry;
    expect('@');
    entry.type = word();
    expect('{');
    entry.key = word();
    while (skip_blanks(), peek() == ',') {
      ++at_;
      skip_blanks();
      const std::string name = word();
      skip_blanks();
      expect('=');
      skip_blanks();
      if (!entry.fields.emplace(name, peek() == '{' ? braced() : word()).second) {
        throw std::runtime_error("two fields " + name);
      }
    }
    expect('}');
    return entry;
  }
  std::string braced() {
    const std::size_t begin = at_ + 1;
    int depth = 0;
    do {
      if (peek() == '{') ++depth;
      if (peek() == '}') --depth;
      ++at_;
    } while (depth > 0);
    return std::string(text_.substr(begin, at_ - 1 - begin));
  }
  // Keys, names and macros.
  std::string word() {
    std::string out;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 ||
                                  std::string_view("-._").find(text_[at_]) != std::string::npos)) {
      out += text_[at_++];
    }
    if (out.empty()) throw std::runtime_error("a word is missing at " + std::to_string(at_));
    return out;
  }
  [[nodiscard]] char peek() const {
    if (at_ >= text_.size()) throw std::runtime_error("the text ends within an entry");
    return text_[at_];
  }
  void expect(char c) {
    if (peek() != c) {
      throw std::runtime_error(std::string("no ") + c + " at " + std::to_string(at_));
    }
    ++at_;
  }
  void skip_blanks() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace paperfind::testing
