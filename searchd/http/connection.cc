#include "searchd/http/connection.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace paperfind {
namespace {

constexpr std::size_t kReadBytes = 16'384;
constexpr std::size_t kKeptBytes = 4'096;  // of a buffer, while its connection idles
constexpr std::size_t kMostDrained = 1 << 20U;
// On a line slower than this in the time for writing, a client is as good as gone.
constexpr std::size_t kProgressBytes = 65'536;

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

ssize_t receive(int fd, std::array<char, kReadBytes>& buffer) {
  while (true) {
    const ssize_t n = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n >= 0 || errno != EINTR) return n;
  }
}

}  // namespace

void Connection::abort_on_close() const {
  const linger at_once{1, 0};
  ::setsockopt(fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void Connection::end_sending() const { ::shutdown(fd(), SHUT_WR); }

void Connection::notice(unsigned events) {
  constexpr unsigned kEnd = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
  if ((events & (EPOLLIN | kEnd)) != 0) readable_ = true;
  if ((events & kEnd) != 0) ending_ = true;
  if ((events & (EPOLLHUP | EPOLLERR)) != 0) broken = true;
}

Connection::Io Connection::fill() {
  if (!readable_) return Io::Blocked;
  std::array<char, kReadBytes> buffer;
  const ssize_t n = receive(fd(), buffer);
  if (n < 0 && would_block()) readable_ = false;
  if (n <= 0) return n < 0 && would_block() ? Io::Blocked : Io::Ended;
  in_.append(buffer.data(), static_cast<std::size_t>(n));
  // Less than there was room for: that was all, and the kernel tells when more comes. Of an end
  // that it told already it does not tell again.
  if (static_cast<std::size_t>(n) < buffer.size() && !ending_) readable_ = false;
  return Io::Some;
}

Connection::Io Connection::drain() {
  std::array<char, kReadBytes> buffer;
  const ssize_t n = receive(fd(), buffer);
  if (n <= 0) return n < 0 && would_block() ? Io::Blocked : Io::Ended;
  drained_ += static_cast<std::size_t>(n);
  return drained_ > kMostDrained ? Io::Ended : Io::Some;
}

std::string Connection::take_head(HeadReader::State state) {
  std::string head;
  if (state == HeadReader::State::Whole && head_.end() == in_.size()) {
    head = in_.substr(head_.begin());
    in_.clear();
  } else if (state == HeadReader::State::Whole) {
    head = in_.substr(head_.begin(), head_.end() - head_.begin());
    in_.erase(0, head_.end());
  } else {
    head = in_.substr(head_.begin(), head_.limits().line_bytes);
    in_.clear();
  }
  if (in_.empty() && in_.capacity() > kKeptBytes) in_ = std::string();
  head_.reset();
  return head;
}

void Connection::answer_with(std::string bytes) {
  out_ = std::move(bytes);
  sent_ = sent_before_ = 0;
}

Connection::Io Connection::flush() {
  while (sent_ < out_.size()) {
    const ssize_t n =
        ::send(fd(), out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return would_block() ? Io::Blocked : Io::Ended;
    sent_ += static_cast<std::size_t>(n);
  }
  out_ = std::string();
  sent_ = 0;
  return Io::Some;
}

bool Connection::got_on() {
  if (sent_ - sent_before_ < kProgressBytes) return false;
  sent_before_ = sent_;
  return true;
}

}  // namespace paperfind
