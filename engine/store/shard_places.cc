#include "engine/store/shard_places.h"

#include <fmt/format.h>

#include <optional>
#include <system_error>

#include "engine/base/file.h"
#include "engine/base/parse_number.h"
#include "engine/store/manifest.h"

namespace paperfind {
namespace {

constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 20;
constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kPrefix = "shard-";

std::vector<std::string_view> words_of(std::string_view line) {
  line = line.substr(0, line.find('#'));
  std::vector<std::string_view> words;
  for (;;) {
    const std::size_t begin = line.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return words;
    line.remove_prefix(begin);
    const std::string_view word = line.substr(0, line.find_first_of(kBlanks));
    words.push_back(word);
    line.remove_prefix(word.size());
  }
}

std::optional<std::size_t> shard_of(std::string_view name) {
  if (!name.starts_with(kPrefix)) return std::nullopt;
  const auto shard = parse_number<std::size_t>(name.substr(kPrefix.size()));
  if (!shard || *shard >= kMostShards || shard_name(*shard) != name) return std::nullopt;
  return shard;
}

std::optional<ShardServer> server_of(std::string_view address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto port = parse_number<std::uint16_t>(address.substr(colon + 1));
  const bool named = !host.empty() && host.find_first_of("[]") == std::string_view::npos;
  if (!named || !port || *port == 0) return std::nullopt;
  return ShardServer{std::string(host), *port};
}

}  // namespace

std::string ShardServer::address() const {
  const bool v6 = host.find(':') != std::string::npos;
  return v6 ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

std::string shard_name(std::size_t shard) { return fmt::format("{}{:03}", kPrefix, shard); }

Result<ShardPlaces> parse_shard_places(std::string_view text, const std::string& where) {
  ShardPlaces places;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::vector<std::string_view> words = words_of(line);
    const auto wrong = [&where, at = ++number](std::string message) {
      return Error{ErrorCode::InvalidData, std::move(message), fmt::format("{}:{}", where, at),
                   "a line is: shard-000 remote HOST:PORT"};
    };
    if (words.empty()) continue;
    const auto shard = shard_of(words.front());
    if (!shard) return wrong(fmt::format("\"{}\" is no shard", words.front()));
    if (places.contains(*shard)) return wrong(fmt::format("{} has a line above", words.front()));
    if (words.size() < 3 || words[1] != "remote") return wrong("names no server");
    for (std::size_t i = 2; i < words.size(); ++i) {
      const auto server = server_of(words[i]);
      if (!server) return wrong(fmt::format("\"{}\" is no HOST:PORT", words[i]));
      places[*shard].push_back(*server);
    }
  }
  return places;
}

Result<ShardPlaces> read_shard_places(const std::filesystem::path& index) {
  const std::filesystem::path path = index / kShardsName;
  std::error_code error;
  if (!std::filesystem::exists(std::filesystem::symlink_status(path, error))) return ShardPlaces();
  const Result<std::string> text = read_file(path, kMaxBytes);
  if (!text.ok()) return text.error();
  return parse_shard_places(*text, path.string());
}

}  // namespace paperfind
