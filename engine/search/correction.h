// How the words of a query are put right: which are replaced, which are searched as another word
// too, what is only offered. Restrained: a word the corpus has is never replaced, and no word for
// one that finds nothing. The rules are in docs/query-syntax.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/query/plan_query.h"
#include "engine/query/spelling.h"
#include "engine/search/result_page.h"
#include "engine/store/doc_set.h"
#include "engine/store/paper_index.h"

namespace paperfind {

// A query as it was read before anything was put right.
struct TypedQuery {
  const std::string& text;  // what the offsets of `root` count in
  const QueryNode& root;
  const DocSet& matches;
  Joining joining = Joining::All;
  bool may_relax = false;   // where no paper holds all words, those with some are listed
  bool only_offer = false;  // apply nothing
};

struct CorrectedQuery {
  std::vector<Correction> corrections;
  bool applied = false;
  // Where applied:
  std::string text;
  QueryNode root;
  DocSet matches;
};

class Corrector {
 public:
  // Papers that match a query, or a part of it (then `typed` is empty).
  using MatchesOf = std::function<DocSet(const QueryNode&, Joining, std::string_view typed)>;

  Corrector(const PaperIndex& index, Analyzer& analyzer, const WordList& words,
            MatchesOf matches_of)
      : index_(index),
        analyzer_(analyzer),
        speller_(index, analyzer, words),
        matches_of_(std::move(matches_of)) {}

  // Nothing where the query is right as far as one can tell. Throws Xapian::Error.
  [[nodiscard]] std::optional<CorrectedQuery> correct(const TypedQuery& typed) const;

 private:
  // Words looked up at most, by edit distance or by the papers they share with the others.
  static constexpr std::size_t kMaxLookups = 8;
  // So few papers that a query, or a word, may be a slip of the pen that authors made too.
  static constexpr std::size_t kFew = 3;

  struct Word {
    const QueryNode* leaf;
    const Token* token;
    std::uint32_t papers;  // that a search for it finds
    bool correctable;

    [[nodiscard]] std::size_t begin() const { return leaf->begin + token->begin; }
    [[nodiscard]] std::string typed() const {
      return leaf->text.substr(token->begin, token->end - token->begin);
    }
  };
  struct Choice;
  struct Way;
  // By field and folded word: what stands in its place.
  using Replacements = std::map<std::pair<const TextFieldSpec*, std::string>, std::string>;

  [[nodiscard]] bool is_settled(const TypedQuery& typed) const;
  [[nodiscard]] std::vector<Word> words_of(const QueryNode& root) const;
  [[nodiscard]] DocSet holding(const Spelling& spelling, const TextFieldSpec* field,
                               const DocSet& within) const;
  [[nodiscard]] DocSet others(const TypedQuery& typed, const std::vector<const Word*>& left_out,
                              Joining joining) const;

  [[nodiscard]] std::optional<CorrectedQuery> join(const TypedQuery& typed,
                                                   const std::vector<Word>& words) const;
  [[nodiscard]] std::optional<CorrectedQuery> replace(const TypedQuery& typed,
                                                      const std::vector<Word>& words) const;
  [[nodiscard]] std::vector<Choice> choose(const TypedQuery& typed,
                                           const std::vector<const Word*>& absent) const;
  [[nodiscard]] std::vector<Choice> choose_jointly(std::vector<Choice> open,
                                                   const DocSet& base) const;
  [[nodiscard]] std::vector<Way> extended(const std::vector<Way>& ways, Choice& choice,
                                          const DocSet& base, unsigned edits) const;
  [[nodiscard]] std::optional<CorrectedQuery> search_also(const TypedQuery& typed,
                                                          const std::vector<Word>& words) const;
  [[nodiscard]] std::optional<CorrectedQuery> offer(const TypedQuery& typed,
                                                    const std::vector<Word>& words) const;
  // The query with words replaced wherever they stand, read again.
  [[nodiscard]] CorrectedQuery reread(std::string text, const Replacements& replacements) const;

  const PaperIndex& index_;
  Analyzer& analyzer_;
  Speller speller_;
  MatchesOf matches_of_;
};

}  // namespace paperfind
