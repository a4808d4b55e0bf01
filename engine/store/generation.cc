#include "engine/store/generation.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "engine/base/parallel.h"
#include "engine/base/sha256.h"
#include "engine/store/shard_places.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "gen-";
constexpr std::string_view kBuildingPrefix = "building-";
constexpr std::size_t kMinCounterDigits = 6;
constexpr std::size_t kHashDigits = 8;

bool all_in(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

Error system_error(std::string_view doing, const fs::path& path, const std::error_code& error) {
  return {ErrorCode::Io, fmt::format("{}: {}", doing, error.message()), path.string()};
}

Error damaged(const fs::path& file, std::string message) {
  return {ErrorCode::InvalidData, std::move(message), file.string(), "roll back or rebuild"};
}

std::uint64_t counter_of(std::string_view name) {
  std::uint64_t counter = 0;
  for (const char c :
       name.substr(kPrefix.size(), name.find('-', kPrefix.size()) - kPrefix.size())) {
    counter = counter * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return counter;
}

}  // namespace

bool is_generation_name(std::string_view name) {
  if (!name.starts_with(kPrefix)) return false;
  name.remove_prefix(kPrefix.size());
  const std::size_t dash = name.find('-');
  if (dash == std::string_view::npos || dash < kMinCounterDigits || dash > 18) return false;
  const std::string_view hash = name.substr(dash + 1);
  return all_in(name.substr(0, dash), "0123456789") && hash.size() == kHashDigits &&
         all_in(hash, "0123456789abcdef");
}

Result<std::vector<std::string>> list_generations(const fs::path& index) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(index, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (is_generation_name(name)) names.push_back(name);
  }
  if (error) return system_error("cannot list the index", index, error);
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return std::pair(counter_of(a), a) < std::pair(counter_of(b), b);
  });
  return names;
}

Result<std::string> current_generation(const fs::path& index) {
  Result<std::string> stub = read_file(index / "CURRENT", 64 * 1024);
  if (!stub.ok()) {
    if (stub.error().code != ErrorCode::NotFound) return stub.error();
    return Error{ErrorCode::NotFound, "there is no index here", index.string(),
                 "build one with: paperfind-indexer build CORPUS --db " + index.string()};
  }
  constexpr std::string_view kType = "auto ";
  const std::string_view text = *stub;
  const std::size_t slash = text.find('/');
  if (text.starts_with(kType) && slash != std::string_view::npos) {
    const std::string_view name = text.substr(kType.size(), slash - kType.size());
    if (is_generation_name(name)) return std::string(name);
  }
  return Error{ErrorCode::InvalidData, "CURRENT does not name a generation",
               (index / "CURRENT").string(),
               "run paperfind-indexer rollback: it takes the newest generation that is sound"};
}

std::vector<fs::path> shard_paths(const fs::path& generation, int shards) {
  std::vector<fs::path> paths;
  for (int number = 0; number < shards; ++number)
    paths.push_back(generation / shard_name(static_cast<std::size_t>(number)));
  return paths;
}

Result<Manifest> read_manifest(const fs::path& generation) {
  const fs::path path = generation / kManifestName;
  const Result<std::string> text = read_file(path);
  if (!text.ok()) {
    Error error = text.error();
    if (error.code == ErrorCode::NotFound)
      error.code = ErrorCode::InvalidData;  // damage, not absence
    return error;
  }
  // The folder's name carries the manifest's hash: a manifest that was tampered with is not this
  // generation's.
  const std::string name = generation.filename().string();
  if (is_generation_name(name) && !name.ends_with(sha256_hex(*text).substr(0, kHashDigits))) {
    return Error{ErrorCode::InvalidData, "the manifest does not have the hash its folder names",
                 path.string(), "roll back or rebuild"};
  }
  Result<Manifest> manifest = parse_manifest(*text);
  if (manifest.ok()) return manifest;
  Error error = manifest.error();
  error.where = path.string();
  return error;
}

Status verify_file(const fs::path& generation, const std::string& file,
                   const ManifestFile& expected) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(generation / file, error);
  if (error) return damaged(generation / file, "is missing");
  if (size != expected.size) {
    return damaged(generation / file,
                   fmt::format("has {} bytes, the manifest says {}", size, expected.size));
  }
  const Result<std::string> hash = sha256_file(generation / file);
  if (!hash.ok()) return hash.error();
  if (*hash == expected.sha256) return {};
  return damaged(generation / file, "does not have the hash of the manifest");
}

Status verify_files(const fs::path& generation, const Manifest& manifest,
                    const std::set<std::string>& elsewhere) {
  const Result<std::vector<std::string>> found = list_files(generation);
  if (!found.ok()) return found.error();
  const auto is_elsewhere = [&elsewhere](const std::string& file) {
    return elsewhere.contains(file.substr(0, file.find('/')));
  };
  for (const std::string& file : *found) {
    if (file != kManifestName && !manifest.files.contains(file) && !is_elsewhere(file)) {
      return damaged(generation / file, "is not in the manifest");
    }
  }
  for (const auto& [file, expected] : manifest.files) {
    if (is_elsewhere(file)) continue;
    if (Status sound = verify_file(generation, file, expected); !sound.ok()) return sound;
  }
  return {};
}

