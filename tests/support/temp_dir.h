// A folder of a test's own, gone with the object.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace paperfind::testing {

class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // `name` below it, as a string: what argument lists want.
  [[nodiscard]] std::string operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

// Whole file; throws when it cannot be read.
std::string read_text(const std::filesystem::path& path);
// Writes it, folders above included.
void write_text(const std::filesystem::path& path, std::string_view text);

}  // namespace paperfind::testing
