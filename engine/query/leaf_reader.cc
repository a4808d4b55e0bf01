#include "engine/query/leaf_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/utf8.h"
#include "engine/query/identifier_terms.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

// A word asked for twice is one condition, and weighs more.
void add_once(QueryNode& node, QueryNode child) {
  const std::string text = to_string(child);
  for (QueryNode& other : node.children) {
    if (to_string(other) != text) continue;
    other.required = other.required || child.required;
    other.times = std::min(other.times + child.times, kMaxTimes);
    return;
  }
  node.children.push_back(std::move(child));
}

// The words of a phrase or a group, exact, in any order.
QueryNode words_of(const QueryNode& node) {
  std::vector<QueryNode> words;
  for (const QueryNode& child : node.children) words.push_back(words_of(child));
  if (!node.children.empty()) return join(NodeKind::And, std::move(words));
  if (node.kind == NodeKind::Prefix) return node;
  for (const Token& token : node.tokens) {
    QueryNode word = node;
    word.kind = NodeKind::Word;
    word.tokens = {token};
    words.push_back(std::move(word));
  }
  return join(NodeKind::And, std::move(words));
}

}  // namespace

const ConditionSpec* find_condition(std::string_view name) {
  for (const ConditionSpec& spec : kConditions) {
    if (spec.name == name) return &spec;
  }
  return nullptr;
}

QueryNode join(NodeKind kind, std::vector<QueryNode> children) {
  std::erase_if(children, [](const QueryNode& child) { return child.kind == NodeKind::All; });
  if (children.empty()) return {};
  if (children.size() == 1) return std::move(children.front());
  QueryNode node;
  node.kind = kind;
  for (QueryNode& child : children) {
    if (child.kind != kind) {
      add_once(node, std::move(child));
      continue;
    }
    for (QueryNode& grandchild : child.children) {
      grandchild.required = grandchild.required || (kind == NodeKind::And && child.required);
      add_once(node, std::move(grandchild));
    }
  }
  if (node.children.size() == 1) return std::move(node.children.front());
  return node;
}

void rejoin(QueryNode& node) {
  if (node.kind != NodeKind::And && node.kind != NodeKind::Or) return;
  const bool required = node.required;
  node = join(node.kind, std::move(node.children));
  node.required = node.required || required;
}

QueryNode LeafReader::piece(std::string_view piece, const TextFieldSpec* field) {
  const std::size_t colon = field == nullptr ? unknown_prefix(piece) : 0;
  if (colon == 0) return word(piece, field);
  return join(NodeKind::And,
              {word(piece.substr(0, colon), nullptr), word(piece.substr(colon + 1), nullptr)});
}

QueryNode LeafReader::word(std::string_view piece, const TextFieldSpec* field) {
  return piece.ends_with('*') ? wildcard(piece, field) : leaf(piece, field, false);
}

// Where the colon of "auther:shi" stands: a name that is no field's. Its parts are searched as
// two words, and the nearest field is named. 0 for anything else: addresses, times, "3:1".
std::size_t LeafReader::unknown_prefix(std::string_view piece) {
  std::size_t end = 0;
  while (end < piece.size() && std::isalpha(static_cast<unsigned char>(piece[end])) != 0) ++end;
  if (end == 0 || end + 1 >= piece.size() || piece[end] != ':' || piece[end + 1] == '/') return 0;
  const std::string name = fold(piece.substr(0, end));
  std::vector<std::string> known;
  for (const TextFieldSpec& spec : kTextFields) known.emplace_back(spec.name);
  for (const ConditionSpec& spec : kConditions) known.emplace_back(spec.name);
  const std::optional<std::string> meant = nearest(name, known);
  notice(fmt::format("\"{}:\" is not a field and was searched as text.{}", name,
                     meant ? fmt::format(" Did you mean \"{}:\"?", *meant) : ""));
  return end;
}

QueryNode LeafReader::wildcard(std::string_view piece, const TextFieldSpec* field) {
  const std::string_view stem = piece.substr(0, piece.find_last_not_of('*') + 1);
  QueryNode node = leaf(stem, field, false);
  if (node.kind == NodeKind::All) return node;
  if (node.kind != NodeKind::Word) {
    notice(fmt::format("\"{}\" is more than one word: it was searched without the \"*\".", piece));
  } else if (character_count(node.tokens.front().term) < kMinWildcardLetters) {
    notice(fmt::format("\"{}\" was searched without the \"*\": it needs {} letters before it.",
                       piece, kMinWildcardLetters));
  } else if (++wildcards_ > kMaxWildcards) {
    notice(fmt::format("\"{}\" was searched without the \"*\": a query may have {} of them.", piece,
                       kMaxWildcards));
  } else {
    node.kind = NodeKind::Prefix;
    node.text = piece;
  }
  return node;
}

