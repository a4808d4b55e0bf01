// A connection that stays open: a client that sees every byte and when it comes.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/catch.h"

namespace paperfind::testing {

class Client {
 public:
  explicit Client(int port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const timeval patience = {20, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    REQUIRE(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }
  ~Client() { ::close(fd_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view bytes) const {
    REQUIRE(::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(bytes.size()));
  }
  void end_sending() const { ::shutdown(fd_, SHUT_WR); }
  // Everything up to the first `end`, or to the end of the connection.
  std::string receive(std::string_view end = {}) const {
    std::string answer;
    std::array<char, 65536> buffer;
    while (end.empty() || answer.find(end) == std::string::npos) {
      const ssize_t n = ::recv(fd_, buffer.data(), buffer.size(), 0);
      if (n <= 0) break;
      answer.append(buffer.data(), static_cast<std::size_t>(n));
    }
    return answer;
  }
  // True when bytes, or the end, came in that time.
  [[nodiscard]] bool has_answer(std::chrono::milliseconds patience) const {
    pollfd poller{fd_, POLLIN, 0};
    return ::poll(&poller, 1, static_cast<int>(patience.count())) > 0;
  }
  // True when the server ended it without waiting until all was fetched.
  [[nodiscard]] bool was_dropped() const {
    pollfd poller{fd_, 0, 0};
    return ::poll(&poller, 1, 20'000) > 0 && (poller.revents & (POLLHUP | POLLERR)) != 0;
  }
  // False when the server ended it.
  [[nodiscard]] bool try_send(std::string_view bytes) const {
    return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0;
  }
  // True when the server ended it, or never accepted it; false when nothing came for long.
  [[nodiscard]] bool ended() const {
    char byte = 0;
    const ssize_t n = ::recv(fd_, &byte, 1, 0);
    return n == 0 || (n < 0 && errno == ECONNRESET);
  }

 private:
  int fd_;
};

inline std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

}  // namespace paperfind::testing
