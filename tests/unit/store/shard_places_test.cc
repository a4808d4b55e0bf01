// Which servers have which shard.
#include "engine/store/shard_places.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

TEST_CASE("SHARDS names servers shard by shard", "[shards]") {
  const Result<ShardPlaces> places = parse_shard_places(
      "# comment\n\nshard-001 remote 10.0.0.11:7001\r\n"
      "  shard-020\tremote a.example:1 [::1]:65535  # two\n",
      "SHARDS");
  REQUIRE(places.ok());
  CHECK(*places ==
        ShardPlaces{{1, {{"10.0.0.11", 7001}}}, {20, {{"a.example", 1}, {"::1", 65535}}}});
  CHECK(places->at(20)[1].address() == "[::1]:65535");
  CHECK(places->at(1)[0].address() == "10.0.0.11:7001");
  CHECK(parse_shard_places("", "SHARDS")->empty());
  const testing::TempDir folder;
  CHECK(read_shard_places(folder.path())->empty());
}

TEST_CASE("a wrong line of SHARDS is named", "[shards]") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"s1 remote a:1", "\"s1\" is no shard"},
      {"shard-1 remote a:1", "\"shard-1\" is no shard"},
      {"shard-999 remote a:1", "\"shard-999\" is no shard"},
      {"shard--01 remote a:1", "\"shard--01\" is no shard"},
      {"shard-001", "names no server"},
      {"shard-001 remote", "names no server"},
      {"shard-001 auto path", "names no server"},
      {"shard-001 remote a", "\"a\" is no HOST:PORT"},
      {"shard-001 remote a:", "\"a:\" is no HOST:PORT"},
      {"shard-001 remote :7", "\":7\" is no HOST:PORT"},
      {"shard-001 remote []:7", "\"[]:7\" is no HOST:PORT"},
      {"shard-001 remote [[::1]]:7", "\"[[::1]]:7\" is no HOST:PORT"},
      {"shard-001 remote [b:7", "\"[b:7\" is no HOST:PORT"},
      {"shard-001 remote a:0", "\"a:0\" is no HOST:PORT"},
      {"shard-001 remote a:65536", "\"a:65536\" is no HOST:PORT"},
      {"shard-001 remote a:7x", "\"a:7x\" is no HOST:PORT"},
  };
  for (const auto& [line, told] : cases) {
    CAPTURE(line);
    const Result<ShardPlaces> places = parse_shard_places("\n" + line + "\n", "SHARDS");
    REQUIRE_FALSE(places.ok());
    CHECK(places.error().where == "SHARDS:2");
    CHECK(places.error().message == told);
  }
  const Result<ShardPlaces> twice =
      parse_shard_places("shard-001 remote a:1\nshard-001 remote b:1", "SHARDS");
  REQUIRE_FALSE(twice.ok());
  CHECK(twice.error().to_string() ==
        "SHARDS:2: shard-001 has a line above (a line is: shard-000 remote HOST:PORT)");
}

}  // namespace
}  // namespace paperfind
