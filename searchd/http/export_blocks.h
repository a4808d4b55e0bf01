// An export as a body in blocks: of any number of papers, in the memory of a few.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/render/export.h"
#include "searchd/http/message.h"
#include "searchd/http/searcher_pool.h"

namespace paperfind {

class ExportBlocks : public BodyBlocks {
 public:
  // `searcher` is borrowed until keep().
  ExportBlocks(const ExportFormat& format, ExportSource source, Searcher& searcher, PaperList list)
      : format_(format),
        source_(std::move(source)),
        searcher_(&searcher),
        docs_(std::move(list.docs)) {}

  // Makes the first block, which next() gives. Fails as the searcher does.
  Status begin();
  // Of the searcher it was made with.
  void keep(SearcherPool::LongLease lease) { lease_.emplace(std::move(lease)); }

  std::string next() override;
  [[nodiscard]] bool done() const override { return ended_ && block_.empty(); }
  // Nothing will follow the first block.
  [[nodiscard]] bool is_one_block() const { return ended_; }

 private:
  Status make_block();
  Status add_papers();

  const ExportFormat& format_;
  ExportSource source_;
  Searcher* searcher_;
  std::vector<std::uint32_t> docs_;
  std::size_t done_docs_ = 0;
  std::optional<Export> export_;
  std::string block_;
  bool ended_ = false;
  std::optional<SearcherPool::LongLease> lease_;
};

}  // namespace paperfind
