// One client: what it sent, what it still gets, and how long it may take.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "searchd/http/client_limiter.h"
#include "searchd/http/message.h"
#include "searchd/http/request_head.h"
#include "searchd/http/socket.h"

namespace paperfind {

using Clock = std::chrono::steady_clock;
inline constexpr Clock::time_point kNever = Clock::time_point::max();

class Connection {
 public:
  enum class State {
    Reading,    // waits for a request, or for the rest of one
    Answering,  // a worker has its request, and its socket for writing
    Writing,    // an answer is on its way
    Resting,    // was turned away a moment ago
    Lingering,  // had its last answer; closing now could take that from it
    Closed,
  };
  enum class Io { Some, Blocked, Ended };

  Connection(Descriptor socket, std::optional<ClientAddress> client, const HeadLimits& limits)
      : peer(client), socket_(std::move(socket)), head_(limits) {}

  [[nodiscard]] int fd() const { return socket_.get(); }
  void close() {
    socket_.reset();
    state = State::Closed;
  }
  // Without the bytes that the client does not fetch.
  void abort_on_close() const;
  // No more is sent from here.
  void end_sending() const;

  // Takes what the socket has, up to a limit. Ended: nothing more will come.
  Io fill();
  // The same, for nobody. Ended also when there is no end of it.
  Io drain();
  [[nodiscard]] bool was_drained() const { return drained_ > 0; }
  // Notes what the kernel told about the socket (an epoll mask).
  void notice(unsigned events);
  [[nodiscard]] bool waits_for_bytes() const { return in_.empty(); }

  // The request at the front of what came.
  HeadReader::State read_head() { return head_.read(in_); }
  [[nodiscard]] std::string_view problem() const { return head_.problem(); }
  // Takes it away; of a wrong one, everything.
  std::string take_head(HeadReader::State head);

  void answer_with(std::string bytes);
  // Ended: the client is gone. Some: all of it is sent.
  Io flush();
  // True when it got on well enough since this was last asked, and so may have more time.
  bool got_on();

  const std::optional<ClientAddress> peer;
  State state = State::Reading;
  std::shared_ptr<BodyBlocks> blocks;  // what follows when all that is on its way is sent
  Clock::time_point deadline;
  std::size_t requests = 0;
  bool last = false;    // the connection ends with the answer it gets
  bool broken = false;  // nobody is there to read it
  bool rests = false;   // once its answer is sent

 private:
  Descriptor socket_;
  std::string in_;
  HeadReader head_;
  std::string out_;
  std::size_t sent_ = 0, sent_before_ = 0, drained_ = 0;
  bool readable_ = false;  // there may be something to read
  bool ending_ = false;    // and after it the end
};

}  // namespace paperfind
