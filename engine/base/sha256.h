// SHA-256 by libcrypto, as lower-case hex.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace paperfind {

// 64 hex digits.
std::string sha256_hex(std::string_view bytes);

// The same over a file, read in blocks.
Result<std::string> sha256_file(const std::filesystem::path& path);

}  // namespace paperfind
