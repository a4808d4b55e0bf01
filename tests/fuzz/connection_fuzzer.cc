// Any bytes from a client, cut anywhere, over a real socket to the event loop: each whole request
// is answered once and in order, the first that is none ends the connection, and so does a client
// that leaves.
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "searchd/http/event_loop.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"

namespace paperfind::testing {
namespace {

constexpr std::size_t kRequests = 6;  // of a connection
constexpr std::string_view kWrong = "no request";

// An answer to every third head goes out in pieces.
bool in_blocks(std::string_view head) { return head.size() % 3 == 0; }

class Blocks : public BodyBlocks {
 public:
  explicit Blocks(std::string text) : rest_(std::move(text)) {}
  std::string next() override {
    std::string block = rest_.substr(0, 16);
    rest_.erase(0, block.size());
    return block;
  }
  [[nodiscard]] bool done() const override { return rest_.empty(); }

 private:
  std::string rest_;
};

Reply answer(const Job& job) {
  if (!job.problem.empty()) return {std::string(kWrong), true};
  if (!in_blocks(job.head)) return {job.head, job.last};
  return {"", job.last, std::make_shared<Blocks>(job.head)};
}

// What a client that waits for all of it is sent.
std::string wanted(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < kRequests; ++i) {
    HeadReader reader;
    const HeadReader::State state = reader.read(bytes);
    if (state == HeadReader::State::Partial) break;
    if (state == HeadReader::State::Wrong) return out + std::string(kWrong);
    out += bytes.substr(reader.begin(), reader.end() - reader.begin());
    bytes.remove_prefix(reader.end());
  }
  return out;
}

class Loop {
 public:
  Loop()
      : loop_(limits(),
              {answer, [](auto, auto, auto) { return std::string("refused"); }, [](Shed) {}}) {
    Descriptor listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    address_.sun_family = AF_UNIX;
    // The kernel finds a name that is in no folder.
    const auto* name = reinterpret_cast<const sockaddr*>(&address_);
    expect(::bind(listening.get(), name, sizeof address_.sun_family) == 0, "a socket has a name");
    expect(::listen(listening.get(), 64) == 0, "a socket listens");
    size_ = sizeof address_;
    ::getsockname(listening.get(), reinterpret_cast<sockaddr*>(&address_), &size_);
    thread_ = std::thread([this, socket = std::move(listening)]() mutable {
      expect(loop_.run(std::move(socket)).ok(), "the loop runs until it is stopped");
    });
  }
  ~Loop() {
    loop_.begin_stop();
    thread_.join();
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  [[nodiscard]] Descriptor connect() const {
    Descriptor client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto* name = reinterpret_cast<const sockaddr*>(&address_);
    expect(::connect(client.get(), name, size_) == 0, "a client gets in");
    return client;
  }

 private:
  static LoopLimits limits() {
    LoopLimits limits;
    limits.threads = 1;
    limits.requests_per_connection = kRequests;
    // No deadline is to pass on a busy machine.
    limits.keep_alive = limits.head_patience = limits.write_patience = std::chrono::minutes(5);
    limits.linger = std::chrono::minutes(5);
    return limits;
  }

  EventLoop loop_;
  sockaddr_un address_ = {};
  socklen_t size_ = 0;
  std::thread thread_;
};

// The fuzzer's own clock interrupts calls.
template <typename Call>
ssize_t uninterrupted(const Call& call) {
  ssize_t result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

std::string receive_all(const Descriptor& client) {
  std::string out;
  std::array<char, 65536> buffer;
  for (ssize_t n = 1; n > 0;) {
    n = uninterrupted([&] { return ::recv(client.get(), buffer.data(), buffer.size(), 0); });
    out.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
  }
  return out;
}

}  // namespace

int fuzz_connection(const std::uint8_t* data, std::size_t size) {
  static Loop loop;
  FuzzInput input(data, size);
  const std::uint8_t plan = input.byte();
  std::array<std::size_t, 8> pieces = {};  // bytes sent at once, all else in the end
  const std::size_t cuts = plan % pieces.size();
  for (std::size_t i = 0; i < cuts; ++i) pieces[i] = input.byte();
  pieces[cuts] = std::string::npos;

  const Descriptor client = loop.connect();
  std::string_view rest = input.rest();
  for (std::size_t i = 0; i <= cuts && !rest.empty(); ++i) {
    const std::string_view piece = rest.substr(0, pieces[i]);
    const ssize_t sent = uninterrupted(
        [&] { return ::send(client.get(), piece.data(), piece.size(), MSG_NOSIGNAL); });
    if (sent < 0) break;  // the other side ended it
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  if (plan >= 0xF0) return 0;  // it leaves without a word
  ::shutdown(client.get(), SHUT_WR);
  const std::string got = receive_all(client);
  expect(got == wanted(input.rest()), "every request is answered once, in order", got);
  return 0;
}

}  // namespace paperfind::testing
