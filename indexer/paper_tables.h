// What a generation keeps of its papers besides the database, gathered block by block.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>

#include "engine/schema/resolver.h"
#include "engine/store/columns_builder.h"
#include "engine/store/doc_vectors.h"
#include "engine/store/forward_builder.h"
#include "engine/store/record_digests.h"
#include "engine/store/synonyms_builder.h"
#include "engine/store/title_phrases.h"

namespace paperfind {

struct PaperTables {
  explicit PaperTables(const Resolver& resolver) : columns(resolver) {}

  // Of a paper that became `document`.
  void add(const Paper& paper, const PaperFacets& facets, const Xapian::Document& document);
  // Of the papers that follow: as if they had been added here.
  void append(PaperTables&& later);

  ColumnsBuilder columns;
  DocVectorsBuilder vectors;
  ForwardBuilder forward;  // told of the texts while the document is made
  SynonymsBuilder synonyms;
  TitleList titles;
  RecordDigests digests;
};

// Puts tables of blocks that are done in any order together in the order of the blocks.
class TablesInOrder {
 public:
  explicit TablesInOrder(const Resolver& resolver) : all_(resolver) {}

  // Safe to call from several threads, once for each block from 0.
  void add(std::size_t block, PaperTables&& tables);
  // When every block is in.
  [[nodiscard]] PaperTables& all() { return all_; }

 private:
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::map<std::size_t, PaperTables> waiting_;
  PaperTables all_;
};

}  // namespace paperfind
