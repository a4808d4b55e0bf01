// The sessions YAML of MiniConf: which papers are in which sessions, and when.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace paperfind {

struct SessionFile {
  // A paper that a session names.
  struct Mention {
    std::size_t line = 0;
    std::string paper;
    std::size_t session = 0;  // its number in `sessions`
  };
  std::vector<std::string> sessions;  // JSON, in the flat form
  std::vector<Mention> mentions;
  std::string year;  // of the first session that has a time

  // InvalidData with "file:line" where the text is no YAML of sessions, or one whose aliases make
  // far more of it than is written.
  static Result<SessionFile> read(const std::filesystem::path& path);
};

}  // namespace paperfind
