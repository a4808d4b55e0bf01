// Any bytes a person may send as a query: read, planned and matched within the limits, in bounded
// time (the fuzzer's own).
#include <string>
#include <string_view>

#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/fuzz/query_oracle.h"

namespace paperfind::testing {

int fuzz_query(const std::uint8_t* data, std::size_t size) {
  static QueryOracle oracle;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string wrong = oracle.complaint(bytes);
  expect(wrong.empty(), wrong, bytes);
  return 0;
}

}  // namespace paperfind::testing
