#include "searchd/http/export_blocks.h"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "searchd/http/log.h"

namespace paperfind {
namespace {

constexpr std::size_t kBlockBytes = 65'536;
// A calendar of papers without times has no bytes for them: others want the worker too.
constexpr std::size_t kBlockPapers = 1024;

}  // namespace

Status ExportBlocks::begin() { return make_block(); }

std::string ExportBlocks::next() {
  if (block_.empty()) {
    if (const Status made = make_block(); !made.ok()) {
      // The status line is long gone: all that is left is to end the connection before the end.
      log_event(LogLevel::Error, "export-broken", {{"error", made.error().to_string()}});
      throw std::runtime_error("an export broke off");
    }
  }
  return std::exchange(block_, {});
}

Status ExportBlocks::make_block() {
  const std::size_t most = done_docs_ + kBlockPapers;
  while (!ended_ && block_.size() < kBlockBytes && done_docs_ < most) {
    if (Status added = add_papers(); !added.ok()) return added;
    if (done_docs_ < docs_.size()) continue;
    block_ += export_->tail();
    ended_ = true;
  }
  return {};
}

Status ExportBlocks::add_papers() {
  const std::span<const std::uint32_t> left = std::span(docs_).subspan(done_docs_);
  const std::size_t count = std::min(left.size(), kExportedAtOnce);
  const Result<std::vector<PaperView>> papers = searcher_->papers(left.first(count));
  if (!papers.ok()) return papers.error();
  if (!export_) {
    export_.emplace(format_, std::move(source_));
    block_ = export_->head(*papers);
  }
  for (const PaperView& paper : *papers) block_ += export_->entry(paper);
  done_docs_ += count;
  return {};
}

}  // namespace paperfind
