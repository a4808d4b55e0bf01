#include "engine/base/file.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

// A folder of its own, gone at the end of the test.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (fs::temp_directory_path() / "paperfind-file-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] fs::path operator/(std::string_view name) const { return path_ / name; }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

TEST_CASE("write_file_atomic replaces the file whole and leaves nothing beside it", "[file]") {
  const TempFolder folder;
  REQUIRE(write_file_atomic(folder / "a.json", "first, and longer").ok());
  REQUIRE(write_file_atomic(folder / "a.json", "second").ok());
  const auto bytes = read_file(folder / "a.json");
  REQUIRE(bytes.ok());
  CHECK(bytes.value() == "second");
  const auto files = list_files(folder.path());
  REQUIRE(files.ok());
  CHECK(files.value() == std::vector<std::string>{"a.json"});
}

TEST_CASE("write_file_atomic keeps bytes as they are", "[file]") {
  const TempFolder folder;
  std::string bytes;
  for (int i = 0; i < 200000; ++i) bytes += static_cast<char>(i * 7);
  REQUIRE(write_file_atomic(folder / "b", bytes).ok());
  const auto back = read_file(folder / "b");
  REQUIRE(back.ok());
  CHECK(back.value() == bytes);
  REQUIRE(write_file_atomic(folder / "empty", "").ok());
  REQUIRE(read_file(folder / "empty").ok());
  CHECK(read_file(folder / "empty").value().empty());
}

TEST_CASE("an open reader keeps the old bytes over a write", "[file]") {
  const TempFolder folder;
  REQUIRE(write_file_atomic(folder / "a", "old").ok());
  std::ifstream reader(folder / "a");
  REQUIRE(write_file_atomic(folder / "a", "new").ok());
  std::string seen;
  reader >> seen;
  CHECK(seen == "old");
}

TEST_CASE("a write that cannot be renamed into place leaves no temporary file", "[file]") {
  const TempFolder folder;
  fs::create_directory(folder / "target");
  std::ofstream(folder / "target" / "inside") << "x";
  const Status status = write_file_atomic(folder / "target", "bytes");
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().code == ErrorCode::Io);
  CHECK(status.error().message.starts_with("cannot rename into place"));
  CHECK_FALSE(fs::exists(folder / "target.tmp"));
}

TEST_CASE("write_file_atomic says which folder is missing", "[file]") {
  const TempFolder folder;
  const Status status = write_file_atomic(folder / "no" / "a", "x");
  REQUIRE_FALSE(status.ok());
  CHECK(status.error().code == ErrorCode::NotFound);
  CHECK(status.error().where == (folder / "no" / "a").string() + ".tmp");
}

TEST_CASE("read_file refuses what is not a plain file", "[file]") {
  const TempFolder folder;
  REQUIRE(write_file_atomic(folder / "real", "text").ok());
  fs::create_symlink(folder / "real", folder / "link");
  const auto link = read_file(folder / "link");
  REQUIRE_FALSE(link.ok());
  CHECK(link.error().code == ErrorCode::InvalidData);
  CHECK(link.error().message == "is a symbolic link");

  const auto directory = read_file(folder.path());
  REQUIRE_FALSE(directory.ok());
  CHECK(directory.error().code == ErrorCode::InvalidData);
  CHECK(directory.error().message == "is not a regular file");

  const auto missing = read_file(folder / "missing");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().code == ErrorCode::NotFound);

  const auto big = read_file(folder / "real", 3);
  REQUIRE_FALSE(big.ok());
  CHECK(big.error().code == ErrorCode::InvalidData);
  CHECK(big.error().message == "is larger than 3 bytes");
  CHECK(read_file(folder / "real", 4).ok());
}

TEST_CASE("list_files is sorted, relative and deep, sync_tree takes what it lists", "[file]") {
  const TempFolder folder;
  fs::create_directories(folder / "b" / "c");
  REQUIRE(write_file_atomic(folder / "b" / "c" / "z", "1").ok());
  REQUIRE(write_file_atomic(folder / "b" / "a", "2").ok());
  REQUIRE(write_file_atomic(folder / "a", "3").ok());
  const auto files = list_files(folder.path());
  REQUIRE(files.ok());
  CHECK(files.value() == std::vector<std::string>{"a", "b/a", "b/c/z"});
  CHECK(sync_tree(folder.path()).ok());
  const auto none = list_files(folder / "none");
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().code == ErrorCode::NotFound);
  CHECK_FALSE(sync_tree(folder / "none").ok());
}

TEST_CASE("a held lock is busy for everybody else until it goes", "[file]") {
  const TempFolder folder;
  {
    const auto held = FileLock::acquire(folder / "LOCK", "the index");
    REQUIRE(held.ok());
    // flock belongs to the open file, so a second open in this process is as good as another
    // process.
    const auto second = FileLock::acquire(folder / "LOCK", "the index");
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().code == ErrorCode::Busy);
    CHECK(second.error().message == "the index is locked by another process");
  }
  CHECK(FileLock::acquire(folder / "LOCK", "the index").ok());
}

TEST_CASE("a lock goes with its file to another name, and the name is free", "[file]") {
  const TempFolder folder;
  const auto first = FileLock::acquire(folder / "a", "the output");
  REQUIRE(first.ok());
  fs::rename(folder / "a", folder / "b");
  CHECK_FALSE(FileLock::acquire(folder / "b", "the output").ok());
  const auto second = FileLock::acquire(folder / "a", "the output");
  CHECK(second.ok());
  CHECK_FALSE(FileLock::acquire(folder / "a", "the output").ok());
}

TEST_CASE("one of many at once has the lock, whatever it is renamed to", "[file]") {
  const TempFolder folder;
  std::atomic<int> holders = 0;
  std::atomic<int> together = 0;
  std::atomic<int> held = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      const fs::path mine = folder / ("done." + std::to_string(thread));
      for (int i = 0; i < 500; ++i) {
        const auto lock = FileLock::acquire(folder / "a", "the output");
        if (!lock.ok()) continue;
        ++held;
        if (++holders > 1) ++together;
        --holders;
        fs::rename(folder / "a", mine);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(held > 0);
  CHECK(together == 0);
}

TEST_CASE("a lock goes with the process that held it", "[file]") {
  const TempFolder folder;
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const auto held = FileLock::acquire(folder / "LOCK", "the index");
    ::_exit(held.ok() ? 0 : 1);  // without running any destructor
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(FileLock::acquire(folder / "LOCK", "the index").ok());
}

TEST_CASE("a moved lock is still one lock", "[file]") {
  const TempFolder folder;
  auto first = FileLock::acquire(folder / "LOCK", "the index");
  REQUIRE(first.ok());
  {
    const FileLock moved = std::move(first).value();
    CHECK_FALSE(FileLock::acquire(folder / "LOCK", "the index").ok());
  }
  CHECK(FileLock::acquire(folder / "LOCK", "the index").ok());
}

}  // namespace
}  // namespace paperfind
