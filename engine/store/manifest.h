// MANIFEST.json of a generation: what it holds, by which versions it was made, and the hash of
// every file.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace paperfind {

inline constexpr int kMostShards = 999;

struct ManifestFile {
  std::uint64_t size = 0;
  std::string sha256;
};

struct Manifest {
  int schema_version = 0;
  int analyzer_version = 0;
  std::string xapian_version;
  std::string icu_version;
  std::string unicode_version;
  std::uint64_t papers = 0;
  std::uint64_t sessions = 0;
  std::uint64_t institutions = 0;
  std::uint64_t people = 0;
  int shards = 1;
  // Of these, the first so many were written by the last build in full, each with papers of a part
  // of the programme; the others by updates.
  int built_shards = 1;
  // Of those, where there are several: what a server must have to hold one.
  std::vector<std::string> shard_uuids;
  // SHA-256 over every record in document order and the configuration: the same corpus gives the
  // same fingerprint.
  std::string fingerprint;
  // SHA-256 over the corpus's files as they were read: the same files give the same one. Empty in
  // indexes of programs that did not know it.
  std::string source;
  // Seconds since 1970 when the next paper of these files may be shown that is not in it; 0: all
  // are.
  std::int64_t next_visible = 0;
  // Path relative to the generation → size and hash; MANIFEST.json itself is not in it.
  std::map<std::string, ManifestFile> files;
};

inline constexpr std::string_view kManifestName = "MANIFEST.json";

// The bytes of MANIFEST.json. Equal manifests give equal bytes.
std::string to_text(const Manifest& manifest);
// InvalidData with what is wrong.
Result<Manifest> parse_manifest(std::string_view text);
// This build's versions filled in, nothing else.
Manifest manifest_of_this_build();
// Unsupported, naming both versions, when this build cannot read such an index.
Status check_readable(const Manifest& manifest);

}  // namespace paperfind
