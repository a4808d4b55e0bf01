// All connections on one thread that never waits for one of them: it reads requests, queues whole
// ones for workers, and sends what clients did not take at once.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/result.h"
#include "searchd/http/client_limiter.h"
#include "searchd/http/connection.h"
#include "searchd/http/request_head.h"
#include "searchd/http/server_watch.h"
#include "searchd/http/socket.h"
#include "searchd/http/work_queue.h"

namespace paperfind {

struct LoopLimits {
  std::size_t threads = 4;
  std::size_t connections = 2'000;
  std::size_t queue = 256;  // requests that wait for a worker; whoever comes then is turned away
  std::size_t requests_per_connection = 1'000;
  HeadLimits head = {};
  std::size_t answer_bytes = std::size_t{64} << 20U;  // of one that is made whole in memory
  std::chrono::milliseconds keep_alive{15'000};       // idle, between two requests
  std::chrono::milliseconds head_patience{5'000};     // for a whole head, from its first byte
  std::chrono::milliseconds write_patience{10'000};   // for each 64 KiB of an answer
  // Before a connection that was turned away is listened to again: or those who ask at once, and
  // not when Retry-After says, would keep the loop from the others.
  std::chrono::milliseconds rest{100};
  // When it stops, for what clients sent before they could know.
  std::chrono::milliseconds farewell{100};
  std::chrono::milliseconds linger{1'000};  // for a client to notice that the connection ends
  ClientRate rate = {};
};

// With those that only hear that there is no room.
constexpr std::size_t most_connections(const LoopLimits& limits) { return limits.connections + 64; }

struct Reply {
  std::string bytes;
  bool close = false;                       // the connection ends with it
  std::shared_ptr<BodyBlocks> blocks = {};  // what follows
};

struct LoopLoad {
  std::size_t connections = 0;  // open
  std::uint64_t accepted = 0;
  std::uint64_t answer_bytes = 0;  // heads included
  QueueLoad queue;
};

class EventLoop {
 public:
  struct Handlers {
    // On a worker.
    std::function<Reply(const Job&)> answer;
    // On the loop's thread, so at once: turns away a request of which `head` has come, with a kind
    // of problem. `last`: the connection ends with it.
    std::function<std::string(std::string_view head, std::string_view kind, bool last)> refuse;
    // On the loop's thread: somebody was turned away or cut off.
    std::function<void(Shed)> shed;
  };

  // Throws std::system_error when the system has no descriptors for it.
  EventLoop(LoopLimits limits, Handlers handlers);
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // Serves until stopped and every connection has ended. Io when accepting failed for good.
  Status run(Descriptor listening);

  // From any thread, also before run().
  // Accepts nothing more and soon ends connections that wait for nothing. What came is still
  // answered.
  void begin_stop();
  // Ends every connection at once.
  void cut();
  [[nodiscard]] LoopLoad load() const;

 private:
  struct Done {
    Connection* connection;
    std::string rest;  // of the answer, not yet sent
    std::shared_ptr<BodyBlocks> blocks;
    bool close, gone;
  };
  using Connections = std::unordered_map<int, std::unique_ptr<Connection>>;

  // On a worker.
  void work(Job& job);
  Reply reply_to(const Job& job);
  void hand_back(Done done);

  // On the loop's thread.
  void own_queue(std::unique_ptr<WorkQueue> queue);
  void turn();
  [[nodiscard]] int patience() const;
  void wake() const;
  void take_wishes();
  void stop_now();
  void cut_now();

  void accept_some(std::size_t most);
  void admit(Descriptor socket, const std::optional<ClientAddress>& peer);
  void pause_accepting(int why);
  void resume_accepting();
  bool watch(int fd, unsigned events, void* what) const;

  void on_event(Connection& connection, unsigned events);
  void take_done();
  // Does for it whatever can be done without waiting.
  void advance(Connection& connection);
  bool step(Connection& connection);
  bool read(Connection& connection);
  bool write(Connection& connection);
  bool linger(Connection& connection);
  void ask(Connection& connection, HeadReader::State state);
  void refuse(Connection& connection, std::string_view head, std::string_view kind);
  void go_on(Connection& connection);
  void after_answer(Connection& connection);
  void start_reading(Connection& connection);
  void close(Connection& connection);
  void give_until(Connection& connection, Clock::time_point deadline);
  void end_overdue();
  void end_overdue(Connection& connection);

  const LoopLimits limits_;
  const Handlers handlers_;
  Descriptor epoll_, wake_, listening_;
  Status failed_;
  std::atomic<bool> stop_asked_{false}, cut_asked_{false};
  bool stopping_ = false;
  Connections connections_;
  std::vector<std::unique_ptr<Connection>> closed_;  // until no event can name them any more
  Clock::time_point now_, next_deadline_, accept_again_;
  bool short_of_room_ = false;
  ClientLimiter limiter_;

  // For load(). The first two are written by the loop's thread alone.
  std::atomic<std::size_t> open_{0};
  std::atomic<std::uint64_t> accepted_{0}, answer_bytes_{0};

  mutable std::mutex mutex_;  // of what hands back, and of the pointer to the queue
  std::vector<Done> done_, taken_;
  std::unique_ptr<WorkQueue> queue_;
};

}  // namespace paperfind
