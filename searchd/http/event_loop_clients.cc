// What the loop does for each connection.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <string>
#include <system_error>
#include <utility>

#include "searchd/http/event_loop.h"
#include "searchd/http/log.h"

namespace paperfind {
namespace {

using State = Connection::State;
using Io = Connection::Io;
using std::chrono::milliseconds;

constexpr milliseconds kAcceptPause{100};
constexpr milliseconds kLeastPause{10};  // between two looks for what is overdue
// Edges: each change is told once, and a socket is registered once.
constexpr unsigned kAllEvents = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
// The client was gone before we came to it, or its network was.
bool concerns_one_client(int why) {
  static constexpr int kReasons[] = {EINTR,       ECONNABORTED, EPROTO, ENETDOWN,
                                     ENOPROTOOPT, EHOSTDOWN,    ENONET, EHOSTUNREACH,
                                     EOPNOTSUPP,  ENETUNREACH,  EPERM,  ETIMEDOUT};
  return std::find(std::begin(kReasons), std::end(kReasons), why) != std::end(kReasons);
}

bool wants_for_room(int why) {
  return why == EMFILE || why == ENFILE || why == ENOBUFS || why == ENOMEM;
}

}  // namespace

void EventLoop::accept_some(std::size_t most) {
  for (std::size_t i = 0; i < most; ++i) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    Descriptor socket(::accept4(listening_.get(), reinterpret_cast<sockaddr*>(&peer), &size,
                                SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.open()) {
      admit(std::move(socket), address_of(peer));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return;
    } else if (wants_for_room(errno)) {
      return pause_accepting(errno);
    } else if (!concerns_one_client(errno)) {
      failed_ = Error{ErrorCode::Io,
                      "accepting connections ended: " + std::generic_category().message(errno)};
      stop_asked_ = true;
      return wake();
    }
  }
}

// Whoever waits to be accepted stays readable: without a pause the loop would run in circles.
void EventLoop::pause_accepting(int why) {
  epoll_event none{};
  none.data.ptr = &listening_;
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, listening_.get(), &none);
  accept_again_ = now_ + kAcceptPause;
  if (std::exchange(short_of_room_, true)) return;
  log_event(LogLevel::Warning, "not-accepting",
            {{"reason", std::generic_category().message(why)},
             {"advice", "let the daemon have more descriptors (LimitNOFILE)"}});
}

void EventLoop::resume_accepting() {
  if (now_ < accept_again_) return;
  accept_again_ = kNever;
  epoll_event readable{};
  readable.events = EPOLLIN;
  readable.data.ptr = &listening_;
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, listening_.get(), &readable);
}

void EventLoop::admit(Descriptor socket, const std::optional<ClientAddress>& peer) {
  short_of_room_ = false;
  accepted_.fetch_add(1, std::memory_order_relaxed);
  const bool full = connections_.size() >= limits_.connections;
  if (full) handlers_.shed(Shed::ConnectionLimit);
  if (connections_.size() >= most_connections(limits_)) return;  // closes it
  const int yes = 1;
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const int fd = socket.get();
  auto owned = std::make_unique<Connection>(std::move(socket), peer, limits_.head);
  Connection& connection = *owned;
  if (!watch(fd, kAllEvents, &connection)) return;
  connections_[fd] = std::move(owned);
  open_.store(connections_.size(), std::memory_order_relaxed);
  give_until(connection, now_ + limits_.head_patience);
  if (!full) return;
  connection.last = true;
  refuse(connection, {}, "overloaded");
  advance(connection);
}

void EventLoop::on_event(Connection& connection, unsigned events) {
  if (connection.state == State::Closed) return;
  connection.notice(events);
  if (!connection.broken) return advance(connection);
  if (connection.state != State::Answering) close(connection);
}

void EventLoop::advance(Connection& connection) {
  try {
    while (step(connection)) {
    }
  } catch (const std::bad_alloc&) {
    close(connection);
  }
}

// True when there may be more to do.
bool EventLoop::step(Connection& connection) {
  switch (connection.state) {
    case State::Reading:
      return read(connection);
    case State::Writing:
      return write(connection);
    case State::Lingering:
      return linger(connection);
    case State::Answering:
    case State::Resting:
    case State::Closed:
      break;
  }
  return false;
}

bool EventLoop::read(Connection& connection) {
  const HeadReader::State head = connection.read_head();
  if (head != HeadReader::State::Partial) {
    ask(connection, head);
    return true;
  }
  const bool first = connection.waits_for_bytes();
  switch (connection.fill()) {
    case Io::Some:
      if (first) give_until(connection, now_ + limits_.head_patience);
      return true;
    case Io::Ended:
      close(connection);
      break;
    case Io::Blocked:
      break;
  }
  return false;
}

