#include "tests/http/relay.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace paperfind::testing {
namespace {

sockaddr_in local(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

Relay::Relay(int server_port, char kind, int number)
    : server_port_(server_port),
      left_(number),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      kind_(kind) {
  sockaddr_in address = local(0);
  socklen_t size = sizeof address;
  auto* raw = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, raw, size) != 0 || ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, raw, &size) != 0) {
    ::close(listener_);
    throw std::runtime_error("a relay cannot listen");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { work(); });
}

Relay::~Relay() {
  stopped_ = true;
  thread_.join();
  for (const Pair& pair : pairs_) {
    ::close(pair.client);
    ::close(pair.server);
  }
  ::close(listener_);
}

void Relay::accept_one() {
  Pair pair;
  pair.client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  pair.server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = local(server_port_);
  if (::connect(pair.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    pairs_.push_back(pair);
    return;
  }
  ::close(pair.client);
  ::close(pair.server);
}

bool Relay::pass_on(const Pair& pair, bool from_client, bool from_server) {
  std::array<char, 65536> bytes;
  for (const bool client : {true, false}) {
    if (!(client ? from_client : from_server)) continue;
    const ssize_t n = ::recv(client ? pair.client : pair.server, bytes.data(), bytes.size(), 0);
    if (n <= 0) return false;
    // A client sends one message at a time and waits for the answer.
    if (client && bytes[0] == kind_ && --left_ == 0) {
      ended_ = static_cast<int>(pairs_.size());
      return false;
    }
    if (!send_all(client ? pair.server : pair.client,
                  {bytes.data(), static_cast<std::size_t>(n)})) {
      return false;
    }
  }
  return true;
}

void Relay::work() {
  while (!stopped_) {
    std::vector<pollfd> waited = {{listener_, POLLIN, 0}};
    for (const Pair& pair : pairs_) {
      waited.push_back({pair.client, POLLIN, 0});
      waited.push_back({pair.server, POLLIN, 0});
    }
    if (::poll(waited.data(), waited.size(), 50) <= 0) continue;
    std::vector<Pair> kept;
    const bool armed = ended_ == 0;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const bool from_client = waited[1 + 2 * i].revents != 0;
      const bool from_server = waited[2 + 2 * i].revents != 0;
      if (pass_on(pairs_[i], from_client, from_server)) {
        kept.push_back(pairs_[i]);
      } else {
        ::close(pairs_[i].client);
        ::close(pairs_[i].server);
      }
    }
    if (armed && ended_ != 0) {
      for (const Pair& pair : kept) {
        ::close(pair.client);
        ::close(pair.server);
      }
      kept.clear();
    }
    pairs_ = std::move(kept);
    if (waited[0].revents != 0) accept_one();
  }
}

}  // namespace paperfind::testing
