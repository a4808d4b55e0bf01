#include "indexer/shard_writer.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <system_error>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/schema/document.h"
#include "engine/schema/stored_paper.h"
#include "engine/store/xapian_guard.h"
#include "indexer/progress.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

// A block ends with either; both together bound the memory a thread takes. Not a matter of the
// number of threads, for the result must not depend on it. Merging leaves a term's postings of two
// blocks in two chunks: blocks of 100 are inverted a little faster, but make the index a quarter
// larger and a query step over more chunks.
constexpr std::size_t kBlockPapers = 500;
constexpr std::size_t kBlockBytes = std::size_t{4} << 20;
// Databases merged at once; each has four files open.
constexpr std::size_t kMergedAtOnce = 32;

// Nothing is synced before the whole generation is, and all thrown away if that fails.
constexpr int kUnsynced = Xapian::DB_CREATE | Xapian::DB_NO_SYNC;

// Turns blocks into databases. One per thread.
class BlockWriter {
 public:
  explicit BlockWriter(const CorpusPass& corpus) : corpus_(corpus), documents_(corpus.resolver) {}

  // `step` is called after every paper.
  template <typename Step>
  Result<PaperTables> write(std::size_t begin, std::size_t end, const fs::path& path, Step step) {
    Xapian::WritableDatabase db(path.string(), kUnsynced);
    PaperTables tables(corpus_.resolver);
    for (std::size_t place = begin; place < end; ++place) {
      if (Status added = add(place, db, tables); !added.ok()) return added.error();
      step();
    }
    db.commit();
    return tables;
  }

 private:
  Status add(std::size_t place, Xapian::WritableDatabase& db, PaperTables& tables) {
    const Result<std::string> bytes = corpus_.papers.bytes(place);
    if (!bytes.ok()) return bytes.error();
    const Result<Paper> paper = decode_paper(*bytes);
    if (!paper.ok()) return paper.error();
    // A withdrawn paper is in no search, so it must not bring values of its own into the facets.
    const bool shown = paper->status != PaperStatus::Withdrawn;
    const PaperFacets facets = shown ? facets_of(*paper, corpus_.resolver) : PaperFacets();
    tables.forward.begin_paper();
    const Xapian::Document document = documents_.build(
        *paper, facets, static_cast<std::uint32_t>(place),
        [&](TextField field, Xapian::termpos position, std::span<const Token> tokens) {
          tables.forward.add(field, position, tokens);
        });
    db.add_document(document);
    tables.digests.add(corpus_.papers.digest(place), *bytes, *paper);
    tables.add(*paper, facets, document);
    return {};
  }

  const CorpusPass& corpus_;
  DocumentBuilder documents_;
};

Status merge(const std::vector<fs::path>& parts, const fs::path& into, unsigned flags) {
  return guard_xapian([&]() -> Status {
    Xapian::Database all;
    for (const fs::path& part : parts) all.add_database(Xapian::Database(part.string()));
    all.compact(into.string(), flags);
    return {};
  });
}

}  // namespace

ShardWriter::ShardWriter(const CorpusPass& corpus, fs::path scratch, WriteOptions options)
    : corpus_(corpus), scratch_(std::move(scratch)), options_(options) {
  cut_blocks();
}

ShardWriter::~ShardWriter() {
  std::error_code ignored;  // the folder around it is removed if the build fails
  fs::remove_all(scratch_, ignored);
}

void ShardWriter::cut_blocks() {
  const std::size_t count = corpus_.papers.size();
  std::size_t begin = 0, bytes = 0;
  for (std::size_t place = 0; place < count; ++place) {
    bytes += corpus_.papers.byte_count(place);
    const std::size_t end = place + 1;
    if (end - begin < kBlockPapers && bytes < kBlockBytes && end < count) continue;
    blocks_.push_back({begin, end});
    begin = end;
    bytes = 0;
  }
  if (blocks_.empty()) blocks_.push_back({0, 0});  // a database without papers is one all the same
}

fs::path ShardWriter::part(std::size_t number) const {
  return scratch_ / fmt::format("{}", number);
}

Status ShardWriter::write_blocks(TablesInOrder& tables) {
  std::error_code error;
  fs::create_directories(scratch_, error);
  if (error) {
    return Error{ErrorCode::Io, "cannot create a folder: " + error.message(), scratch_.string()};
  }
  Progress progress("indexing papers", corpus_.papers.size(), options_.quiet);
  std::mutex mutex;
  const auto step = [&] {
    const std::lock_guard lock(mutex);
    progress.step();
  };
  for (std::size_t block = 0; block < blocks_.size(); ++block) parts_.push_back(part(block));
  return for_each_item(blocks_.size(), options_.jobs, [&] {
    return [&, writer = BlockWriter(corpus_)](std::size_t block) mutable -> Status {
      Result<PaperTables> written = guard_xapian([&] {
        return writer.write(blocks_[block].begin, blocks_[block].end, parts_[block], step);
      });
      if (!written.ok()) return written.error();
      tables.add(block, std::move(written).value());
      return {};
    };
  });
}

Status ShardWriter::merge_runs() {
  const std::size_t runs = (parts_.size() + kMergedAtOnce - 1) / kMergedAtOnce;
  std::vector<fs::path> merged;
  for (std::size_t run = 0; run < runs; ++run) {
    merged.push_back(parts_[run * kMergedAtOnce].string() + "m");
  }
  const Status done = for_each_item(runs, options_.jobs, [&] {
    return [&](std::size_t run) -> Status {
      const auto begin = parts_.begin() + static_cast<std::ptrdiff_t>(run * kMergedAtOnce);
      const auto left = static_cast<std::size_t>(parts_.end() - begin);
      const std::vector<fs::path> run_parts(
          begin, begin + static_cast<std::ptrdiff_t>(std::min(kMergedAtOnce, left)));
      if (Status status = merge(run_parts, merged[run], Xapian::Compactor::STANDARD); !status.ok())
        return status;
      std::error_code ignored;  // only room on the disk is at stake
      for (const fs::path& part : run_parts) fs::remove_all(part, ignored);
      return {};
    };
  });
  parts_ = std::move(merged);
  return done;
}

Status ShardWriter::merge_into(const fs::path& shard) {
  const Progress shown("merging", options_.quiet);
  while (parts_.size() > kMergedAtOnce) {
    if (Status merged = merge_runs(); !merged.ok()) return merged;
  }
  return merge(parts_, shard, Xapian::Compactor::FULL);
}

}  // namespace paperfind
