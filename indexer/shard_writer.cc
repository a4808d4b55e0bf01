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

// One round: each run of neighbouring parts becomes one part.
Status merge_runs(std::vector<fs::path>& parts, std::size_t jobs) {
  const std::size_t runs = (parts.size() + kMergedAtOnce - 1) / kMergedAtOnce;
  std::vector<fs::path> merged;
  for (std::size_t run = 0; run < runs; ++run) {
    merged.push_back(parts[run * kMergedAtOnce].string() + "m");
  }
  const Status done = for_each_item(runs, jobs, [&] {
    return [&](std::size_t run) -> Status {
      const auto begin = parts.begin() + static_cast<std::ptrdiff_t>(run * kMergedAtOnce);
      const auto left = static_cast<std::size_t>(parts.end() - begin);
      const std::vector<fs::path> run_parts(
          begin, begin + static_cast<std::ptrdiff_t>(std::min(kMergedAtOnce, left)));
      if (Status status = merge(run_parts, merged[run], Xapian::Compactor::STANDARD); !status.ok())
        return status;
      std::error_code ignored;  // only room on the disk is at stake
      for (const fs::path& part : run_parts) fs::remove_all(part, ignored);
      return {};
    };
  });
  parts = std::move(merged);
  return done;
}

}  // namespace

ShardWriter::ShardWriter(const CorpusPass& corpus, fs::path scratch, WriteOptions options)
    : corpus_(corpus), scratch_(std::move(scratch)), options_(options) {
  for (std::size_t shard = 0; shard < options_.shards; ++shard) {
    const std::size_t before = blocks_.size();
    cut_blocks(shard_begin(shard), shard_begin(shard + 1));
    shard_blocks_.push_back(blocks_.size() - before);
  }
}

ShardWriter::~ShardWriter() {
  std::error_code ignored;  // the folder around it is removed if the build fails
  fs::remove_all(scratch_, ignored);
}

std::size_t ShardWriter::shard_begin(std::size_t shard) const {
  return corpus_.papers.size() * shard / options_.shards;
}

std::vector<std::size_t> ShardWriter::shard_sizes() const {
  std::vector<std::size_t> sizes;
  for (std::size_t shard = 0; shard < options_.shards; ++shard) {
    sizes.push_back(shard_begin(shard + 1) - shard_begin(shard));
  }
  return sizes;
}

void ShardWriter::cut_blocks(std::size_t begin, std::size_t end) {
  // A database without papers is one all the same.
  if (begin == end) blocks_.push_back({begin, end});
  std::size_t bytes = 0;
  for (std::size_t place = begin; place < end; ++place) {
    bytes += corpus_.papers.byte_count(place);
    const std::size_t next = place + 1;
    if (next - begin < kBlockPapers && bytes < kBlockBytes && next < end) continue;
    blocks_.push_back({begin, next});
    begin = next;
    bytes = 0;
  }
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
  return for_each_item(blocks_.size(), options_.jobs, [&] {
    return [&, writer = BlockWriter(corpus_)](std::size_t block) mutable -> Status {
      Result<PaperTables> written = guard_xapian([&] {
        return writer.write(blocks_[block].begin, blocks_[block].end, part(block), step);
      });
      if (!written.ok()) return written.error();
      tables.add(block, std::move(written).value());
      return {};
    };
  });
}

Status ShardWriter::merge_into(const std::vector<fs::path>& shards) {
  const Progress shown("merging", options_.quiet);
  std::vector<std::vector<fs::path>> parts(shards.size());
  std::size_t block = 0;
  for (std::size_t shard = 0; shard < shards.size(); ++shard) {
    for (std::size_t i = 0; i < shard_blocks_[shard]; ++i) parts[shard].push_back(part(block++));
  }
  // Shards at once, or the parts of one.
  const std::size_t jobs = shards.size() > 1 ? 1 : options_.jobs;
  return for_each_item(shards.size(), options_.jobs, [&] {
    return [&](std::size_t shard) -> Status {
      while (parts[shard].size() > kMergedAtOnce) {
        if (Status merged = merge_runs(parts[shard], jobs); !merged.ok()) return merged;
      }
      return merge(parts[shard], shards[shard], Xapian::Compactor::FULL);
    };
  });
}

}  // namespace paperfind