Status publish(const fs::path& index, const std::string& generation) {
  const Result<Manifest> manifest = read_manifest(index / generation);
  if (!manifest.ok()) return manifest.error();
  std::string stub;
  for (int number = 0; number < manifest->shards; ++number) {
    stub += fmt::format("auto {}/{}\n", generation, shard_name(static_cast<std::size_t>(number)));
  }
  return write_file_atomic(index / "CURRENT", stub);
}

Status retire(const fs::path& index, std::size_t keep, const std::string& before) {
  const Result<std::vector<std::string>> names = list_generations(index);
  if (!names.ok()) return names.error();
  const Result<std::string> current = current_generation(index);
  if (!current.ok()) return current.error();
  std::size_t excess = names->size() > keep ? names->size() - keep : 0;
  for (const std::string& name : *names) {
    if (excess == 0) break;
    if (name == *current || name == before) continue;
    std::error_code error;
    fs::remove_all(index / name, error);
    if (error) return system_error("cannot remove an old generation", index / name, error);
    --excess;
  }
  return {};
}

Result<GenerationWriter> GenerationWriter::begin(const fs::path& index) {
  std::error_code error;
  fs::create_directories(index, error);
  if (error) return system_error("cannot create the index folder", index, error);
  Result<FileLock> lock = FileLock::acquire(index / "LOCK", "the index");
  if (!lock.ok()) return lock.error();
  // Whatever a killed indexer left behind is ours to remove: we hold the lock.
  std::vector<fs::path> leftovers;
  for (const fs::directory_entry& entry : fs::directory_iterator(index, error)) {
    if (entry.path().filename().string().starts_with(kBuildingPrefix))
      leftovers.push_back(entry.path());
  }
  for (const fs::path& leftover : leftovers) fs::remove_all(leftover, error);
  GenerationWriter writer(index, std::move(lock).value());
  fs::create_directories(writer.folder_ / "columns", error);
  if (error) return system_error("cannot create the new generation", writer.folder_, error);
  return writer;
}

GenerationWriter::GenerationWriter(fs::path index, FileLock lock)
    : index_(std::move(index)),
      folder_(index_ / fmt::format("{}{}", kBuildingPrefix, ::getpid())),
      lock_(std::move(lock)) {}

GenerationWriter::GenerationWriter(GenerationWriter&& other) noexcept
    : index_(std::move(other.index_)),
      folder_(std::exchange(other.folder_, fs::path())),
      lock_(std::move(other.lock_)),
      hash_(std::move(other.hash_)),
      named_(other.named_) {}

GenerationWriter::~GenerationWriter() {
  if (named_ || folder_.empty()) return;
  std::error_code ignored;  // the next writer removes what we cannot
  fs::remove_all(folder_, ignored);
}

Status GenerationWriter::complete(Manifest manifest) {
  const Result<std::vector<std::string>> files = list_files(folder_);
  if (!files.ok()) return files.error();
  // A database has two large files.
  constexpr std::size_t kHashedAtOnce = 2;
  const std::map<std::string, ManifestFile> known = manifest.files;
  for (const std::string& file : *files) manifest.files[file] = {};
  const Status hashed = for_each_item(files->size(), kHashedAtOnce, [&] {
    return [&](std::size_t item) -> Status {
      const fs::path path = folder_ / (*files)[item];
      std::error_code error;
      const std::uintmax_t size = fs::file_size(path, error);
      if (error) return system_error("cannot measure", path, error);
      if (const auto same = known.find((*files)[item]); same != known.end()) {
        if (same->second.size != size)
          return damaged(path, "has another size than in the generation it comes from");
        manifest.files.at((*files)[item]) = same->second;
        return {};
      }
      Result<std::string> hash = sha256_file(path);
      if (!hash.ok()) return hash.error();
      manifest.files.at((*files)[item]) = {size, std::move(hash).value()};
      return {};
    };
  });
  if (!hashed.ok()) return hashed;
  const std::string text = to_text(manifest);
  hash_ = sha256_hex(text).substr(0, kHashDigits);
  if (Status wrote = write_file_atomic(folder_ / kManifestName, text); !wrote.ok()) return wrote;
  return sync_tree(folder_);
}

Result<std::string> GenerationWriter::name() {
  const Result<std::vector<std::string>> names = list_generations(index_);
  if (!names.ok()) return names.error();
  const std::uint64_t counter = names->empty() ? 1 : counter_of(names->back()) + 1;
  const std::string name = fmt::format("{}{:06}-{}", kPrefix, counter, hash_);
  std::error_code error;
  fs::rename(folder_, index_ / name, error);
  if (error) return system_error("cannot name the new generation", folder_, error);
  named_ = true;
  if (Status synced = sync_path(index_); !synced.ok()) return synced.error();
  return name;
}

}  // namespace paperfind
