#include "searchd/http/listener.h"

#include <netdb.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string>
#include <system_error>

namespace paperfind {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kBacklog = 1024;  // the library asks for 5

// Waits until one of `fds` is ready; false when time is up first.
template <std::size_t N>
bool wait(std::array<pollfd, N>& fds, milliseconds patience) {
  const auto end = steady_clock::now() + patience;
  while (true) {
    const auto left = std::chrono::ceil<milliseconds>(end - steady_clock::now());
    const int ready =
        ::poll(fds.data(), N, static_cast<int>(std::max(left, milliseconds(0)).count()));
    if (ready >= 0 || errno != EINTR) return ready > 0;
  }
}

template <typename NameOf>
void read_address(NameOf name_of, socket_t socket, std::string& ip, int& port) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* raw = reinterpret_cast<sockaddr*>(&address);
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> service{};
  if (name_of(socket, raw, &size) != 0 ||
      ::getnameinfo(raw, size, host.data(), host.size(), service.data(), service.size(),
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
    return;
  }
  ip = host.data();
  port = std::atoi(service.data());
}

// One for all requests of a connection, so that what was read too far is the next one's.
class Connection : public httplib::Stream {
 public:
  Connection(socket_t socket, milliseconds read_patience, milliseconds write_patience)
      : socket_(socket), read_patience_(read_patience), write_patience_(write_patience) {}

  // False when none comes in time, or `stop_event` does while nothing has come.
  bool wait_for_request(int stop_event, milliseconds patience) const {
    if (begin_ < end_) return true;
    std::array<pollfd, 2> fds{{{socket_, POLLIN, 0}, {stop_event, POLLIN, 0}}};
    return wait(fds, patience) && fds[0].revents != 0;
  }

  // Which of these four, and whether duration(), override the library's depends on its version.
  bool is_readable() const { return begin_ < end_ || is_ready(POLLIN, read_patience_); }
  bool is_writable() const { return is_ready(POLLOUT, write_patience_); }
  bool wait_readable() const { return is_readable(); }
  bool wait_writable() const { return is_writable(); }
  time_t duration() const { return 0; }

  ssize_t read(char* to, std::size_t size) override {
    if (begin_ == end_) {
      if (!is_readable()) return -1;
      const ssize_t n = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
      if (n <= 0) return n;
      begin_ = 0;
      end_ = static_cast<std::size_t>(n);
    }
    const std::size_t taken = std::min(size, end_ - begin_);
    std::copy_n(buffer_.data() + begin_, taken, to);
    begin_ += taken;
    return static_cast<ssize_t>(taken);
  }
  ssize_t write(const char* from, std::size_t size) override {
    return is_writable() ? ::send(socket_, from, size, MSG_NOSIGNAL) : -1;
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    read_address(::getpeername, socket_, ip, port);
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    read_address(::getsockname, socket_, ip, port);
  }
  socket_t socket() const override { return socket_; }

 private:
  bool is_ready(short what, milliseconds patience) const {
    std::array<pollfd, 1> fds{{{socket_, what, 0}}};
    return wait(fds, patience);
  }

  socket_t socket_;
  milliseconds read_patience_, write_patience_;
  std::array<char, 4096> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // of what was read and not yet taken
};

}  // namespace

Listener::Listener() : stop_event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (stop_event_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Listener::~Listener() { ::close(stop_event_); }

void Listener::widen_backlog() {
  ::listen(svr_sock_, kBacklog);
  listens_ = true;
}

void Listener::begin_stop() {
  const std::uint64_t once = 1;
  [[maybe_unused]] const ssize_t written = ::write(stop_event_, &once, sizeof once);
  // accept() fails from now on, which ends the library's loop; unlike its own stop() this leaves
  // accepted connections alone.
  if (listens_) ::shutdown(svr_sock_, SHUT_RDWR);
}

void Listener::cut_connections() {
  const std::lock_guard lock(mutex_);
  cut_ = true;
  for (const socket_t socket : open_) ::shutdown(socket, SHUT_RDWR);
}

bool Listener::process_and_close_socket(socket_t socket) {
  {
    const std::lock_guard lock(mutex_);
    open_.insert(socket);
    if (cut_) ::shutdown(socket, SHUT_RDWR);
  }
  converse(socket);
  {
    const std::lock_guard lock(mutex_);
    open_.erase(socket);
  }
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
  return true;
}

void Listener::converse(socket_t socket) {
  const auto patience = [](time_t seconds) { return milliseconds(seconds * 1000); };
  Connection connection(socket, patience(read_timeout_sec_), patience(write_timeout_sec_));
  for (std::size_t left = keep_alive_max_count_; left > 0; --left) {
    if (!connection.wait_for_request(stop_event_, patience(keep_alive_timeout_sec_))) return;
    bool closed = false;
    if (!answer(*this, connection, left == 1, closed) || closed) return;
  }
}

template <typename Library>
bool Listener::answer(Library& library, httplib::Stream& stream, bool last, bool& closed) {
  if constexpr (requires { library.process_request(stream, last, closed, nullptr); }) {
    return library.process_request(stream, last, closed, nullptr);
  } else {
    std::string remote, local;
    int remote_port = 0, local_port = 0;
    stream.get_remote_ip_and_port(remote, remote_port);
    stream.get_local_ip_and_port(local, local_port);
    return library.process_request(stream, remote, remote_port, local, local_port, last, closed,
                                   nullptr);
  }
}

}  // namespace paperfind
