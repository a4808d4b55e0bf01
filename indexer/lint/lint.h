// What a valid corpus may still have wrong: found by reading all of it, judged by a person.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "indexer/corpus_pass.h"

namespace paperfind {

// One thing to look at: "p3, p9: Pruning attention heads".
struct Remark {
  std::string text;
  std::size_t papers = 1;  // affected
};

// Remarks of one kind, those that affect most papers first.
struct LintReport {
  std::string what;  // "papers of one event with the same title"
  std::string hint;  // what to do
  std::size_t papers = 0;
  std::vector<Remark> remarks;
};

// Kinds with remarks alone, those that affect most papers first; the same corpus gives the same.
// `own_institutions`: the corpus has an institutions.json, so that it means to name them all.
Result<std::vector<LintReport>> lint(const CorpusPass& corpus, bool own_institutions);

}  // namespace paperfind
