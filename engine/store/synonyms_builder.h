// Finds what words are also called here while documents are written: the groups of the
// site's own file, acronyms the papers explain, and words they write as one and as two.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/record/corpus.h"
#include "engine/record/paper.h"
#include "engine/store/joined_words.h"
#include "engine/store/synonyms.h"
#include "engine/text/analyzer.h"

namespace paperfind {

class SynonymsBuilder {
 public:
  void add(const Paper& paper);
  // As if the papers of `later` had been added here.
  void append(const SynonymsBuilder& later);
  // The words the papers added write as one and as two. Once all are in.
  [[nodiscard]] std::vector<JoinedWord> joined_words(const ForwardIndex& papers,
                                                     const WordList& words) const;
  // Once, at the end. `db` holds all that was added. Throws Xapian::Error.
  [[nodiscard]] Synonyms finish(const Xapian::Database& db, const std::vector<SynonymGroup>& groups,
                                const std::vector<JoinedWord>& joined_words);

 private:
  struct Meaning {
    std::uint32_t papers = 0;
    std::map<std::string, std::uint32_t> forms;  // as written → papers
  };
  struct Acronym {
    std::map<std::string, std::uint32_t> forms;
    std::map<std::string, Meaning> meanings;  // by key
  };
  // The one meaning an acronym has in this corpus; null where it has several or too weak a one.
  [[nodiscard]] static const Meaning* meaning_of(const Acronym& acronym, std::uint32_t papers);
  void count_capitals(std::string_view text, std::vector<std::string>& seen) const;

  Analyzer analyzer_;
  std::map<std::string, Acronym> acronyms_;                     // by folded form
  std::unordered_map<std::string, std::uint32_t> in_capitals_;  // papers, by folded form
};

}  // namespace paperfind
