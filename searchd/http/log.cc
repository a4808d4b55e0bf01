#include "searchd/http/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdint>
#include <memory>

#include "engine/base/nlohmann_json.h"

namespace paperfind {
namespace {

struct LevelRow {
  LogLevel level;
  std::string_view name;
  spdlog::level::level_enum spdlog_level;
};

constexpr LevelRow kLevels[] = {
    {LogLevel::Debug, "debug", spdlog::level::debug},
    {LogLevel::Info, "info", spdlog::level::info},
    {LogLevel::Warning, "warning", spdlog::level::warn},
    {LogLevel::Error, "error", spdlog::level::err},
};

const LevelRow& row_of(LogLevel level) {
  for (const LevelRow& row : kLevels) {
    if (row.level == level) return row;
  }
  return kLevels[1];
}

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> kLogger = [] {
    auto made = std::make_shared<spdlog::logger>("paperfind",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ",%v})", spdlog::pattern_time_type::utc);
    made->flush_on(spdlog::level::debug);
    return made;
  }();
  return *kLogger;
}

}  // namespace

bool set_log_level(std::string_view name) {
  for (const LevelRow& row : kLevels) {
    if (row.name != name) continue;
    logger().set_level(row.spdlog_level);
    return true;
  }
  return false;
}

std::string log_line(std::string_view level, std::string_view event,
                     const std::vector<LogField>& fields,
                     const std::vector<std::pair<std::string_view, double>>& numbers) {
  nlohmann::ordered_json line = {{"level", level}, {"event", event}};
  for (const auto& [name, value] : fields) {
    if (!value.empty()) line[std::string(name)] = value;
  }
  for (const auto& [name, value] : numbers) {
    const auto whole = static_cast<std::int64_t>(value);
    if (static_cast<double>(whole) == value) {
      line[std::string(name)] = whole;
    } else {
      line[std::string(name)] = value;
    }
  }
  // ASCII only: what a terminal or a log reader shows is never the client's choice.
  const std::string text =
      line.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
  return text.substr(1, text.size() - 2);
}

void log_event(LogLevel level, std::string_view event, const std::vector<LogField>& fields,
               const std::vector<std::pair<std::string_view, double>>& numbers) {
  const LevelRow& row = row_of(level);
  if (!logger().should_log(row.spdlog_level)) return;
  logger().log(row.spdlog_level, spdlog::string_view_t(log_line(row.name, event, fields, numbers)));
}

void log_event(LogLevel level, std::string_view event, const std::vector<LogField>& fields) {
  log_event(level, event, fields, {});
}

}  // namespace paperfind
