#include "engine/query/parse_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/query/common_words.h"
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

// What stands before a colon: a field of text, or the name of a condition, or (neither) nothing.
struct Scope {
  const TextFieldSpec* field = nullptr;
  const ConditionSpec* condition = nullptr;
  std::string_view name;  // as typed
};

// "NEAR", "NEAR/5", "ADJ", "ADJ/2" as typed.
struct Proximity {
  NodeKind kind;
  std::uint32_t distance;
  bool bare;  // without a number: may be a word in capitals
  std::string_view typed;
  std::size_t end;  // behind it
};

void set_field(QueryNode& node, const TextFieldSpec* field) {
  if (!node.tokens.empty() && node.field == nullptr) node.field = field;
  for (QueryNode& child : node.children) set_field(child, field);
  rejoin(node);
}

bool fits_in_group(const QueryNode& node) {
  return node.kind == NodeKind::Word || node.kind == NodeKind::Compound ||
         node.kind == NodeKind::Phrase || node.kind == NodeKind::Prefix;
}

class Parser {
 public:
  Parser(std::string_view text, LeafReader& leaves, ParsedQuery& out)
      : text_(text), leaves_(leaves), out_(out) {}

  QueryNode parse() {
    QueryNode root = parse_or(0);
    // A ')' too many ends parse_or early: the rest is read as more of the same.
    while (at_ < text_.size()) {
      ++at_;
      root = join(NodeKind::And, {std::move(root), parse_or(0)});
    }
    return root;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  [[nodiscard]] bool ends_word(std::size_t at) const {
    return at >= text_.size() || is_blank(text_[at]) || text_[at] == '(' || text_[at] == ')';
  }

  // True where the operator word stands alone, upper-case.
  [[nodiscard]] bool is_operator(std::string_view word) const {
    return text_.substr(at_).starts_with(word) && ends_word(at_ + word.size());
  }

  bool take_operator(std::string_view word) {
    skip_blanks();
    if (!is_operator(word)) return false;
    at_ += word.size();
    return true;
  }

  void ignore(std::string_view typed) { out_.ignored.emplace_back(typed); }

  QueryNode parse_or(std::size_t depth) {
    std::vector<QueryNode> sides{parse_and(depth)};
    while (take_operator("OR")) {
      QueryNode side = parse_and(depth);
      if (side.kind == NodeKind::All || sides.back().kind == NodeKind::All) {
        ignore("OR");
        leaves_.notice("OR needs a word on both sides; it was ignored.");
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
      if (is_operator("OR")) {
        if (!parts.empty()) break;
        take_operator("OR");
        ignore("OR");
        continue;
      }
      if (take_operator("AND")) {
        skip_blanks();
        if (parts.empty() || at_ >= text_.size()) ignore("AND");
        continue;
      }
      if (drop_proximity()) continue;
      parts.push_back(parse_clause(depth));
    }
    return join(NodeKind::And, std::move(parts));
  }

  // NEAR or ADJ where it joins nothing. True if it was left out.
  bool drop_proximity() {
    const std::optional<Proximity> found = proximity();
    if (!found) return false;
    leaves_.notice(fmt::format("{} needs a word or a phrase on both sides; it was {}.",
                               found->typed, found->bare ? "searched as a word" : "ignored"));
    if (found->bare) return false;
    ignore(found->typed);
    at_ = found->end;
    return true;
  }

  // NOT, '-' or '+' standing here, taken.
  bool take_sign(char sign) {
    const bool here = at_ + 1 < text_.size() && text_[at_] == sign && !is_blank(text_[at_ + 1]);
    if (here) ++at_;
    return here;
  }

  QueryNode parse_clause(std::size_t depth) {
    bool negative = take_operator("NOT");
    while (take_operator("NOT")) ignore("NOT");
    skip_blanks();
    negative = take_sign('-') || negative;
    const bool required = !negative && take_sign('+');
    QueryNode node = parse_group(depth, negative);
    if (node.kind == NodeKind::All) {
      if (negative) ignore("NOT");
      return node;
    }
    node.required = node.required || required;
    if (!negative) return node;
    if (node.kind == NodeKind::Not) return std::move(node.children.front());
    QueryNode not_node;
    not_node.kind = NodeKind::Not;
    not_node.children.push_back(std::move(node));
    return not_node;
  }

  // Operands with NEAR or ADJ between them. A sign may stand behind a prefix too: "title:-survey".
  QueryNode parse_group(std::size_t depth, bool& negative) {
    const Scope scope = take_scope();
    if (scope.field != nullptr) negative = take_sign('-') || negative;
    QueryNode first = parse_operand(scope, depth);
    std::vector<QueryNode> operands;
    operands.push_back(std::move(first));
    std::optional<Proximity> joint;
    while (fits_in_group(operands.back())) {
      skip_blanks();
      const std::optional<Proximity> next = proximity();
      if (!next || (joint && joint->kind != next->kind) || !operand_follows(next->end)) break;
      at_ = next->end;
      skip_blanks();
      QueryNode operand = parse_operand(take_scope(), depth);
      if (operand.kind == NodeKind::All) {
        ignore(next->typed);
        continue;
      }
      if (!joint || next->distance > joint->distance) joint = next;
      operands.push_back(std::move(operand));
    }
    return close_group(joint, std::move(operands));
  }

  QueryNode close_group(const std::optional<Proximity>& joint, std::vector<QueryNode> operands) {
    if (!joint) return std::move(operands.front());
    if (!std::all_of(operands.begin(), operands.end(), fits_in_group)) {
      leaves_.notice(
          fmt::format("{} needs a word or a phrase on both sides; it was ignored.", joint->typed));
      ignore(joint->typed);
      return join(NodeKind::And, std::move(operands));
    }
    const std::uint32_t distance = std::clamp(joint->distance, 1U, kMaxDistance);
    const char* name = joint->kind == NodeKind::Near ? "NEAR" : "ADJ";
    if (distance != joint->distance) {
      leaves_.notice(fmt::format("{} was read as {}/{}: the number may be 1 to {}.", joint->typed,
                                 name, distance, kMaxDistance));
    }
    return leaves_.group(joint->kind, distance, std::move(operands));
  }

  // The operator standing here, not taken yet.
  [[nodiscard]] std::optional<Proximity> proximity() const {
    const std::string_view rest = text_.substr(at_);
    const bool near = rest.starts_with("NEAR");
    if (!near && !rest.starts_with("ADJ")) return std::nullopt;
    Proximity found{near ? NodeKind::Near : NodeKind::Adjacent, kDefaultDistance, true, {}, 0};
    std::size_t end = at_ + (near ? 4 : 3);
    if (end < text_.size() && text_[end] == '/') {
      const std::size_t digits = ++end;
      found.bare = false;
      found.distance = 0;
      while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') {
        const auto digit = static_cast<std::uint32_t>(text_[end++] - '0');
        found.distance = std::min(found.distance * 10 + digit, 1'000'000U);
      }
      if (end == digits) return std::nullopt;
    }
    if (!ends_word(end)) return std::nullopt;
    found.typed = text_.substr(at_, end - at_);
    found.end = end;
    return found;
  }

  // True where what comes next can stand beside NEAR: no operator, sign, parenthesis or end.
  [[nodiscard]] bool operand_follows(std::size_t at) const {
    while (at < text_.size() && is_blank(text_[at])) ++at;
    if (at >= text_.size() || text_[at] == '(' || text_[at] == ')') return false;
    Parser there = *this;
    there.at_ = at;
    if (there.take_sign('-') || there.take_sign('+') || there.proximity()) return false;
    return !there.is_operator("AND") && !there.is_operator("OR") && !there.is_operator("NOT");
  }

  // "title:" or "year:" with something behind it. An unknown name before ':' is text like any
  // other, but said so.
  Scope take_scope() {
    std::size_t end = at_;
    while (end < text_.size() && std::isalpha(static_cast<unsigned char>(text_[end])) != 0) ++end;
    if (end == at_ || end + 1 >= text_.size() || text_[end] != ':' || is_blank(text_[end + 1]))
      return {};
    const std::string_view typed = text_.substr(at_, end - at_);
    const std::string name = fold(typed);
    Scope scope{nullptr, find_condition(name), typed};
    if (text_[end + 1] != '/') scope.field = find_text_field(name);  // else an address
    if (scope.field != nullptr || scope.condition != nullptr) at_ = end + 1;
    return scope;
  }

  QueryNode parse_operand(const Scope& scope, std::size_t depth) {
    if (at_ >= text_.size()) return {};
    if (text_[at_] == '(' || text_[at_] == '"') {
      QueryNode node = text_[at_] == '(' ? parse_parentheses(depth) : parse_quoted();
      if (scope.field != nullptr) set_field(node, scope.field);
      if (scope.condition != nullptr) leaves_.make_conditions(*scope.condition, node);
      return node;
    }
    std::size_t end = at_;
    while (!ends_word(end) && text_[end] != '"') ++end;
    // Brackets inside a word belong to it: "f(x)" is one piece, "(a b)" was handled above.
    const std::string_view piece = text_.substr(at_, std::max<std::size_t>(end - at_, 1));
    at_ += piece.size();
    if (scope.condition != nullptr) {
      return leaves_.condition(*scope.condition, scope.name, piece);
    }
    return leaves_.piece(piece, scope.field);
  }

  QueryNode parse_parentheses(std::size_t depth) {
    ++at_;
    if (depth >= kMaxQueryNesting) return {};
    QueryNode group = parse_or(depth + 1);
    if (at_ < text_.size() && text_[at_] == ')') ++at_;
    return group;
  }

  QueryNode parse_quoted() {
    const std::size_t begin = at_ + 1;
    const std::size_t close = text_.find('"', begin);
    const bool closed = close != std::string_view::npos;
    const std::string_view inside =
        text_.substr(begin, closed ? close - begin : std::string_view::npos);
    at_ = closed ? close + 1 : text_.size();
    if (closed) return leaves_.quoted(inside, nullptr);
    // A lone quote must not turn the rest of the query into a phrase nobody meant.
    leaves_.notice("A quotation mark was not closed; its words were searched one by one.");
    return Parser(inside, leaves_, out_).parse();
  }

  std::string_view text_;
  LeafReader& leaves_;
  ParsedQuery& out_;
  std::size_t at_ = 0;
};

}  // namespace

ParsedQuery parse_query(std::string_view text, Analyzer& analyzer) {
  const std::string clean = plain_syntax(repair_utf8(text));
  if (clean.find_first_not_of(" \t\n\r*") == std::string::npos)
    return {};  // "*" asks for everything
  ParsedQuery parsed;
  LeafReader leaves(clean, analyzer, parsed);
  parsed.root = Parser(clean, leaves, parsed).parse();
  leaves.finish();
  mark_common_words(parsed.root);
  parsed.text = clean;
  return parsed;
}

}  // namespace paperfind
