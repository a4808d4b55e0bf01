// Between a daemon and a server of a shard: ends their connections at a moment no signal would hit.
#pragma once

#include <atomic>
#include <thread>
#include <vector>

#include "searchd/http/socket.h"

namespace paperfind::testing {

class Relay {
 public:
  // Kinds of messages of Xapian's protocol.
  static constexpr char kDocument = 2, kQuery = 8;

  // On a free port. At the message of that kind and number, from 1, all connections that are open
  // are ended; later ones are left alone. Throws when it cannot listen.
  Relay(int server_port, char kind, int number);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  [[nodiscard]] int port() const { return port_; }
  // How many connections it ended.
  [[nodiscard]] int ended() const { return ended_; }

 private:
  struct Pair {
    Descriptor client, server;
  };

  void work();
  void accept_one();
  // False at the end of either side, or before the last message.
  bool pass_on(const Pair& pair, bool from_client, bool from_server);

  int server_port_, left_, port_ = 0;
  char kind_;
  Descriptor listener_;
  std::vector<Pair> pairs_;
  std::atomic<int> ended_ = 0;
  std::atomic<bool> stopped_ = false;
  std::thread thread_;
};

}  // namespace paperfind::testing
