// Where to listen, as typed: "127.0.0.1:8080", "[::1]:8080".
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace paperfind {

struct ListenAddress {
  std::string host;  // literal, without brackets
  int port = 0;      // 0: any free one
  bool ipv6 = false;
  bool loopback = true;
};

// Literal addresses only: what a name stands for is not ours to choose. InvalidInput says what is
// wrong.
Result<ListenAddress> parse_listen_address(std::string_view text);

// "http://127.0.0.1:8080"
std::string base_url(const ListenAddress& address);

}  // namespace paperfind
