#include "tests/http/relay.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace paperfind::testing {
namespace {

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
    : server_port_(server_port), left_(number), kind_(kind) {
  ListenAddress address{"127.0.0.1", 0};
  Result<Descriptor> listener = listen_on(address);
  if (!listener.ok()) throw std::runtime_error(listener.error().to_string());
  listener_ = std::move(listener).value();
  port_ = address.port;
  thread_ = std::thread([this] { work(); });
}

Relay::~Relay() {
  stopped_ = true;
  thread_.join();
}

void Relay::accept_one() {
  Pair pair{Descriptor(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)),
            Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(server_port_));
  const auto* raw = reinterpret_cast<const sockaddr*>(&address);
  if (::connect(pair.server.get(), raw, sizeof address) == 0) pairs_.push_back(std::move(pair));
}

bool Relay::pass_on(const Pair& pair, bool from_client, bool from_server) {
  std::array<char, 65536> bytes;
  for (const bool client : {true, false}) {
    if (!(client ? from_client : from_server)) continue;
    const int from = (client ? pair.client : pair.server).get();
    const int to = (client ? pair.server : pair.client).get();
    const ssize_t n = ::recv(from, bytes.data(), bytes.size(), 0);
    if (n <= 0) return false;
    // A client sends one message at a time and waits for the answer.
    if (client && bytes[0] == kind_ && --left_ == 0) {
      ended_ = static_cast<int>(pairs_.size());
      return false;
    }
    if (!send_all(to, {bytes.data(), static_cast<std::size_t>(n)})) return false;
  }
  return true;
}

void Relay::work() {
  while (!stopped_) {
    std::vector<pollfd> waited = {{listener_.get(), POLLIN, 0}};
    for (const Pair& pair : pairs_) {
      waited.push_back({pair.client.get(), POLLIN, 0});
      waited.push_back({pair.server.get(), POLLIN, 0});
    }
    if (::poll(waited.data(), waited.size(), 50) <= 0) continue;
    const bool armed = ended_ == 0;
    std::vector<Pair> kept;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const bool from_client = waited[1 + 2 * i].revents != 0;
      const bool from_server = waited[2 + 2 * i].revents != 0;
      if (pass_on(pairs_[i], from_client, from_server)) kept.push_back(std::move(pairs_[i]));
    }
    if (armed && ended_ != 0) kept.clear();
    pairs_ = std::move(kept);
    if (waited[0].revents != 0) accept_one();
  }
}

}  // namespace paperfind::testing
