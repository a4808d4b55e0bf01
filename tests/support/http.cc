#include "tests/support/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <system_error>

namespace paperfind::testing {
namespace {

class Socket {
 public:
  Socket() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "socket");
  }
  ~Socket() { ::close(fd_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

sockaddr_in loopback(int port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

std::string unchunk(std::string_view body) {
  std::string out;
  while (true) {
    const auto line_end = body.find("\r\n");
    std::size_t size = 0;
    if (line_end == std::string_view::npos ||
        std::from_chars(body.data(), body.data() + line_end, size, 16).ec != std::errc()) {
      throw std::runtime_error("ill-formed chunk");
    }
    body.remove_prefix(line_end + 2);
    if (size == 0) return out;
    if (body.size() < size + 2) throw std::runtime_error("chunk cut short");
    out.append(body.substr(0, size));
    body.remove_prefix(size + 2);
  }
}

}  // namespace

int free_port() {
  const Socket socket;
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  auto* raw = reinterpret_cast<sockaddr*>(&address);
  if (::bind(socket.fd(), raw, size) != 0 || ::getsockname(socket.fd(), raw, &size) != 0) {
    throw std::system_error(errno, std::generic_category(), "bind");
  }
  return ntohs(address.sin_port);
}

std::string exchange(int port, std::string_view bytes) {
  const Socket socket;
  const timeval patience = {30, 0};
  ::setsockopt(socket.fd(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  const sockaddr_in address = loopback(port);
  if (::connect(socket.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::system_error(errno, std::generic_category(), "connect");
  }
  while (!bytes.empty()) {
    const ssize_t n = ::send(socket.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) break;  // The peer may refuse in the middle; its answer is still read.
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  std::string answer;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t n = ::recv(socket.fd(), buffer.data(), buffer.size(), 0);
    if (n <= 0) return answer;
    answer.append(buffer.data(), static_cast<std::size_t>(n));
  }
}

std::size_t occurrences(std::string_view wire, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = wire.find(part); at != std::string_view::npos;
       at = wire.find(part, at + 1)) {
    ++count;
  }
  return count;
}

HttpReply parse_reply(std::string_view wire) {
  HttpReply reply;
  const auto head_end = wire.find("\r\n\r\n");
  if (head_end == std::string_view::npos || !wire.starts_with("HTTP/1.") || wire.size() < 12) {
    throw std::runtime_error("no HTTP answer: " + std::string(wire.substr(0, 100)));
  }
  std::from_chars(wire.data() + 9, wire.data() + 12, reply.status);
  std::string_view head = wire.substr(0, head_end + 2);
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size() + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    std::string name(line.substr(0, colon));
    for (char& c : name) c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    const auto value = line.find_first_not_of(' ', colon + 1);
    std::string& slot = reply.headers[name];
    if (!slot.empty()) slot += ", ";
    if (value != std::string_view::npos) slot += line.substr(value);
  }
  const std::string_view body = wire.substr(head_end + 4);
  const auto coding = reply.headers.find("transfer-encoding");
  const bool chunked = coding != reply.headers.end() && coding->second == "chunked";
  // To HEAD there are headers alone.
  reply.body = chunked && !body.empty() ? unchunk(body) : std::string(body);
  return reply;
}

HttpReply http_request(int port, std::string_view method, std::string_view target,
                       std::string_view headers) {
  std::string bytes(method);
  bytes.append(" ").append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1:");
  bytes.append(std::to_string(port)).append("\r\nConnection: close\r\n");
  bytes.append(headers).append("\r\n");
  return parse_reply(exchange(port, bytes));
}

HttpReply http_get(int port, std::string_view target, std::string_view headers) {
  return http_request(port, "GET", target, headers);
}

}  // namespace paperfind::testing
