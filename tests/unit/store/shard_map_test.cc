#include "engine/store/shard_map.h"

#include <filesystem>
#include <string>
#include <vector>

#include "engine/store/packed_bytes.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::read_text;
using testing::TempDir;
using testing::write_text;

// Papers 1 2 4 5 in the first shard, behind and before hidden documents, 3 and 6 in the second.
ShardMapParts two_shards() {
  return {{{0, 0, 1, 2, 0, 4, 5, 0}, {0, 3, 6}}, {{"Kword", 2}, {std::string("Q\0\xff", 3), 1}}};
}

TEST_CASE("a map of shards tells where each paper is and what is hidden", "[store]") {
  const TempDir folder;
  REQUIRE(save_shard_map(folder.path(), two_shards()).ok());
  const Result<ShardMap> map = ShardMap::load(folder.path());
  REQUIRE(map.ok());
  CHECK(map->paper_count() == 6);
  REQUIRE(map->shards().size() == 2);
  CHECK(map->shards()[0].shown == std::vector<DocId>{1, 2, 4, 5});
  CHECK(map->shards()[0].documents == std::vector<DocId>{2, 3, 5, 6});
  CHECK(map->place(4).shard == 0);
  CHECK(map->place(4).document == 5);
  CHECK(map->place(6).shard == 1);
  CHECK(map->place(6).document == 2);
  CHECK(map->hidden_with("Kword") == 2);
  CHECK(map->hidden_with(std::string("Q\0\xff", 3)) == 1);
  CHECK(map->hidden_with("word") == 0);
  // Without shards documents are papers.
  CHECK(ShardMap().place(7).shard == 0);
  CHECK(ShardMap().place(7).document == 7);
}

TEST_CASE("a map of shards that cannot be is refused", "[store]") {
  const std::vector<std::vector<std::vector<DocId>>> wrong = {
      {},                     // no shard
      {{}},                   // none with a document 0
      {{1, 2}},               // which is no document
      {{0, 1, 3}},            // without a paper 2
      {{0, 2, 1}},            // out of order
      {{0, 1, 2}, {0, 2}},    // one paper twice
      {{0, 1, 4000000000U}},  // a paper that cannot be
  };
  const TempDir folder;
  for (const auto& papers : wrong) {
    CAPTURE(papers);
    REQUIRE(save_shard_map(folder.path(), {papers, {}}).ok());
    const Result<ShardMap> map = ShardMap::load(folder.path());
    REQUIRE_FALSE(map.ok());
    CHECK(map.error().code == ErrorCode::InvalidData);
    CHECK(map.error().message == "the map of the shards is damaged");
  }
  for (const auto& [term, count] : std::vector<std::pair<std::string, std::uint32_t>>{{"a", 0}}) {
    REQUIRE(save_shard_map(folder.path(), {{{0, 1}}, {{term, count}}}).ok());
    CHECK_FALSE(ShardMap::load(folder.path()).ok());
  }
}

TEST_CASE("a map of shards that was cut or grew is refused", "[store]") {
  const TempDir folder;
  REQUIRE(save_shard_map(folder.path(), two_shards()).ok());
  const std::filesystem::path file = folder.path() / kShardMapFileName;
  const std::string whole = read_text(file);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    write_text(file, whole.substr(0, size));
    CHECK_FALSE(ShardMap::load(folder.path()).ok());
  }
  write_text(file, whole + std::string(4, '\0'));
  CHECK_FALSE(ShardMap::load(folder.path()).ok());
  std::filesystem::remove(file);
  CHECK_FALSE(ShardMap::load(folder.path()).ok());
}

}  // namespace
}  // namespace paperfind
