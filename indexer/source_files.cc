#include "indexer/source_files.h"

#include <sys/stat.h>

#include <algorithm>

#include "engine/base/sha256.h"

namespace paperfind {

SourceFiles source_files(const CorpusReader& reader) {
  SourceFiles files;
  for (std::filesystem::path& path : reader.inputs()) {
    SourceFile& file = files.emplace_back();
    struct stat found {};
    if (::lstat(path.c_str(), &found) == 0) {
      file.device = found.st_dev;
      file.number = found.st_ino;
      file.size = static_cast<std::uint64_t>(found.st_size);
      // Changes also where somebody sets the time of the contents back.
      file.changed_ns = std::int64_t{found.st_ctim.tv_sec} * 1'000'000'000 + found.st_ctim.tv_nsec;
    }
    file.path = std::move(path);
  }
  return files;
}

std::string digest_of(const SourceFiles& files) {
  std::string all;
  for (const SourceFile& file : files) {
    const Result<std::string> hash = sha256_file(file.path);
    all += file.path.filename().string() + '\0' + (hash.ok() ? *hash : "unreadable") + '\n';
  }
  return sha256_hex(all);
}

Status unchanged_since(const SourceFiles& before, const CorpusReader& reader) {
  const SourceFiles now = source_files(reader);
  const auto first_missing = [](const SourceFiles& wanted, const SourceFiles& there) {
    return std::find_if(wanted.begin(), wanted.end(), [&](const SourceFile& file) {
      return std::find(there.begin(), there.end(), file) == there.end();
    });
  };
  const auto gone = first_missing(before, now), come = first_missing(now, before);
  if (gone == before.end() && come == now.end()) return {};
  const SourceFile& file = gone != before.end() ? *gone : *come;
  return Error{ErrorCode::Busy, "changed while the corpus was read", file.path.string(),
               "run it again when nobody writes there"};
}

}  // namespace paperfind
