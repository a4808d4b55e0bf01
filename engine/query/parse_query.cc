#include "engine/query/parse_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/nearest.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// Quotes and blanks people paste are the ASCII ones to the grammar. Same meaning, other bytes:
// offsets do not matter here.
std::string plain_syntax(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kSame[] = {
      {"\xE2\x80\x9C", '"'}, {"\xE2\x80\x9D", '"'}, {"\xE2\x80\x9E", '"'},
      {"\xC2\xAB", '"'},     {"\xC2\xBB", '"'},     {"\xC2\xA0", ' '},
      {"\xE3\x80\x80", ' '}, {"\xE2\x80\xA8", ' '}, {"\xE2\x80\xA9", ' '},
  };
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto* same = std::find_if(std::begin(kSame), std::end(kSame),
                                    [&](const auto& pair) { return text.starts_with(pair.first); });
    if (same != std::end(kSame)) {
      out += same->second;
      text.remove_prefix(same->first.size());
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

class Parser {
 public:
  Parser(std::string_view text, Analyzer& analyzer) : text_(text), analyzer_(analyzer) {}

  ParsedQuery parse() {
    ParsedQuery parsed;
    out_ = &parsed;
    parsed.root = parse_or(0);
    // A ')' too many ends parse_or early: the rest is read as more of the same.
    while (at_ < text_.size()) {
      ++at_;
      parsed.root = join(NodeKind::And, {std::move(parsed.root), parse_or(0)});
    }
    if (terms_ > kMaxQueryTerms) {
      parsed.notices.push_back(
          fmt::format("Only the first {} words are searched.", kMaxQueryTerms));
    }
    return parsed;
  }

 private:
  // Children that say nothing fall away; one child alone stands for itself.
  static QueryNode join(NodeKind kind, std::vector<QueryNode> children) {
    std::erase_if(children, [](const QueryNode& child) { return child.kind == NodeKind::All; });
    if (children.empty()) return {};
    if (children.size() == 1) return std::move(children.front());
    QueryNode node;
    node.kind = kind;
    for (QueryNode& child : children) {
      const bool same = child.kind == kind && (kind == NodeKind::And || !child.required);
      if (!same) {
        add_once(node, std::move(child));
        continue;
      }
      for (QueryNode& grandchild : child.children) {
        grandchild.required = grandchild.required || child.required;
        add_once(node, std::move(grandchild));
      }
    }
    if (node.children.size() == 1) return std::move(node.children.front());
    return node;
  }

  // A word asked for twice says nothing more, and costs as much again.
  static void add_once(QueryNode& node, QueryNode child) {
    const std::string text = to_string(child);
    for (QueryNode& other : node.children) {
      if (to_string(other) != text) continue;
      other.required = other.required || child.required;
      return;
    }
    node.children.push_back(std::move(child));
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  // The operator word standing here alone, upper-case, or nothing.
  bool take_operator(std::string_view word) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(word)) return false;
    const std::size_t end = at_ + word.size();
    if (end < text_.size() && !is_blank(text_[end]) && text_[end] != '(' && text_[end] != ')')
      return false;
    at_ = end;
    return true;
  }

  QueryNode parse_or(std::size_t depth) {
    std::vector<QueryNode> sides{parse_and(depth)};
    while (take_operator("OR")) {
      QueryNode side = parse_and(depth);
      if (side.kind == NodeKind::All || sides.back().kind == NodeKind::All) {
        out_->ignored.emplace_back("OR");
        out_->notices.emplace_back("OR needs a word on both sides; it was ignored.");
      }
      sides.push_back(std::move(side));
    }
    return join(NodeKind::Or, std::move(sides));
  }

  QueryNode parse_and(std::size_t depth) {
    std::vector<QueryNode> parts;
    for (;;) {
      skip_blanks();
      if (at_ >= text_.size()) break;
      if (text_[at_] == ')' && depth > 0) break;
      if (text_[at_] == ')') {
        ++at_;
        continue;
      }
      const std::size_t before = at_;
      if (take_operator("OR")) {
        if (!parts.empty()) {
          at_ = before;
          break;
        }
        out_->ignored.emplace_back("OR");
        continue;
      }
      if (take_operator("AND")) {
        skip_blanks();
        if (parts.empty() || at_ >= text_.size()) out_->ignored.emplace_back("AND");
        continue;
      }
      parts.push_back(parse_clause(depth));
    }
    return join(NodeKind::And, std::move(parts));
  }

  QueryNode parse_clause(std::size_t depth) {
    bool negative = take_operator("NOT");
    bool required = false;
    skip_blanks();
    if (!negative && at_ + 1 < text_.size() && !is_blank(text_[at_ + 1])) {
      negative = text_[at_] == '-';
      required = text_[at_] == '+';
      if (negative || required) ++at_;
    }
    const TextFieldSpec* field = take_field();
    QueryNode node = parse_operand(field, depth);
    if (node.kind == NodeKind::All) {
      if (negative) out_->ignored.emplace_back("NOT");
      return node;
    }
    node.required = node.required || required;
    if (!negative) return node;
    QueryNode not_node;
    not_node.kind = NodeKind::Not;
    not_node.children.push_back(std::move(node));
    return not_node;
  }

  // "title:" with something behind it. An unknown name before ':' is text like any other, but said
  // so.
  const TextFieldSpec* take_field() {
    std::size_t end = at_;
    while (end < text_.size() && std::isalpha(static_cast<unsigned char>(text_[end])) != 0) ++end;
    if (end == at_ || end + 1 >= text_.size() || text_[end] != ':' || is_blank(text_[end + 1]))
      return nullptr;
    if (text_[end + 1] == '/') return nullptr;  // an address
    const std::string name = fold(text_.substr(at_, end - at_));
    const TextFieldSpec* field = find_text_field(name);
    if (field != nullptr) at_ = end + 1;
    return field;
  }

  QueryNode parse_operand(const TextFieldSpec* field, std::size_t depth) {
    if (at_ >= text_.size()) return {};
    if (text_[at_] == '(') {
      ++at_;
      if (depth >= kMaxQueryNesting) return {};
      QueryNode group = parse_or(depth + 1);
      if (at_ < text_.size() && text_[at_] == ')') ++at_;
      set_field(group, field);
      return group;
    }
    if (text_[at_] == '"') return parse_quoted(field);
    std::size_t end = at_;
    while (end < text_.size() && !is_blank(text_[end]) && text_[end] != '"' && text_[end] != '(' &&
           text_[end] != ')') {
      ++end;
    }
    // Brackets inside a word belong to it: "f(x)" is one piece, "(a b)" was handled above.
    const std::string_view piece = text_.substr(at_, std::max<std::size_t>(end - at_, 1));
    at_ += piece.size();
    if (field == nullptr) {
      if (const std::size_t colon = unknown_prefix(piece)) {
        return join(NodeKind::And, {leaf(piece.substr(0, colon), nullptr, false),
                                    leaf(piece.substr(colon + 1), nullptr, false)});
      }
    }
    return leaf(piece, field, false);
  }

  // Where the colon of "auther:shi" stands: a name that is no field's. Its parts are searched as
  // two words, and the nearest field is named. 0 for anything else: addresses, times, "3:1".
  std::size_t unknown_prefix(std::string_view piece) {
    std::size_t end = 0;
    while (end < piece.size() && std::isalpha(static_cast<unsigned char>(piece[end])) != 0) ++end;
    if (end == 0 || end + 1 >= piece.size() || piece[end] != ':' || piece[end + 1] == '/') return 0;
    const std::string name = fold(piece.substr(0, end));
    std::vector<std::string> known;
    for (const TextFieldSpec& spec : kTextFields) known.emplace_back(spec.name);
    const std::optional<std::string> meant = nearest(name, known);
    out_->notices.push_back(
        fmt::format("\"{}:\" is not a field and was searched as text.{}", name,
                    meant ? fmt::format(" Did you mean \"{}:\"?", *meant) : ""));
    return end;
  }

  QueryNode parse_quoted(const TextFieldSpec* field) {
    const std::size_t begin = at_ + 1;
    const std::size_t close = text_.find('"', begin);
    const bool closed = close != std::string_view::npos;
    const std::string_view inside =
        text_.substr(begin, closed ? close - begin : std::string_view::npos);
    at_ = closed ? close + 1 : text_.size();
    if (closed) return leaf(inside, field, true);
    // A lone quote must not turn the rest of the query into a phrase nobody meant.
    out_->notices.emplace_back(
        "A quotation mark was not closed; its words were searched one by one.");
    Parser rest(inside, analyzer_);
    rest.terms_ = terms_;
    rest.origin_ = origin_ + begin;
    ParsedQuery parsed = rest.parse();
    terms_ = rest.terms_;
    set_field(parsed.root, field);
    return std::move(parsed.root);
  }

  static void set_field(QueryNode& node, const TextFieldSpec* field) {
    if (field == nullptr) return;
    if (!node.tokens.empty() && node.field == nullptr) node.field = field;
    for (QueryNode& child : node.children) set_field(child, field);
  }

  // A phrase beyond the limit as its exact words, in any order.
  QueryNode words_of(const QueryNode& phrase) {
    if (phrases_ == kMaxPhrases + 1) {
      out_->notices.push_back(
          fmt::format("Only the first {} phrases are searched as phrases.", kMaxPhrases));
    }
    std::vector<QueryNode> words;
    for (const Token& token : phrase.tokens) {
      QueryNode word = phrase;
      word.kind = NodeKind::Word;
      word.tokens = {token};
      words.push_back(std::move(word));
    }
    return join(NodeKind::And, std::move(words));
  }

  QueryNode leaf(std::string_view piece, const TextFieldSpec* field, bool quoted) {
    QueryNode node;
    node.text = piece;
    node.begin = origin_ + static_cast<std::size_t>(piece.data() - text_.data());
    node.field = field;
    node.exact = quoted;
    node.tokens = analyzer_.analyze(piece);
    if (node.tokens.empty()) {
      if (!piece.empty()) out_->ignored.emplace_back(piece);
      return {};
    }
    const std::size_t room = terms_ < kMaxQueryTerms ? kMaxQueryTerms - terms_ : 0;
    terms_ += node.tokens.size();
    if (node.tokens.size() > room) node.tokens.resize(room);
    if (node.tokens.empty()) return {};
    if (node.tokens.size() == 1) {
      node.kind = NodeKind::Word;
    } else if (!quoted) {
      node.kind = NodeKind::Compound;
    } else if (++phrases_ <= kMaxPhrases) {
      node.kind = NodeKind::Phrase;
    } else {
      return words_of(node);
    }
    return node;
  }

  std::string_view text_;
  Analyzer& analyzer_;
  std::size_t at_ = 0;
  std::size_t terms_ = 0;
  std::size_t phrases_ = 0;
  std::size_t origin_ = 0;  // of text_ in the whole query
  ParsedQuery* out_ = nullptr;
};

}  // namespace

ParsedQuery parse_query(std::string_view text, Analyzer& analyzer) {
  const std::string clean = plain_syntax(repair_utf8(text));
  if (clean.find_first_not_of(" \t\n\r*") == std::string::npos)
    return {};  // "*" asks for everything
  ParsedQuery parsed = Parser(clean, analyzer).parse();
  parsed.text = clean;
  return parsed;
}

}  // namespace paperfind
