#include "searchd/http/listen_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <charconv>

namespace paperfind {
namespace {

Error bad(std::string_view text, std::string why) {
  return {ErrorCode::InvalidInput, std::move(why), "--listen " + std::string(text),
          "give an address and a port: 127.0.0.1:8080 or [::1]:8080"};
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return bad(text, "no port given");
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  ListenAddress out;
  const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), out.port);
  if (failed != std::errc() || end != port.data() + port.size() || out.port < 0 ||
      out.port > 65535) {
    return bad(text, "the port must be a number from 0 to 65535");
  }
  out.ipv6 = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (out.ipv6) host = host.substr(1, host.size() - 2);
  out.host = host;
  in6_addr v6{};
  in_addr v4{};
  const bool literal = out.ipv6 ? inet_pton(AF_INET6, out.host.c_str(), &v6) == 1
                                : inet_pton(AF_INET, out.host.c_str(), &v4) == 1;
  if (!literal) return bad(text, "\"" + out.host + "\" is not a numeric address");
  out.loopback = out.ipv6 ? IN6_IS_ADDR_LOOPBACK(&v6) : (ntohl(v4.s_addr) >> 24U) == 127;
  return out;
}

std::string base_url(const ListenAddress& address) {
  const std::string host = address.ipv6 ? "[" + address.host + "]" : address.host;
  return "http://" + host + ":" + std::to_string(address.port);
}

}  // namespace paperfind
