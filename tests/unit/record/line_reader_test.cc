#include "engine/record/line_reader.h"

#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::TempDir;
using testing::write_text;

// "1:abc", and "1:abc…" for a line that was cut.
std::vector<std::string> lines_of(const std::string& text, std::size_t max_bytes) {
  const TempDir folder;
  write_text(folder / "f", text);
  Result<LineReader> reader = LineReader::open(folder / "f", max_bytes);
  REQUIRE(reader.ok());
  std::vector<std::string> out;
  Line line;
  while (reader->next(line)) {
    out.push_back(std::to_string(line.number) + ":" + std::string(line.text) +
                  (line.too_long ? "…" : ""));
  }
  CHECK(reader->status().ok());
  return out;
}

TEST_CASE("LineReader gives every line once", "[line_reader]") {
  using Lines = std::vector<std::string>;
  CHECK(lines_of("", 10) == Lines{});
  CHECK(lines_of("a", 10) == Lines{"1:a"});
  CHECK(lines_of("a\n", 10) == Lines{"1:a"});
  CHECK(lines_of("a\n\nb\r\nc", 10) == Lines{"1:a", "2:", "3:b\r", "4:c"});
  // Other line ends of Unicode are text.
  CHECK(lines_of("a\xE2\x80\xA8"
                 "b\xC2\x85"
                 "c\n",
                 10) == Lines{"1:a\xE2\x80\xA8"
                              "b\xC2\x85"
                              "c"});
  CHECK(lines_of("1234\n12345\nx\n", 4) == Lines{"1:1234", "2:1234…", "3:x"});
  CHECK(lines_of("123456789", 4) == Lines{"1:1234…"});
  CHECK(lines_of("\n123456789\n", 4) == Lines{"1:", "2:1234…"});
}

TEST_CASE("LineReader reads lines across its blocks", "[line_reader]") {
  std::string text;
  std::vector<std::string> wanted;
  for (std::size_t i = 1; i <= 40; ++i) {
    const std::string line(i * 9973, static_cast<char>('a' + i % 26));
    text += line + "\n";
    wanted.push_back(std::to_string(i) + ":" +
                     (line.size() > 300000 ? line.substr(0, 300000) + "…" : line));
  }
  CHECK(lines_of(text, 300000) == wanted);
}

TEST_CASE("LineReader opens regular files only", "[line_reader]") {
  const TempDir folder;
  write_text(folder / "f", "x");
  std::filesystem::create_symlink(folder / "f", folder / "link");
  const auto link = LineReader::open(folder / "link", 10);
  REQUIRE_FALSE(link.ok());
  CHECK(link.error().code == ErrorCode::InvalidData);
  CHECK(link.error().message == "is a symbolic link");
  const auto directory = LineReader::open(folder.path(), 10);
  REQUIRE_FALSE(directory.ok());
  CHECK(directory.error().message == "is not a regular file");
  const auto nothing = LineReader::open(folder / "nothing", 10);
  REQUIRE_FALSE(nothing.ok());
  CHECK(nothing.error().code == ErrorCode::NotFound);
}

}  // namespace
}  // namespace paperfind
