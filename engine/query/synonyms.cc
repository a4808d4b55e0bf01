#include "engine/query/synonyms.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "engine/text/acronyms.h"

namespace paperfind {
namespace {

bool is_plain(const QueryNode& node) {
  return (node.kind == NodeKind::Word || node.kind == NodeKind::Compound) && is_relaxable(node) &&
         node.field == nullptr && node.also.empty();
}

bool has_small_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// "NAS", "CNNs".
bool is_in_capitals(std::string_view text) {
  if (text.size() > 2 && text.back() == 's') text.remove_suffix(1);
  return is_acronym(text) && !has_small_letter(text);
}

// Capitals tell nothing in "CAN ROBOTS LEARN".
bool is_shouted(const QueryNode& root) {
  std::size_t words = 0;
  bool small = false;
  for_each_leaf(root, [&](const QueryNode& leaf) {
    ++words;
    small = small || has_small_letter(leaf.text);
  });
  return words > 1 && !small;
}

std::vector<std::string> stems_of(const QueryNode& root) {
  std::vector<std::string> stems;
  for_each_leaf(root, [&](const QueryNode& leaf) {
    for (const Token& token : leaf.tokens) stems.push_back(token.stem);
  });
  return stems;
}

class Adder {
 public:
  Adder(const Synonyms& synonyms, Analyzer& analyzer, const QueryNode& root)
      : synonyms_(synonyms),
        analyzer_(analyzer),
        typed_(stems_of(root)),
        shouted_(is_shouted(root)) {}

  void add(QueryNode& node) {
    if (is_plain(node)) return add_to_runs({&node, 1});
    if (node.kind == NodeKind::And) return add_to_runs(node.children);
    if (node.kind != NodeKind::Or) return;
    for (QueryNode& child : node.children) add(child);
  }

  std::vector<UsedSynonym> take() { return std::move(used_); }

 private:
  // The longest run that begins at each word.
  void add_to_runs(std::span<QueryNode> nodes) {
    for (std::size_t at = 0; at < nodes.size();) {
      if (!is_plain(nodes[at])) {
        add(nodes[at++]);
        continue;
      }
      std::size_t size = 1;
      for (std::size_t end = plain_until(nodes, at); end > at; --end) {
        if (!add_to_run(nodes.subspan(at, end - at))) continue;
        size = end - at;
        break;
      }
      at += size;
    }
  }

  static std::size_t plain_until(std::span<const QueryNode> nodes, std::size_t at) {
    std::size_t tokens = 0;
    while (at < nodes.size() && is_plain(nodes[at])) {
      tokens += nodes[at].tokens.size();
      if (tokens > kMaxSynonymWords) break;
      ++at;
    }
    return at;
  }

  [[nodiscard]] const Synonyms::Entry* find(std::span<const QueryNode> run) const {
    std::vector<Token> tokens;
    for (const QueryNode& node : run) {
      tokens.insert(tokens.end(), node.tokens.begin(), node.tokens.end());
    }
    const Synonyms::Entry* entry = nullptr;
    if (tokens.size() == 1) {
      const std::string& term = tokens.front().term;
      entry = synonyms_.find(acronym_key(term));
      if (entry == nullptr) entry = synonyms_.find(acronym_key(other_number(term)));
    }
    if (entry == nullptr) entry = synonyms_.find(synonym_key(tokens));
    const bool capitals = !shouted_ && is_in_capitals(run.front().text);
    return entry != nullptr && entry->only_in_capitals && !capitals ? nullptr : entry;
  }

  bool add_to_run(std::span<QueryNode> run) {
    const Synonyms::Entry* entry = find(run);
    const auto is_common = [](const QueryNode& node) { return node.common; };
    if (entry == nullptr || std::all_of(run.begin(), run.end(), is_common)) return false;
    UsedSynonym used;
    for (const QueryNode& node : run) used.from += (used.from.empty() ? "" : " ") + node.text;
    for (const std::string& other : entry->others) {
      const Synonym synonym = read(other, run);
      if (total_ == kMaxSynonymsUsed || is_typed(synonym) || is_variant(synonym, run)) continue;
      ++total_;
      used.to.push_back(other);
      for (QueryNode& node : run) {
        if (!node.common) node.synonyms.push_back(synonym);
      }
    }
    if (!used.to.empty()) used_.push_back(std::move(used));
    return true;
  }

  // "TSS (time-sharing system)": one who types both names asks for both.
  [[nodiscard]] bool is_typed(const Synonym& synonym) const {
    const auto same = [](const std::string& stem, const Token& token) {
      return stem == token.stem;
    };
    return std::search(typed_.begin(), typed_.end(), synonym.tokens.begin(), synonym.tokens.end(),
                       same) != typed_.end();
  }

  // "low-precision" is searched as "lowprecision" anyway.
  static bool is_variant(const Synonym& synonym, std::span<const QueryNode> run) {
    if (run.size() != 1 || synonym.tokens.size() != 1) return false;
    const std::string& word = synonym.tokens.front().term;
    return std::any_of(run.front().tokens.begin(), run.front().tokens.end(),
                       [&](const Token& token) {
                         return std::find(token.variants.begin(), token.variants.end(), word) !=
                                token.variants.end();
                       });
  }

  [[nodiscard]] Synonym read(const std::string& text, std::span<const QueryNode> run) const {
    Synonym synonym;
    synonym.tokens = analyzer_.analyze(text);
    synonym.exact = is_acronym(text);
    Token& last = synonym.tokens.back();
    if (synonym.exact || synonym.tokens.size() > 1) {
      last.variants.push_back(other_number(last.term));
    }
    const auto words =
        std::count_if(run.begin(), run.end(), [](const QueryNode& node) { return !node.common; });
    synonym.words = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(words, 1));
    return synonym;
  }

  const Synonyms& synonyms_;
  Analyzer& analyzer_;
  std::vector<std::string> typed_;  // the stems of the query
  bool shouted_;
  std::size_t total_ = 0;
  std::vector<UsedSynonym> used_;
};

}  // namespace

std::vector<UsedSynonym> add_synonyms(const Synonyms& synonyms, Analyzer& analyzer,
                                      QueryNode& root) {
  if (synonyms.entries().empty()) return {};
  Adder adder(synonyms, analyzer, root);
  adder.add(root);
  return adder.take();
}

}  // namespace paperfind
