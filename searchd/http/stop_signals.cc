#include "searchd/http/stop_signals.h"

#include <unistd.h>

#include <csignal>
#include <ctime>
#include <optional>

#include "searchd/http/log.h"
#include "searchd/http/service_manager.h"

namespace paperfind {
namespace {

constexpr long kPollNanoseconds = 20'000'000;

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

// 0 when none came in a moment's time.
int next_signal(const sigset_t& set) {
  const timespec moment{0, kPollNanoseconds};
  const int signal = ::sigtimedwait(&set, nullptr, &moment);
  return signal < 0 ? 0 : signal;
}

}  // namespace

void block_stop_signals() {
  const sigset_t set = stop_signals();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

StopSignals::StopSignals(HttpServer& server, std::chrono::milliseconds patience)
    : server_(server), patience_(patience), thread_([this] { watch(); }) {}

StopSignals::~StopSignals() {
  done_ = true;
  thread_.join();
}

void StopSignals::watch() {
  using Clock = std::chrono::steady_clock;
  const sigset_t set = stop_signals();
  std::optional<Clock::time_point> asked;
  while (!done_) {
    const int signal = next_signal(set);
    if (signal != 0 && asked) ::_exit(128 + signal);
    if (signal != 0) {
      asked = Clock::now();
      log_event(LogLevel::Info, "stopping", {});
      tell_service_manager("STOPPING=1");
      server_.begin_stop();
    }
    if (asked && Clock::now() - *asked >= patience_) server_.end_all_connections();
  }
}

}  // namespace paperfind
