// Log lines: one JSON object each, on standard error. No client addresses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paperfind {

enum class LogLevel { Debug, Info, Warning, Error };

// False for a word that is no level ("debug", "info", "warning", "error").
bool set_log_level(std::string_view name);

using LogField = std::pair<std::string_view, std::string>;

// {"time":"…","level":"info","event":"serving",…}. Control bytes and ill-formed UTF-8 are escaped.
void log_event(LogLevel level, std::string_view event, const std::vector<LogField>& fields);
// The same with values that are already JSON (numbers) after them.
void log_event(LogLevel level, std::string_view event, const std::vector<LogField>& fields,
               const std::vector<std::pair<std::string_view, double>>& numbers);

// The line itself, without time: for tests.
std::string log_line(std::string_view level, std::string_view event,
                     const std::vector<LogField>& fields,
                     const std::vector<std::pair<std::string_view, double>>& numbers);

}  // namespace paperfind
