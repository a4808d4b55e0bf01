// Commands to print so that they can be pasted into a shell.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace paperfind::cli {

// As it stands where a shell reads it as one word, else in single quotes.
std::string shell_quoted(std::string_view word);

// "paperfind …" with the arguments given, but for that page.
std::string command_for_page(std::span<const std::string> argv, std::size_t page);

}  // namespace paperfind::cli
