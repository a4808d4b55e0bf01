#include "searchd/http/event_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace paperfind {
namespace {

using State = Connection::State;
using std::chrono::milliseconds;

// In one turn: those who left meanwhile make room before the next ones are looked at.
constexpr std::size_t kAcceptedAtOnce = 16;
constexpr std::size_t kMostWaiting = 1'024;  // for accept(), see listen_on()

Descriptor opened(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return Descriptor(fd);
}

}  // namespace

EventLoop::EventLoop(LoopLimits limits, Handlers handlers)
    : limits_(limits),
      handlers_(std::move(handlers)),
      epoll_(opened(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(opened(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      next_deadline_(kNever),
      accept_again_(kNever),
      limiter_(limits_.rate) {
  // So that handing back cannot fail for want of memory.
  done_.reserve(most_connections(limits_));
  taken_.reserve(most_connections(limits_));
  closed_.reserve(most_connections(limits_));
}

bool EventLoop::watch(int fd, unsigned events, void* what) const {
  epoll_event event{};
  event.events = events;
  event.data.ptr = what;
  return ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) == 0;
}

Status EventLoop::run(Descriptor listening) {
  listening_ = std::move(listening);
  if (!watch(wake_.get(), EPOLLIN, &wake_) || !watch(listening_.get(), EPOLLIN, &listening_)) {
    return Error{ErrorCode::Io, "cannot watch sockets: " + std::generic_category().message(errno)};
  }
  own_queue(
      std::make_unique<WorkQueue>(limits_.threads, limits_.queue, [this](Job& j) { work(j); }));
  now_ = Clock::now();
  take_wishes();
  while (!stopping_ || !connections_.empty()) turn();
  own_queue(nullptr);
  return failed_;
}

// The one before ends outside the lock: its workers may need that.
void EventLoop::own_queue(std::unique_ptr<WorkQueue> queue) {
  const std::lock_guard lock(mutex_);
  std::swap(queue_, queue);
}

LoopLoad EventLoop::load() const {
  LoopLoad load{open_.load(std::memory_order_relaxed),
                accepted_.load(std::memory_order_relaxed),
                answer_bytes_.load(std::memory_order_relaxed),
                {}};
  const std::lock_guard lock(mutex_);
  if (queue_) load.queue = queue_->load();
  return load;
}

void EventLoop::turn() {
  std::array<epoll_event, 256> events;
  const int count = ::epoll_wait(epoll_.get(), events.data(), events.size(), patience());
  now_ = Clock::now();
  bool woken = false;
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    if (event.data.ptr == &wake_) {
      woken = true;
    } else if (event.data.ptr == &listening_) {
      accept_some(kAcceptedAtOnce);
    } else {
      on_event(*static_cast<Connection*>(event.data.ptr), event.events);
    }
  }
  if (woken) take_wishes();
  resume_accepting();
  end_overdue();
  closed_.clear();
}

// In milliseconds, for epoll_wait().
int EventLoop::patience() const {
  const Clock::time_point next = std::min(next_deadline_, accept_again_);
  if (next == kNever) return -1;
  const auto left = std::chrono::ceil<milliseconds>(next - Clock::now());
  return static_cast<int>(std::clamp(left, milliseconds(0), milliseconds(60'000)).count());
}

void EventLoop::wake() const {
  const std::uint64_t once = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_.get(), &once, sizeof once);
}

void EventLoop::begin_stop() {
  stop_asked_ = true;
  wake();
}

void EventLoop::cut() {
  cut_asked_ = true;
  wake();
}

// What workers and other threads have for the loop.
void EventLoop::take_wishes() {
  std::uint64_t times = 0;
  [[maybe_unused]] const ssize_t got = ::read(wake_.get(), &times, sizeof times);
  take_done();
  if (stop_asked_ && !stopping_) stop_now();
  if (cut_asked_.exchange(false)) cut_now();
}

void EventLoop::stop_now() {
  accept_some(kMostWaiting);  // those the kernel accepted for us, and what they sent
  stopping_ = true;
  listening_.reset();
  accept_again_ = kNever;
  std::vector<Connection*> waiting;
  for (const auto& [fd, connection] : connections_) {
    if (connection->state == State::Resting) connection->state = State::Reading;
    if (connection->state == State::Reading) waiting.push_back(connection.get());
  }
  for (Connection* connection : waiting) {
    advance(*connection);
    if (connection->state == State::Reading && connection->waits_for_bytes()) {
      give_until(*connection, now_ + limits_.farewell);
    }
  }
}

void EventLoop::cut_now() {
  std::vector<Connection*> all;
  for (const auto& [fd, connection] : connections_) all.push_back(connection.get());
  for (Connection* connection : all) {
    if (connection->state == State::Answering) {
      connection->broken = true;
      ::shutdown(connection->fd(), SHUT_RDWR);
    } else {
      close(*connection);
    }
  }
}

// Of an answer in blocks the first goes with the head.
Reply EventLoop::reply_to(const Job& job) {
  Reply reply = job.blocks ? Reply{{}, job.last, job.blocks} : handlers_.answer(job);
  if (!reply.blocks) return reply;
  reply.bytes += reply.blocks->next();
  if (reply.blocks->done()) reply.blocks = nullptr;
  return reply;
}

void EventLoop::work(Job& job) {
  Done done{job.connection, {}, nullptr, true, true};
  try {
    Reply reply = reply_to(job);
    done.close = reply.close;
    done.blocks = std::move(reply.blocks);
    answer_bytes_.fetch_add(reply.bytes.size(), std::memory_order_relaxed);
    const ssize_t sent =
        ::send(job.fd, reply.bytes.data(), reply.bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    const bool ended = reply.bytes.empty() && !done.blocks;
    done.gone = ended || (sent < 0 && errno != EAGAIN && errno != EINTR);
    const auto begin = static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
    if (begin < reply.bytes.size()) done.rest = std::move(reply.bytes.erase(0, begin));
  } catch (...) {
    done.gone = true;  // no memory for an answer: the connection ends without one
  }
  hand_back(std::move(done));
}

void EventLoop::hand_back(Done done) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = done_.empty();
    done_.push_back(std::move(done));
  }
  if (first) wake();
}

void EventLoop::take_done() {
  {
    const std::lock_guard lock(mutex_);
    std::swap(done_, taken_);
  }
  for (Done& done : taken_) {
    Connection& connection = *done.connection;
    if (done.gone || connection.broken) {
      close(connection);
      continue;
    }
    connection.state = State::Writing;
    connection.last = done.close;
    connection.answer_with(std::move(done.rest));
    connection.blocks = std::move(done.blocks);
    give_until(connection, now_ + limits_.write_patience);
    advance(connection);
  }
  taken_.clear();
}

}  // namespace paperfind
