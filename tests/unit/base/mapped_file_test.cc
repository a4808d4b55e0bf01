#include "engine/base/mapped_file.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "tests/catch.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

// A folder of this test's own.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("paperfind-mapped-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  [[nodiscard]] fs::path file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
    return path / name;
  }
};

TEST_CASE("a mapped file has the bytes of the file, also when it moves", "[file]") {
  const Folder folder;
  Result<MappedFile> file = MappedFile::open(folder.file("a", "some bytes"));
  REQUIRE(file.ok());
  CHECK(file->bytes() == "some bytes");
  MappedFile moved = std::move(file).value();
  CHECK(moved.bytes() == "some bytes");
  MappedFile assigned;
  CHECK(assigned.bytes().empty());
  assigned = std::move(moved);
  CHECK(assigned.bytes() == "some bytes");
}

TEST_CASE("an empty file can be mapped", "[file]") {
  const Folder folder;
  const Result<MappedFile> file = MappedFile::open(folder.file("empty", ""));
  REQUIRE(file.ok());
  CHECK(file->bytes().empty());
}

TEST_CASE("what is no regular file is not mapped", "[file]") {
  const Folder folder;
  const Result<MappedFile> missing = MappedFile::open(folder.path / "missing");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().code == ErrorCode::NotFound);
  CHECK(missing.error().message == "cannot open: No such file or directory");
  const Result<MappedFile> is_folder = MappedFile::open(folder.path);
  REQUIRE_FALSE(is_folder.ok());
  CHECK(is_folder.error().message == "is not a regular file");
  fs::create_symlink(folder.file("a", "x"), folder.path / "link");
  const Result<MappedFile> link = MappedFile::open(folder.path / "link");
  REQUIRE_FALSE(link.ok());
  CHECK(link.error().code == ErrorCode::InvalidData);
  CHECK(link.error().message == "is a symbolic link");
}

}  // namespace
}  // namespace paperfind
