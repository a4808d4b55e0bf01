#include "tests/http/sharded_index.h"

#include <fmt/format.h>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/support/process.h"

namespace paperfind::testing {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kWords[] = {"sparse",  "attention", "pruning", "speech",
                                  "keyword", "robot",     "control", "gradient",
                                  "memory",  "training",  "vision",  "sensor"};

std::string corpus() {
  std::string lines = R"({"kind":"event","id":"b","name":"Sym","year":2026,"tz":"UTC"})"
                      "\n"
                      R"({"kind":"event","id":"a","name":"Sym","year":2025,"tz":"UTC"})"
                      "\n"
                      R"({"kind":"session","id":"s1","title":"Talks","event":"b"})"
                      "\n"
                      R"({"kind":"session","id":"s2","title":"Posters","event":"a"})"
                      "\n";
  for (int i = 0; i < 120; ++i) {
    const auto word = [i](int n) { return std::string(kWords[(i * n + i / 7 + n) % 12]); };
    const bool later = i < 60;
    const Json paper = {
        {"kind", "paper"},
        {"id", fmt::format("p{:03}", i)},
        {"title", word(1) + " " + word(2) + " for " + word(5)},
        {"abstract", "We study " + word(3) + " " + word(4) + " and " + word(7) + " in common."},
        {"event", later ? "b" : "a"},
        {"presentations", {{{"session", later ? "s1" : "s2"}}}},
        {"authors",
         {{{"name", "Ana No" + std::to_string(i % 9)},
           {"affiliations", {i % 2 == 0 ? "ETH Zürich" : "MIT"}}}}},
    };
    // The kind stands first in a canonical line.
    std::string line = paper.dump();
    lines += R"({"kind":"paper",)" + line.substr(1, line.find(R"("kind":"paper",)") - 1) +
             line.substr(line.find(R"("kind":"paper",)") + 15) + "\n";
  }
  return lines;
}

}  // namespace

ShardedIndex::ShardedIndex() {
  write_text(folder_ / "corpus/all.jsonl", corpus());
  const RunResult built = run({program("paperfind-indexer"), "build", folder_ / "corpus", "--db",
                               folder_ / "index", "--shards", "4", "-q"});
  REQUIRE(built.exit_code == 0);
  for (const auto& entry : fs::directory_iterator(folder_ / "index")) {
    if (entry.path().filename().string().starts_with("gen-")) generation_ = entry.path();
  }
}

std::string ShardedIndex::move_away(int shard) {
  const std::string name = "shard-00" + std::to_string(shard);
  const fs::path there = fs::path(folder_ / "servers") / name;
  fs::create_directories(there.parent_path());
  fs::rename(generation_ / name, there);
  return there;
}

}  // namespace paperfind::testing
