// Any bytes a person may send as a query. Built for libFuzzer with PAPERFIND_FUZZ, and in every
// build with a main that replays the corpus.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/fuzz/query_oracle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static paperfind::testing::QueryOracle oracle;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string wrong = oracle.complaint(bytes);
  if (wrong.empty()) return 0;
  std::fprintf(stderr, "%s\nfor: %.*s\n", wrong.c_str(), static_cast<int>(size), bytes.data());
  std::abort();
}
