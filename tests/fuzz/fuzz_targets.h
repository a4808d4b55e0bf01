// What is fuzzed. Each body takes any bytes, and aborts where what it promises does not hold.
#pragma once

#include <cstddef>
#include <cstdint>

namespace paperfind::testing {

int fuzz_connection(const std::uint8_t* data, std::size_t size);
int fuzz_highlight(const std::uint8_t* data, std::size_t size);
int fuzz_html(const std::uint8_t* data, std::size_t size);
int fuzz_json(const std::uint8_t* data, std::size_t size);
int fuzz_query(const std::uint8_t* data, std::size_t size);
int fuzz_record(const std::uint8_t* data, std::size_t size);
int fuzz_request(const std::uint8_t* data, std::size_t size);
int fuzz_store(const std::uint8_t* data, std::size_t size);
int fuzz_text(const std::uint8_t* data, std::size_t size);
int fuzz_url(const std::uint8_t* data, std::size_t size);

}  // namespace paperfind::testing
