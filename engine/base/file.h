// Files that are either wholly there or not there at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace paperfind {

// What the system said of `path` while `doing` something with it, by its number: NotFound where
// there is no such file, else Io.
Error io_error(std::string_view doing, const std::filesystem::path& path, int error_number);

// The whole file. Refuses symlinks at the last step and anything that is not a regular file;
// `max_bytes` bounds it.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::uint64_t max_bytes = std::uint64_t{1} << 30);

// The file that is written first and then renamed to `path`.
std::filesystem::path temporary_of(const std::filesystem::path& path);

// Writes temporary_of(path), fsyncs it, renames it over `path` and fsyncs the folder: a reader sees
// the old bytes or the new ones, also after power loss.
Status write_file_atomic(const std::filesystem::path& path, std::string_view bytes);

// fsync of one file or folder. A failed fsync must stop whatever would have relied on it.
Status sync_path(const std::filesystem::path& path);

// fsync of every regular file below `root`, then of every folder.
Status sync_tree(const std::filesystem::path& root);

// Regular files below `root`, as sorted paths relative to it, '/' between parts.
Result<std::vector<std::string>> list_files(const std::filesystem::path& root);

// An exclusive advisory lock on a file, held while the object lives (and gone with the process). It
// stays with the file when that is renamed: then the name is free for the next.
class FileLock {
 public:
  // Busy at once, never a wait, when another process holds it. `what` names the thing locked, for
  // the message.
  static Result<FileLock> acquire(const std::filesystem::path& path, const std::string& what);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace paperfind
