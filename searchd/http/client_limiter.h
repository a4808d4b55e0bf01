// How often each client may ask: a bucket of tokens for each address, or /64 of version 6.
#pragma once

#include <sys/socket.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace paperfind {

// An address of either version, that of version 4 as version 6 has it (::ffff:a.b.c.d).
using ClientAddress = std::array<std::uint8_t, 16>;

// Of a socket's other end; nothing when it has no address (a unix socket).
std::optional<ClientAddress> address_of(const sockaddr_storage& peer);
// "192.0.2.7", "2001:db8::1", also in brackets or with a port behind.
std::optional<ClientAddress> parse_client_address(std::string_view text);

struct ClientRate {
  double per_second = 0;  // 0: nobody is limited
  double burst = 0;       // as many at once after a pause
  // Who tells for whom they ask, in X-Forwarded-For.
  std::set<ClientAddress> proxies = {};
  std::size_t clients = 65'536;  // remembered; who did not ask for longest is forgotten first
};

// For one thread.
class ClientLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit ClientLimiter(ClientRate rate) : rate_(std::move(rate)) {}

  // Whether the request with this head may be answered: it counts then. Who is on this machine and
  // asks for himself always may.
  bool admit(const std::optional<ClientAddress>& peer, std::string_view head, Time now);
  [[nodiscard]] std::size_t clients() const { return buckets_.size(); }

 private:
  struct Bucket {
    double tokens = 0;
    Time since;
    std::list<ClientAddress>::iterator place;  // in recent_
  };
  // Who asks: the peer, or whom a proxy asks for.
  [[nodiscard]] ClientAddress asks(const ClientAddress& peer, std::string_view head) const;
  Bucket& bucket_of(const ClientAddress& client, Time now);

  ClientRate rate_;
  std::map<ClientAddress, Bucket> buckets_;
  std::list<ClientAddress> recent_;  // who asked last comes first
};

}  // namespace paperfind
