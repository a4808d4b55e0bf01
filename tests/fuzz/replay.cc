// Runs a fuzz body once on each file of a folder: no fuzzer needed. replay_fuzz NAME FOLDER
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/fuzz_targets.h"

namespace fs = std::filesystem;
using namespace paperfind::testing;

namespace {

struct Target {
  std::string_view name;
  int (*body)(const std::uint8_t*, std::size_t);
};

constexpr Target kTargets[] = {
    {"connection", fuzz_connection},
    {"highlight", fuzz_highlight},
    {"html", fuzz_html},
    {"json", fuzz_json},
    {"query", fuzz_query},
    {"record", fuzz_record},
    {"request", fuzz_request},
    {"store", fuzz_store},
    {"text", fuzz_text},
    {"url", fuzz_url},
};

int replay(const Target& target, const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof()) {
      std::fprintf(stderr, "cannot read %s\n", file.c_str());
      return 1;
    }
    // Named before it runs: what crashes cannot name it after.
    std::printf("%s\n", file.c_str());
    std::fflush(stdout);
    target.body(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
  std::printf("%zu files\n", files.size());
  return files.empty() ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view name = argc == 3 ? argv[1] : "";
  const auto* const target = std::find_if(std::begin(kTargets), std::end(kTargets),
                                          [name](const Target& one) { return one.name == name; });
  if (target != std::end(kTargets)) return replay(*target, argv[2]);
  std::fprintf(stderr, "replay_fuzz TARGET FOLDER\n");
  return 2;
}
