// libFuzzer's way into the body that PAPERFIND_FUZZ_BODY names.
#include "tests/fuzz/fuzz_targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return paperfind::testing::PAPERFIND_FUZZ_BODY(data, size);
}
