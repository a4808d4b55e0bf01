#include "cli/shell.h"

#include <algorithm>
#include <vector>

namespace paperfind::cli {

std::string shell_quoted(std::string_view word) {
  static constexpr std::string_view kHarmless =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%^";
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || kHarmless.find(c) != std::string_view::npos;
  });
  if (plain) return std::string(word);
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string command_for_page(std::span<const std::string> argv, std::size_t page) {
  std::vector<std::string> kept;
  auto end = argv.end();
  for (auto at = argv.begin(); at != end; ++at) {
    if (*at == "--") {
      end = at;
      break;
    }
    if (*at == "--page") {
      if (at + 1 != end) ++at;
    } else if (!at->starts_with("--page=")) {
      kept.push_back(*at);
    }
  }
  kept.emplace_back("--page");
  kept.push_back(std::to_string(page));
  kept.insert(kept.end(), end, argv.end());
  std::string out = "paperfind";
  for (const std::string& word : kept) out += " " + shell_quoted(word);
  return out;
}

}  // namespace paperfind::cli
