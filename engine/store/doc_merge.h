// Which documents a generation has that is made from two: the generation before (A) and a small one
// of only the fresh papers (B). Tables are merged by it instead of built anew.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"
#include "engine/store/columns.h"

namespace paperfind {

struct DocMerge {
  // A document of A, or of B where it is fresh.
  struct Source {
    bool fresh = false;
    DocId doc = 0;
    friend bool operator==(const Source&, const Source&) = default;
  };
  // Of each new document, [docs + 1]; the first is unused. Documents of A keep their order among
  // themselves, and so do those of B, none of which is left out. Those of A that are in it nowhere
  // are gone.
  std::vector<Source> of{{}};

  [[nodiscard]] DocId doc_count() const { return static_cast<DocId>(of.size() - 1); }
};

// Documents that follow each other in their table and in the merged one.
struct DocSpan {
  DocMerge::Source first;
  DocId to = 0;  // the new number of the first
  DocId count = 0;
};

// All new documents, in order. Arrays by document are copied span by span.
std::vector<DocSpan> spans_of(const DocMerge& map);
// The new number of each document of A (of B where `fresh`), [docs + 1]; 0: gone.
std::vector<DocId> new_numbers(const DocMerge& map, bool fresh, DocId docs);
// The documents of A that are gone, ascending.
std::vector<DocId> gone_documents(const DocMerge& map, DocId docs);

// Reads a paper as it is stored, for what the tables do not keep. Called from one thread at a time.
using StoredPaper = std::function<Result<Paper>(DocMerge::Source)>;

}  // namespace paperfind
