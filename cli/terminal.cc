#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "cli/styled_text.h"

// POSIX leaves declaring it to the program.
extern char** environ;  // NOLINT

namespace paperfind::cli {
namespace {

constexpr int kLeastWidth = 40;
constexpr int kWidthWithoutTerminal = 100;
constexpr std::size_t kMaxInputBytes = std::size_t{1} << 20;

const std::string* find(const Environment& environment, const std::string& name) {
  const auto found = environment.find(name);
  return found == environment.end() ? nullptr : &found->second;
}

}  // namespace

int terminal_width(const Environment& environment) {
  int width = 0;
  if (const std::string* columns = find(environment, "COLUMNS")) {
    std::from_chars(columns->data(), columns->data() + columns->size(), width);
  }
  winsize size = {};
  if (width <= 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
  if (width <= 0) width = kWidthWithoutTerminal;
  return std::max(width, kLeastWidth);
}

bool wants_color(ColorMode mode, const Environment& environment) {
  if (mode != ColorMode::Auto) return mode == ColorMode::Always;
  const std::string* no_color = find(environment, "NO_COLOR");
  const std::string* term = find(environment, "TERM");
  return ::isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || no_color->empty()) &&
         (term != nullptr && *term != "dumb");
}

WriteOutcome write_out(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (n >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(n));
    } else if (errno == EPIPE) {
      return {true, {}};
    } else if (errno != EINTR) {
      return {false, Error{ErrorCode::Io,
                           std::string("cannot write: ") + std::strerror(errno),
                           "standard output",
                           {}}};
    }
  }
  return {};
}

void note(std::string_view text) {
  const std::string line = "paperfind: " + printable(text) + "\n";
  // Nowhere is left to say that this failed.
  [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, line.data(), line.size());
}

Result<std::string> read_standard_input() {
  std::string out;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t n = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (n == 0) return out;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      return Error{
          ErrorCode::Io, std::string("cannot read: ") + std::strerror(errno), "standard input", {}};
    }
    out.append(buffer.data(), static_cast<std::size_t>(n));
    if (out.size() > kMaxInputBytes) {
      return Error{ErrorCode::InvalidInput, "is longer than 1 MiB", "standard input", {}};
    }
  }
}

Environment current_environment() {
  Environment out;
  for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) {
      out.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return out;
}

}  // namespace paperfind::cli
