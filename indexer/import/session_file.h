// The sessions YAML of MiniConf: which papers are in which sessions, and when.
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace paperfind {

struct SessionFile {
  // A paper that a session names.
  struct Mention {
    std::size_t line = 0;
    std::string paper;
    std::string session_text;  // JSON, in the flat form
    [[nodiscard]] nlohmann::json session() const;
  };
  std::vector<Mention> mentions;
  std::string first_time;  // of any session, as written

  // InvalidData with "file:line" where the text is no YAML of sessions.
  static Result<SessionFile> read(const std::filesystem::path& path);
};

}  // namespace paperfind
