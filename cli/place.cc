#include "cli/place.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/file.h"

namespace paperfind::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::string_view, 2> kKeys = {"db", "url"};
constexpr std::uint64_t kMaxConfigBytes = 1 << 20;

std::string variable(const Environment& environment, const std::string& name) {
  const auto found = environment.find(name);
  return found == environment.end() ? std::string() : found->second;
}

// $XDG_…_HOME, else the folder below the home folder the XDG rules name; empty when there is no
// home either. The rules have relative paths ignored.
fs::path xdg_folder(const Environment& environment, const std::string& name,
                    const char* below_home) {
  const fs::path given = variable(environment, name);
  if (given.is_absolute()) return given / "paperfind";
  const fs::path home = variable(environment, "HOME");
  return home.is_absolute() ? home / below_home / "paperfind" : fs::path();
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// The value of `"…"` (with \" and \\) or `'…'`; nothing for any other form, or when more than a
// comment follows.
std::optional<std::string> unquote(std::string_view text) {
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return std::nullopt;
  const char quote = text[0];
  std::string out;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == quote) {
      const std::string_view rest = trim(text.substr(i + 1));
      if (!rest.empty() && rest[0] != '#') return std::nullopt;
      return out;
    }
    if (text[i] == '\\' && quote == '"') {
      if (++i == text.size() || (text[i] != '"' && text[i] != '\\')) return std::nullopt;
    }
    out += text[i];
  }
  return std::nullopt;
}

}  // namespace

Result<std::map<std::string, std::string>> parse_config(const std::string& text,
                                                        const std::string& file) {
  std::map<std::string, std::string> out;
  std::size_t number = 0;
  std::string_view rest = text;
  while (!rest.empty()) {
    ++number;
    const auto end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line[0] == '#') continue;
    const std::string where = file + ":" + std::to_string(number);
    const auto equals = std::min(line.find('='), line.size());
    const std::string key(trim(line.substr(0, equals)));
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) {
      return Error{ErrorCode::InvalidInput, "\"" + key + "\" is not a setting", where, "db or url"};
    }
    const auto value = unquote(trim(line.substr(std::min(equals + 1, line.size()))));
    if (!value) {
      return Error{ErrorCode::InvalidInput, "the value of " + key + " is not in quotes", where,
                   key + " = \"…\""};
    }
    if (!out.emplace(key, *value).second) {
      return Error{ErrorCode::InvalidInput, key + " is set twice", where, {}};
    }
  }
  return out;
}

Result<Place> find_place(const Options& options, const Environment& environment) {
  if (!options.db.empty() || !options.url.empty()) return Place{options.db, options.url};
  for (const bool is_db : {true, false}) {
    const std::string given = variable(environment, is_db ? "PAPERFIND_DB" : "PAPERFIND_URL");
    if (!given.empty()) return is_db ? Place{given, {}} : Place{{}, given};
  }
  const fs::path config = xdg_folder(environment, "XDG_CONFIG_HOME", ".config") / "config.toml";
  std::error_code ignored;
  if (config.is_absolute() && fs::exists(config, ignored)) {
    const auto text = read_file(fs::canonical(config, ignored), kMaxConfigBytes);
    if (!text.ok()) return text.error();
    auto keys = parse_config(*text, config.string());
    if (!keys.ok()) return keys.error();
    if (keys->contains("db") && keys->contains("url")) {
      return Error{ErrorCode::InvalidInput, "db and url exclude each other", config.string(), {}};
    }
    if (!keys->empty()) return Place{(*keys)["db"], (*keys)["url"]};
  }
  const fs::path data = xdg_folder(environment, "XDG_DATA_HOME", ".local/share");
  if (!data.empty()) return Place{data.string(), {}};
  return Error{ErrorCode::InvalidInput, "no index named", {}, "use --db DIR or --url URL"};
}

}  // namespace paperfind::cli
