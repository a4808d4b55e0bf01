#include "engine/store/shard_map.h"

#include <algorithm>
#include <utility>

#include "engine/base/file.h"
#include "engine/store/sections.h"

namespace paperfind {

Result<ShardMap> ShardMap::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kShardMapFileName;
  Result<MappedFile> file = MappedFile::open(path);
  if (!file.ok()) return file.error();
  ShardMap map;
  map.file_ = std::move(file).value();
  if (map.read(map.file_.bytes())) return map;
  return Error{ErrorCode::InvalidData, "the map of the shards is damaged", path.string(),
               "rebuild the index or roll back"};
}

bool ShardMap::read(std::string_view bytes) {
  SectionReader in(bytes, kShardMapMagic);
  std::vector<std::span<const DocId>> shards;
  for (std::size_t left = in.number(); left > 0 && in.good; --left) shards.push_back(in.numbers());
  terms_ = in.strings();
  counts_ = in.numbers();
  if (!in.finished() || shards.empty() || counts_.size() != terms_.size()) return false;
  for (std::size_t term = 0; term < terms_.size(); ++term) {
    if (counts_[term] == 0 || (term > 0 && terms_[term - 1] >= terms_[term])) return false;
  }
  for (const std::span<const DocId> papers : shards) {
    if (!add_shard(papers)) return false;
  }
  std::vector<bool> seen(std::size_t{papers_} + 1);
  for (const ShardDocs& shard : shards_) {
    for (const DocId paper : shard.shown) {
      // As many as there are, none too great and none twice: all of them.
      if (paper > papers_ || seen[paper]) return false;
      seen[paper] = true;
    }
  }
  return true;
}

bool ShardMap::add_shard(std::span<const DocId> papers) {
  if (papers.empty() || papers.front() != 0) return false;
  ShardDocs docs;
  docs.papers = papers;
  for (std::size_t document = 1; document < papers.size(); ++document) {
    if (papers[document] == 0) continue;
    if (!docs.shown.empty() && docs.shown.back() >= papers[document]) return false;
    docs.shown.push_back(papers[document]);
    docs.documents.push_back(static_cast<DocId>(document));
  }
  papers_ += static_cast<DocId>(docs.shown.size());
  shards_.push_back(std::move(docs));
  return true;
}

ShardMap::Place ShardMap::place(DocId paper) const {
  if (shards_.empty()) return {0, paper};
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    const std::vector<DocId>& shown = shards_[shard].shown;
    const auto found = std::lower_bound(shown.begin(), shown.end(), paper);
    if (found == shown.end() || *found != paper) continue;
    return {shard, shards_[shard].documents[static_cast<std::size_t>(found - shown.begin())]};
  }
  return {};
}

std::uint32_t ShardMap::hidden_with(std::string_view term) const {
  const KeyRange found = terms_.find(term, KeyMatch::Whole);
  return found.empty() ? 0 : counts_[found.first];
}

Status save_shard_map(const std::filesystem::path& folder, const ShardMapParts& parts) {
  PackedWriter out(kShardMapMagic);
  out.number(static_cast<std::uint32_t>(parts.papers.size()));
  for (const std::vector<DocId>& papers : parts.papers) out.numbers(papers);
  std::vector<std::string_view> terms;
  std::vector<std::uint32_t> counts;
  for (const auto& [term, count] : parts.hidden_counts) {
    terms.push_back(term);
    counts.push_back(count);
  }
  write_keys(out, terms);
  out.numbers(counts);
  return write_file_atomic(folder / kShardMapFileName, out.bytes);
}

}  // namespace paperfind
