#include "bench/peers/http.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>

namespace paperfind::peers {
namespace {

constexpr std::string_view kLength = "\r\ncontent-length: ";

// The header fields in small letters, to find them however they are written.
std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
    if (letter || (byte >= '0' && byte <= '9')) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", byte);
    }
  }
  return out;
}

HttpClient::~HttpClient() { close(); }

void HttpClient::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

Status HttpClient::connect() {
  fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port_);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return {};
  close();
  return Error{ErrorCode::Unavailable, "does not answer", fmt::format("127.0.0.1:{}", port_)};
}

Result<std::string_view> HttpClient::exchange(const std::string& request) {
  const Error broken{ErrorCode::Unavailable, "the connection ended",
                     fmt::format("127.0.0.1:{}", port_)};
  if (::send(fd_, request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size())) {
    return broken;
  }
  in_.clear();
  std::array<char, 65536> buffer;
  std::size_t head = std::string::npos, all = 0;
  while (head == std::string::npos || in_.size() < all) {
    const ssize_t n = ::recv(fd_, buffer.data(), buffer.size(), 0);
    if (n <= 0) return broken;
    in_.append(buffer.data(), static_cast<std::size_t>(n));
    if (head != std::string::npos) continue;
    head = in_.find("\r\n\r\n");
    if (head == std::string::npos) continue;
    const std::string fields = lowered(std::string_view(in_).substr(0, head + 2));
    const std::size_t at = fields.find(kLength);
    std::size_t length = 0;
    if (at != std::string::npos) {
      const char* digits = fields.data() + at + kLength.size();
      std::from_chars(digits, fields.data() + fields.size(), length);
    }
    all = head + 4 + length;
  }
  if (in_.compare(9, 3, "200") != 0) {
    return Error{ErrorCode::InvalidInput, in_.substr(0, 400), request.substr(0, 400)};
  }
  return std::string_view(in_).substr(head + 4);
}

Result<std::string_view> HttpClient::get(const std::string& target) {
  const std::string request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  if (fd_ >= 0) {
    if (auto body = exchange(request); body.ok() || body.error().code != ErrorCode::Unavailable) {
      return body;
    }
    close();  // a server may end a kept connection whenever it likes
  }
  if (const Status connected = connect(); !connected.ok()) return connected.error();
  return exchange(request);
}

}  // namespace paperfind::peers
