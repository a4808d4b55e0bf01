// One kept connection that asks with GET.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace paperfind::peers {

// Bytes as they may stand in the query of an address.
std::string escaped(std::string_view text);

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port) : port_(port) {}
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // The body of a 200; it is good until the next call.
  Result<std::string_view> get(const std::string& target);

 private:
  Status connect();
  Result<std::string_view> exchange(const std::string& request);
  void close();

  std::uint16_t port_;
  int fd_ = -1;
  std::string in_;
};

}  // namespace paperfind::peers
