// The index folder: generations that never change, and CURRENT, which names the one that serves.
//
//   index/CURRENT                  Xapian stub, a line "auto gen-…/shard-NNN" a shard
//   index/LOCK                     held by the one writer
//   index/gen-000002-9f31c2ab/     counter, 8 hex of the manifest's SHA-256
//       MANIFEST.json  shard-000/…  columns/…
//   index/building-<pid>/          being written; removed by the next writer
//
// A publish is a rename of a new stub over CURRENT. Readers resolve CURRENT once and open the
// generation's own path.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/file.h"
#include "engine/base/result.h"
#include "engine/store/manifest.h"

namespace paperfind {

inline constexpr std::size_t kGenerationsKept = 3;

// True for "gen-" + at least six digits + '-' + 8 hex digits.
bool is_generation_name(std::string_view name);

// Verified generations, oldest first: those that serve, served or are about to.
Result<std::vector<std::string>> list_generations(const std::filesystem::path& index);
// The name CURRENT holds; NotFound when nothing was ever published.
Result<std::string> current_generation(const std::filesystem::path& index);
// Shard paths of a generation folder, in order.
std::vector<std::filesystem::path> shard_paths(const std::filesystem::path& generation, int shards);

Result<Manifest> read_manifest(const std::filesystem::path& generation);
// The size and SHA-256 of one file against what the manifest says of it.
Status verify_file(const std::filesystem::path& generation, const std::string& file,
                   const ManifestFile& expected);
// Every file's size and SHA-256 against the manifest, and no file that it does not name.
// InvalidData names the first.
// Folders `elsewhere` ("shard-003") are not looked at.
Status verify_files(const std::filesystem::path& generation, const Manifest& manifest,
                    const std::set<std::string>& elsewhere = {});

// Points CURRENT at a generation that is complete and on disk: fsync, rename, fsync. The swap is
// all or nothing.
Status publish(const std::filesystem::path& index, const std::string& generation);
// Removes the oldest generations beyond `keep`, never the current one nor `before`, the one that
// served until now: after a rollback it may be the only good one, and readers may be opening it.
Status retire(const std::filesystem::path& index, std::size_t keep = kGenerationsKept,
              const std::string& before = {});

// The right to write an index folder, and the folder a new generation is written to.
class GenerationWriter {
 public:
  // Creates the index folder if needed. Busy when another indexer works there.
  static Result<GenerationWriter> begin(const std::filesystem::path& index);
  GenerationWriter(GenerationWriter&& other) noexcept;
  ~GenerationWriter();

  // Where the files go: shard-000, columns.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  // Hashes and syncs what was written and writes MANIFEST.json. `manifest.files` is filled in; what
  // it says already of files of another generation is taken for true where the sizes agree, else
  // InvalidData.
  Status complete(Manifest manifest);
  // Gives the completed folder its final name and returns that. Not yet published.
  Result<std::string> name();

 private:
  GenerationWriter(std::filesystem::path index, FileLock lock);
  std::filesystem::path index_;
  std::filesystem::path folder_;
  FileLock lock_;
  std::string hash_;  // of the manifest, once complete
  bool named_ = false;
};

}  // namespace paperfind
