// SHA-256 by libcrypto, as lower-case hex; SHA-384 as browsers write it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace paperfind {

// 64 hex digits.
std::string sha256_hex(std::string_view bytes);
// The same as 32 bytes.
std::string sha256_bytes(std::string_view bytes);
// Two lower-case digits a byte.
std::string hex_of(std::string_view bytes);

// "sha384-" and the hash in base64: what a page says of a script it takes from another site.
std::string integrity_of(std::string_view bytes);

// SHA-256 of a file, read in blocks.
Result<std::string> sha256_file(const std::filesystem::path& path);

}  // namespace paperfind