void EventLoop::ask(Connection& connection, HeadReader::State state) {
  Job job{&connection, connection.fd(), {}, connection.problem(), false, now_};
  job.head = connection.take_head(state);
  job.last = ++connection.requests >= limits_.requests_per_connection;
  connection.last = job.last || !job.problem.empty();
  if (!limiter_.admit(connection.peer, job.head, now_)) {
    handlers_.shed(Shed::RateLimit);
    refuse(connection, job.head, "rate-limited");
    connection.rests = true;
    return;
  }
  if (queue_->push(job)) {
    connection.state = State::Answering;
    return;
  }
  handlers_.shed(Shed::QueueFull);
  refuse(connection, job.head, "overloaded");
  connection.rests = true;
}

void EventLoop::refuse(Connection& connection, std::string_view head, std::string_view kind) {
  connection.state = State::Writing;
  if (stopping_ || asks_to_close(head)) connection.last = true;
  give_until(connection, now_ + limits_.write_patience);
  std::string answer = handlers_.refuse(head, kind, connection.last);
  answer_bytes_.fetch_add(answer.size(), std::memory_order_relaxed);
  connection.answer_with(std::move(answer));
}

bool EventLoop::write(Connection& connection) {
  switch (connection.flush()) {
    case Io::Some:
      if (connection.blocks) {
        go_on(connection);
      } else {
        after_answer(connection);
      }
      return true;
    case Io::Ended:
      close(connection);
      break;
    case Io::Blocked:
      if (connection.got_on()) give_until(connection, now_ + limits_.write_patience);
      break;
  }
  return false;
}

// The next block is made only now: of an export, a slow client costs no more memory than a fast
// one, and no worker.
void EventLoop::go_on(Connection& connection) {
  connection.state = State::Answering;
  queue_->push_more(
      {&connection, connection.fd(), {}, {}, connection.last, now_, std::move(connection.blocks)});
}

void EventLoop::after_answer(Connection& connection) {
  if (connection.last) {
    connection.end_sending();
    connection.state = State::Lingering;
    return give_until(connection, now_ + limits_.linger);
  }
  if (std::exchange(connection.rests, false)) {
    connection.state = State::Resting;
    return give_until(connection, now_ + limits_.rest);
  }
  start_reading(connection);
}

void EventLoop::start_reading(Connection& connection) {
  connection.state = State::Reading;
  const milliseconds idle = stopping_ ? limits_.farewell : limits_.keep_alive;
  give_until(connection, now_ + (connection.waits_for_bytes() ? idle : limits_.head_patience));
}

// Closing a socket with bytes unread resets it, and the client may lose the answer on its way.
bool EventLoop::linger(Connection& connection) {
  const Io io = connection.drain();
  if (io == Io::Some) return true;
  // A client that sent nothing more loses nothing.
  if (io == Io::Ended || (stopping_ && !connection.was_drained())) close(connection);
  return false;
}

void EventLoop::close(Connection& connection) {
  if (connection.state == State::Closed) return;
  const auto own = connections_.find(connection.fd());
  closed_.push_back(std::move(own->second));
  connections_.erase(own);
  open_.store(connections_.size(), std::memory_order_relaxed);
  connection.close();
}

void EventLoop::give_until(Connection& connection, Clock::time_point deadline) {
  connection.deadline = deadline;
  next_deadline_ = std::min(next_deadline_, deadline);
}

// Most deadlines are moved before they come, so this looks at all of them, but seldom.
void EventLoop::end_overdue() {
  if (now_ < next_deadline_) return;
  next_deadline_ = kNever;
  std::vector<Connection*> overdue;
  for (const auto& [fd, connection] : connections_) {
    if (connection->state == State::Answering) continue;  // gets a new one with its answer
    if (connection->deadline <= now_) {
      overdue.push_back(connection.get());
    } else {
      next_deadline_ = std::min(next_deadline_, connection->deadline);
    }
  }
  for (Connection* connection : overdue) end_overdue(*connection);
  if (next_deadline_ != kNever) next_deadline_ = std::max(next_deadline_, now_ + kLeastPause);
}

void EventLoop::end_overdue(Connection& connection) {
  if (connection.state == State::Resting) {
    start_reading(connection);
    return advance(connection);
  }
  if (connection.state == State::Writing) {
    handlers_.shed(Shed::SlowReader);
    connection.abort_on_close();
    return close(connection);
  }
  if (connection.state != State::Reading || connection.waits_for_bytes()) return close(connection);
  connection.last = true;
  handlers_.shed(Shed::RequestTimeout);
  refuse(connection, connection.take_head(HeadReader::State::Wrong), "request-timeout");
  advance(connection);
}

}  // namespace paperfind
