#include "indexer/interrupt_guard.h"

#include <cstdio>
#include <ctime>
#include <system_error>
#include <utility>

namespace paperfind {
namespace {

sigset_t interrupts() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
  return set;
}

}  // namespace

InterruptGuard::InterruptGuard(std::filesystem::path folder) : folder_(std::move(folder)) {
  const sigset_t set = interrupts();
  ::pthread_sigmask(SIG_BLOCK, &set, &before_);
  thread_ = std::thread([this] { watch(); });
}

InterruptGuard::~InterruptGuard() {
  done_ = true;
  thread_.join();
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void InterruptGuard::watch() {
  const sigset_t set = interrupts();
  const timespec moment{0, 20'000'000};
  int signal = -1;
  while (signal < 0 && !done_) signal = ::sigtimedwait(&set, nullptr, &moment);
  if (signal < 0) return;
  // Others go on writing there, and files may come while they are removed.
  std::error_code error;
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::filesystem::remove_all(folder_, error);
    if (!error) break;
  }
  std::fputs("paperfind-indexer: interrupted; nothing was published\n", stderr);
  std::signal(signal, SIG_DFL);
  ::pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  std::raise(signal);
}

}  // namespace paperfind
