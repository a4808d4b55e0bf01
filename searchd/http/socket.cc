#include "searchd/http/socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

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
