// How many requests a daemon answers, and how evenly: so many connections that each ask again as
// soon as they have their answer.
//
//   http_load ADDRESS:PORT QUERIES [CONNECTIONS] [SECONDS] [PREFIX]
//
// QUERIES: one a line, or "type <tab> query …"; each becomes PREFIX and the query, escaped. PREFIX
// is "/api/v1/search?q=" unless given. With "-" for QUERIES, PREFIX alone is asked. With a PREFIX
// that begins with "304 " every request names the ETag of the answer to the first one.
// One thread, so that it takes little from the daemon's processors; its figures hold it, too.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Client {
  int fd = -1;
  std::size_t next = 0;  // of the requests
  std::size_t answers = 0;
  Clock::time_point asked;
  std::string in;
};

struct Tally {
  std::vector<double> ms;
  std::size_t not_200 = 0, bytes = 0;
  std::size_t broken = 0;  // connections that ended without saying so before
};

sockaddr_in address_of(const std::string& text) {
  sockaddr_in address{};
  const std::size_t colon = text.find(':');
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(text.c_str() + colon + 1)));
  if (colon == std::string::npos ||
      ::inet_pton(AF_INET, text.substr(0, colon).c_str(), &address.sin_addr) != 1) {
    fmt::print(stderr, "{} is not ADDRESS:PORT\n", text);
    std::exit(2);
  }
  return address;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
    if (plain || (byte >= '0' && byte <= '9')) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", byte);
    }
  }
  return out;
}

std::string request_for(const std::string& target, const std::string& fields = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: bench\r\n" + fields + "\r\n";
}

std::vector<std::string> read_requests(const char* path, const std::string& prefix) {
  if (std::string_view(path) == "-") return {request_for(prefix)};
  std::vector<std::string> requests;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    const std::string query =
        tab == std::string::npos ? line : line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
    if (!query.empty()) requests.push_back(request_for(prefix + escaped(query)));
  }
  return requests;
}

int connected(const sockaddr_in& address) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
  ::close(fd);
  return -1;
}

bool send_all(int fd, std::string_view bytes) {
  return ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

// Bytes of the answer at the front of `in`; 0: not all there.
std::size_t answer_bytes(const std::string& in) {
  const std::size_t end = in.find("\r\n\r\n");
  if (end == std::string::npos) return 0;
  std::size_t length = 0;
  const std::size_t at = in.find("Content-Length: ");
  if (at < end) std::from_chars(in.data() + at + 16, in.data() + end, length);
  const std::size_t all = end + 4 + length;
  return in.size() < all ? 0 : all;
}

std::string etag_of(const sockaddr_in& address, const std::string& request) {
  const int fd = connected(address);
  std::string answer;
  std::array<char, 65536> buffer;
  if (send_all(fd, request)) {
    while (answer_bytes(answer) == 0) {
      const ssize_t n = ::recv(fd, buffer.data(), buffer.size(), 0);
      if (n <= 0) break;
      answer.append(buffer.data(), static_cast<std::size_t>(n));
    }
  }
  ::close(fd);
  const std::size_t at = answer.find("ETag: ");
  return at == std::string::npos ? "" : answer.substr(at + 6, answer.find("\r\n", at) - at - 6);
}

class Load {
 public:
  Load(const sockaddr_in& address, std::vector<std::string> requests, std::size_t connections)
      : address_(address),
        requests_(std::move(requests)),
        clients_(connections),
        epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    // Each begins elsewhere, so that no two ask the same at the same time.
    for (std::size_t i = 0; i < connections; ++i) {
      clients_[i].next = i * requests_.size() / connections;
      begin(clients_[i]);
    }
  }

  void run(double seconds, Tally& tally) {
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    std::array<epoll_event, 256> events;
    while (Clock::now() < end) {
      const int count = ::epoll_wait(epoll_, events.data(), events.size(), 100);
      for (int i = 0; i < count; ++i) {
        auto& client = *static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr);
        if (!take(client, tally)) again(client);
      }
    }
  }
  [[nodiscard]] std::vector<std::size_t> shares() const {
    std::vector<std::size_t> shares;
    for (const Client& client : clients_) shares.push_back(client.answers);
    std::sort(shares.begin(), shares.end());
    return shares;
  }

 private:
  void begin(Client& client) {
    client.fd = connected(address_);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &client;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.fd, &event);
    ask(client);
  }
  void ask(Client& client) {
    client.asked = Clock::now();
    send_all(client.fd, requests_[client.next]);
    client.next = (client.next + 1) % requests_.size();
  }
  void again(Client& client) {
    ::close(client.fd);
    client.in.clear();
    begin(client);
  }
  bool take(Client& client, Tally& tally) {
    const ssize_t n = ::recv(client.fd, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN) return true;
    if (n <= 0) {
      ++tally.broken;
      return false;
    }
    client.in.append(buffer_.data(), static_cast<std::size_t>(n));
    const std::size_t all = answer_bytes(client.in);
    if (all == 0) return true;
    tally.ms.push_back(
        std::chrono::duration<double, std::milli>(Clock::now() - client.asked).count());
    tally.bytes += all;
    ++client.answers;
    if (client.in.compare(9, 3, "200") != 0) ++tally.not_200;
    const std::size_t closes = client.in.find("Connection: close");
    if (closes < client.in.find("\r\n\r\n")) return false;
    client.in.clear();
    ask(client);
    return true;
  }

  sockaddr_in address_;
  std::vector<std::string> requests_;
  std::vector<Client> clients_;
  std::array<char, 65536> buffer_;
  int epoll_;
};