QueryNode LeafReader::quoted(std::string_view inside, const TextFieldSpec* field) {
  QueryNode node = leaf(inside, field, true);
  return node.kind != NodeKind::Phrase || take_phrase() ? node : words_of(node);
}

bool LeafReader::take_phrase() {
  if (++phrases_ == kMaxPhrases + 1) {
    notice(fmt::format("Only the first {} phrases are searched as phrases.", kMaxPhrases));
  }
  return phrases_ <= kMaxPhrases;
}

QueryNode LeafReader::leaf(std::string_view piece, const TextFieldSpec* field, bool quoted) {
  QueryNode node;
  node.text = piece;
  node.begin = static_cast<std::size_t>(piece.data() - text_.data());
  node.field = field;
  node.exact = quoted;
  node.tokens = analyzer_.analyze(piece);
  if (node.tokens.empty()) {
    if (!piece.empty()) out_.ignored.emplace_back(piece);
    return {};
  }
  const std::size_t room = terms_ < kMaxQueryTerms ? kMaxQueryTerms - terms_ : 0;
  terms_ += node.tokens.size();
  if (node.tokens.size() > room) node.tokens.resize(room);
  if (node.tokens.empty()) return {};
  node.kind = node.tokens.size() == 1 ? NodeKind::Word
              : quoted                ? NodeKind::Phrase
                                      : NodeKind::Compound;
  return node;
}

QueryNode LeafReader::condition(const ConditionSpec& spec, std::string_view name,
                                std::string_view piece) {
  QueryNode node;
  node.kind = spec.kind;
  node.facet = spec.facet;
  node.text = piece;
  node.begin = static_cast<std::size_t>(piece.data() - text_.data());
  if (spec.kind == NodeKind::Id && !identifier_terms(piece).empty()) return node;
  if (spec.kind == NodeKind::Range) {
    const std::optional<ValueRange> range = parse_range(spec.facet, piece);
    if (range && ++ranges_ <= kMaxRanges) {
      node.range = *range;
      if (range->reversed) {
        notice(fmt::format("\"{}:{}\" was read as {}.", spec.name, piece, to_string(node)));
      }
      return node;
    }
  }
  const std::string why =
      spec.kind == NodeKind::Id
          ? "cannot be an id, a DOI or an arXiv id"
          : (ranges_ > kMaxRanges ? "is one range too many"
                                  : fmt::format("is no {} and no range", spec.name));
  notice(fmt::format("\"{}:{}\" was searched as text: \"{}\" {}.", spec.name, piece, piece, why));
  return join(NodeKind::And, {leaf(name, nullptr, false), leaf(piece, nullptr, false)});
}

void LeafReader::make_conditions(const ConditionSpec& spec, QueryNode& group) {
  const bool is_piece = group.children.empty() && !group.tokens.empty() && group.field == nullptr;
  if (is_piece) {
    const std::string_view piece = text_.substr(group.begin, group.text.size());
    const bool required = group.required;
    group = condition(spec, piece.substr(0, 0), piece);
    group.required = required;
    return;
  }
  if (!group.tokens.empty()) return;  // NEAR and ADJ stay words
  for (QueryNode& child : group.children) make_conditions(spec, child);
  rejoin(group);
}

QueryNode LeafReader::group(NodeKind kind, std::uint32_t distance,
                            std::vector<QueryNode> operands) {
  QueryNode node;
  node.kind = kind;
  node.distance = distance;
  // Words near each other stand in one field: naming it once is enough.
  for (QueryNode& operand : operands) {
    if (node.field == nullptr) node.field = operand.field;
    operand.exact = true;
  }
  bool one_field = true;
  for (QueryNode& operand : operands) {
    one_field = one_field && (operand.field == nullptr || operand.field == node.field);
    node.tokens.insert(node.tokens.end(), operand.tokens.begin(), operand.tokens.end());
    node.required = node.required || operand.required;
  }
  node.children = std::move(operands);
  if (!one_field) {
    notice("Words of two fields are never near each other: they were searched in any order.");
    return words_of(node);
  }
  for (QueryNode& operand : node.children) operand.field = node.field;
  return take_phrase() ? node : words_of(node);
}

void LeafReader::notice(std::string text) {
  std::vector<std::string>& notices = out_.notices;
  if (notices.size() >= kMaxNotices) return;
  if (std::find(notices.begin(), notices.end(), text) == notices.end()) {
    notices.push_back(std::move(text));
  }
}

void LeafReader::finish() {
  if (terms_ > kMaxQueryTerms) {
    notice(fmt::format("Only the first {} words are searched.", kMaxQueryTerms));
  }
}

}  // namespace paperfind
