// A fixed list of searches over an index of corpus/, for counting the instructions they take:
// bench/instructions.sh. Each is asked twice; what the first time reads is kept for the second,
// and only that one calls counted().
#include <fmt/format.h>

#include <string>

#include "bench/opened_index.h"
#include "engine/render/json.h"

namespace {

using namespace paperfind;

constexpr const char* kQueries[] = {
    "keyword spotting",
    "quantization",
    "low precision neural network training on microcontrollers",
    "\"neural architecture search\"",
    "wearable IoT -speech",
    "jelcicoova",
    "atention",
    "author:banbury benchmark",
    "",
};

}  // namespace

// What is counted: a search with everything an answer has, and its bytes. By this name, which is
// why it is neither inlined nor hidden.
extern "C" __attribute__((noinline)) bool counted(Searcher& searcher,
                                                  const SearchRequest& request) {
  const Result<ResultPage> page = searcher.search(request);
  return page.ok() && !search_json(*page).empty();
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: hot_path INDEX\n");
    return 2;
  }
  const auto [snapshot, searcher] = open_index(argv[1]);
  for (const char* query : kQueries) {
    SearchRequest request;
    request.query = query;
    if (!searcher->search(request).ok() || !counted(*searcher, request)) {
      fmt::print(stderr, "{}: the search failed\n", query);
      return 1;
    }
  }
  fmt::print("{}\n", std::size(kQueries));
  return 0;
}
