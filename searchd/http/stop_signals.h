// SIGTERM and SIGINT, taken by one thread: the first asks the server to finish, a second ends the
// process.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "searchd/http/server.h"

namespace paperfind {

// Keeps both signals from every thread of the process started after it. Call first thing in main.
void block_stop_signals();

class StopSignals {
 public:
  // `patience`: how long accepted requests may take after the first signal, before their
  // connections are cut.
  StopSignals(HttpServer& server, std::chrono::milliseconds patience);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  void watch();
  HttpServer& server_;
  const std::chrono::milliseconds patience_;
  std::atomic<bool> done_{false};
  std::thread thread_;
};

}  // namespace paperfind
