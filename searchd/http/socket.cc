#include "searchd/http/socket.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace paperfind {
namespace {

constexpr int kBacklog = 1024;
constexpr rlim_t kMostDescriptors = 65'536;

struct RawAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

RawAddress raw_address(const ListenAddress& address) {
  RawAddress raw;
  const auto port = htons(static_cast<std::uint16_t>(address.port));
  if (address.ipv6) {
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&raw.storage);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = port;
    ::inet_pton(AF_INET6, address.host.c_str(), &v6->sin6_addr);
    raw.size = sizeof *v6;
  } else {
    auto* v4 = reinterpret_cast<sockaddr_in*>(&raw.storage);
    v4->sin_family = AF_INET;
    v4->sin_port = port;
    ::inet_pton(AF_INET, address.host.c_str(), &v4->sin_addr);
    raw.size = sizeof *v4;
  }
  return raw;
}

int port_of(RawAddress raw) {
  return ntohs(raw.storage.ss_family == AF_INET6
                   ? reinterpret_cast<sockaddr_in6*>(&raw.storage)->sin6_port
                   : reinterpret_cast<sockaddr_in*>(&raw.storage)->sin_port);
}

Error cannot_listen(const ListenAddress& address, int why) {
  const bool taken = why == EADDRINUSE || why == EADDRNOTAVAIL || why == EAFNOSUPPORT;
  return {taken ? ErrorCode::Unavailable : ErrorCode::Io,
          std::string("cannot listen there: ") + std::strerror(why), base_url(address),
          why == EADDRINUSE ? "another program listens on this port" : ""};
}

// "127.0.0.1:8080", "[::1]:8080"
std::string text_of(RawAddress raw) {
  char host[INET6_ADDRSTRLEN] = "";
  const bool v6 = raw.storage.ss_family == AF_INET6;
  const void* bytes =
      v6 ? static_cast<const void*>(&reinterpret_cast<sockaddr_in6*>(&raw.storage)->sin6_addr)
         : &reinterpret_cast<sockaddr_in*>(&raw.storage)->sin_addr;
  ::inet_ntop(raw.storage.ss_family, bytes, host, sizeof host);
  const std::string literal = v6 ? "[" + std::string(host) + "]" : host;
  return literal + ":" + std::to_string(port_of(raw));
}

int option_of(const Descriptor& socket, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  return ::getsockopt(socket.get(), SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
}

Error not_adopted(std::string why, const std::string& setting) {
  return {ErrorCode::InvalidInput, std::move(why), "the socket passed at the start",
          setting.empty() ? "" : "a systemd socket unit wants " + setting};
}

}  // namespace

void Descriptor::reset(int fd) {
  if (fd_ >= 0) ::close(fd_);
  fd_ = fd;
}

Result<Descriptor> listen_on(ListenAddress& address) {
  RawAddress raw = raw_address(address);
  Descriptor socket(::socket(raw.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket.open()) return cannot_listen(address, errno);
  // Not SO_REUSEPORT, which would let a second daemon share the port.
  const int yes = 1;
  ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  const int no = 0;  // "[::]" means the older protocol as well
  if (address.ipv6) ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
  if (::bind(socket.get(), raw.get(), raw.size) != 0 || ::listen(socket.get(), kBacklog) != 0 ||
      ::getsockname(socket.get(), raw.get(), &raw.size) != 0) {
    return cannot_listen(address, errno);
  }
  address.port = port_of(raw);
  return socket;
}

Result<ListenAddress> adopt_listening(const Descriptor& socket) {
  if (option_of(socket, SO_TYPE) != SOCK_STREAM) {
    return not_adopted("it is no stream socket", "ListenStream=");
  }
  RawAddress raw;
  raw.size = sizeof raw.storage;
  if (::getsockname(socket.get(), raw.get(), &raw.size) != 0) {
    return not_adopted(std::strerror(errno), "");
  }
  const auto family = raw.storage.ss_family;
  if (family != AF_INET && family != AF_INET6) {
    return not_adopted("it is neither of IPv4 nor of IPv6", "ListenStream=127.0.0.1:8080");
  }
  if (option_of(socket, SO_ACCEPTCONN) != 1) {
    return not_adopted("it does not listen", "Accept=no");
  }
  const int flags = ::fcntl(socket.get(), F_GETFL);
  if (flags < 0 || ::fcntl(socket.get(), F_SETFL, flags | O_NONBLOCK) != 0) {
    return not_adopted(std::strerror(errno), "");
  }
  return parse_listen_address(text_of(raw));
}

std::size_t raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  const rlim_t wanted = std::min(limit.rlim_max, kMostDescriptors);
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = wanted;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) ::getrlimit(RLIMIT_NOFILE, &limit);
  }
  return limit.rlim_cur;
}

}  // namespace paperfind
