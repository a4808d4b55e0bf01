#include "searchd/http/client_limiter.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>

#include "engine/base/trim.h"
#include "searchd/http/request_head.h"

namespace paperfind {
namespace {

constexpr ClientAddress kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0};
constexpr std::size_t kMappedBytes = 12, kNetworkBytes = 8;

ClientAddress from_v4(const in_addr& address) {
  ClientAddress out = kMapped;
  std::memcpy(out.data() + kMappedBytes, &address, sizeof address);
  return out;
}

ClientAddress from_v6(const in6_addr& address) {
  ClientAddress out{};
  std::memcpy(out.data(), &address, sizeof address);
  return out;
}

bool is_v4(const ClientAddress& address) {
  return std::equal(kMapped.begin(), kMapped.begin() + kMappedBytes, address.begin());
}

bool is_loopback(const ClientAddress& address) {
  if (is_v4(address)) return address[kMappedBytes] == 127;
  ClientAddress loopback{};
  loopback.back() = 1;
  return address == loopback;
}

// One customer of a network has a /64, and with it more addresses than anybody could remember.
ClientAddress one_for_all(ClientAddress address) {
  if (!is_v4(address)) std::fill(address.begin() + kNetworkBytes, address.end(), 0);
  return address;
}

}  // namespace

std::optional<ClientAddress> address_of(const sockaddr_storage& peer) {
  if (peer.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &peer, sizeof v4);
    return from_v4(v4.sin_addr);
  }
  if (peer.ss_family != AF_INET6) return std::nullopt;
  sockaddr_in6 v6{};
  std::memcpy(&v6, &peer, sizeof v6);
  return from_v6(v6.sin6_addr);
}

std::optional<ClientAddress> parse_client_address(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    text = text.substr(1, end - 1);
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  const std::string literal(text);
  in_addr v4{};
  if (::inet_pton(AF_INET, literal.c_str(), &v4) == 1) return from_v4(v4);
  in6_addr v6{};
  if (::inet_pton(AF_INET6, literal.c_str(), &v6) == 1) return from_v6(v6);
  return std::nullopt;
}

// Proxies add whom they were asked by at the end, so what stands before the last of them is only
// what somebody says of himself.
ClientAddress ClientLimiter::asks(const ClientAddress& peer, std::string_view head) const {
  if (!rate_.proxies.contains(peer)) return peer;
  const std::string told = field_of(head, "x-forwarded-for");
  std::string_view rest = told;
  ClientAddress client = peer;
  while (!rest.empty() && rate_.proxies.contains(client)) {
    const std::size_t comma = rest.rfind(',');
    const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
    const std::optional<ClientAddress> before = parse_client_address(rest.substr(begin));
    if (!before) break;
    client = *before;
    rest = rest.substr(0, begin == 0 ? 0 : begin - 1);
  }
  return client;
}

ClientLimiter::Bucket& ClientLimiter::bucket_of(const ClientAddress& client, Time now) {
  const auto [found, fresh] = buckets_.try_emplace(client);
  Bucket& bucket = found->second;
  if (!fresh) {
    recent_.splice(recent_.begin(), recent_, bucket.place);
    const std::chrono::duration<double> passed = now - bucket.since;
    bucket.tokens = std::min(rate_.burst, bucket.tokens + passed.count() * rate_.per_second);
    bucket.since = now;
    return bucket;
  }
  recent_.push_front(client);
  bucket = {rate_.burst, now, recent_.begin()};
  if (buckets_.size() > rate_.clients) {
    buckets_.erase(recent_.back());
    recent_.pop_back();
  }
  return bucket;
}

bool ClientLimiter::admit(const std::optional<ClientAddress>& peer, std::string_view head,
                          Time now) {
  if (rate_.per_second <= 0 || !peer) return true;
  const ClientAddress client = asks(*peer, head);
  if (is_loopback(client)) return true;
  Bucket& bucket = bucket_of(one_for_all(client), now);
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

}  // namespace paperfind
