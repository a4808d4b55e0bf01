// The shards of an updated generation: the large one as it was, some of its documents hidden, with
// small ones of earlier updates, and a new one for all papers that are in none of them.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>

#include "engine/base/result.h"
#include "engine/store/doc_merge.h"
#include "engine/store/manifest.h"
#include "engine/store/snapshot.h"

namespace paperfind {

// Puts the same file at `name` below `folder` as below the generation `before`, as a hard link
// where the system can.
Status link_file(const Snapshot& before, const std::string& name,
                 const std::filesystem::path& folder, Manifest& manifest);

// How many shards of the generation before stay as they are: the first ones.
std::size_t kept_shards(const Snapshot& before, const DocMerge& merge);

// How many papers the last full build wrote: those of the large shard, hidden ones too.
std::size_t built_papers(const Snapshot& generation);

struct ShardUpdate {
  const Snapshot& before;
  const DocMerge& merge;
  std::size_t kept = 1;  // shards, as of kept_shards()
};

// `fresh`: the database of the fresh papers, used up. Writes the new shard and the map of all of
// them below `folder`, where the kept ones are linked. Throws Xapian::Error.
Status write_shards(const ShardUpdate& update, const std::filesystem::path& fresh,
                    const std::filesystem::path& folder);

}  // namespace paperfind