void print_figures(Tally& tally, const std::vector<std::size_t>& shares, double seconds) {
  std::sort(tally.ms.begin(), tally.ms.end());
  const auto count = static_cast<double>(std::max<std::size_t>(tally.ms.size(), 1));
  const auto at = [&](double share) {
    const auto index = static_cast<std::size_t>(share * count);
    return tally.ms.empty() ? 0.0 : tally.ms[std::min(tally.ms.size() - 1, index)];
  };
  fmt::print(
      "{:4} connections {:7.0f} q/s  p50 {:7.2f}  p95 {:7.2f}  p99 {:7.2f}  max {:7.2f} ms  "
      "requests a connection: least {}, median {}  not 200: {}  broken: {}  {:.1f} kB an answer\n",
      shares.size(), static_cast<double>(tally.ms.size()) / seconds, at(0.5), at(0.95), at(0.99),
      at(1), shares.front(), shares[shares.size() / 2], tally.not_200, tally.broken,
      static_cast<double>(tally.bytes) / 1000.0 / count);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: http_load ADDRESS:PORT QUERIES [CONNECTIONS] [SECONDS] [PREFIX]\n");
    return 2;
  }
  const sockaddr_in address = address_of(argv[1]);
  const auto connections = static_cast<std::size_t>(argc > 3 ? std::atoi(argv[3]) : 8);
  const double seconds = argc > 4 ? std::atof(argv[4]) : 5;
  std::string prefix = argc > 5 ? argv[5] : "/api/v1/search?q=";
  const bool known = prefix.starts_with("304 ");
  if (known) prefix.erase(0, 4);
  std::vector<std::string> requests = read_requests(argv[2], prefix);
  if (requests.empty() || connections == 0) {
    fmt::print(stderr, "{} has no query\n", argv[2]);
    return 1;
  }
  if (known) {
    const std::string field = "If-None-Match: " + etag_of(address, requests.front()) + "\r\n";
    for (std::string& request : requests) request.insert(request.size() - 2, field);
  }
  Load load(address, std::move(requests), connections);
  Tally warmup, tally;
  load.run(seconds / 5, warmup);
  const auto begin = Clock::now();
  load.run(seconds, tally);
  print_figures(tally, load.shares(), std::chrono::duration<double>(Clock::now() - begin).count());
  return 0;
}
