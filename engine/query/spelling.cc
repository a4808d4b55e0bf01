#include "engine/query/spelling.h"

#include <algorithm>
#include <cctype>

#include "engine/schema/fields.h"

namespace paperfind {
namespace {

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool typed_in_capitals(std::string_view text) {
  constexpr std::size_t kLongestAcronym = 6;
  return text.size() <= kLongestAcronym &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isupper(c) != 0; });
}

bool letters_only(std::string_view term) {
  return std::all_of(term.begin(), term.end(),
                     [](unsigned char c) { return c >= 0x80 || std::isalpha(c) != 0; });
}

}  // namespace

unsigned max_edits(std::size_t characters) {
  if (characters <= 3) return 0;
  return characters <= 7 ? 1 : 2;
}

bool is_correctable(const QueryNode& node) {
  return node.kind == NodeKind::Word && !node.exact && !node.required &&
         letters_only(node.tokens.front().term) && !typed_in_capitals(node.text);
}

std::optional<std::string> suggest_word(const Xapian::Database& db, const QueryNode& node) {
  if (!is_correctable(node)) return std::nullopt;
  const Token& token = node.tokens.front();
  if (db.term_exists(exact_term(token.term)) || db.term_exists(stem_term(token.stem)))
    return std::nullopt;
  const unsigned edits = max_edits(characters(token.term));
  if (edits == 0) return std::nullopt;
  std::string word = db.get_spelling_suggestion(token.term, edits);
  if (word.empty()) return std::nullopt;
  // A slip in the first letter is rare; it counts as two edits.
  if (word.front() != token.term.front() && edits < 2) return std::nullopt;
  return word;
}

}  // namespace paperfind
