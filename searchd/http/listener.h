// The library's server with connections of our own. Its own sockets answer nobody who has ended the
// sending side, nor anyone once reading was shut to end what idles; and they drop requests that
// came together.
#pragma once

#include <httplib.h>

#include <atomic>
#include <mutex>
#include <set>

namespace paperfind {

class Listener : public httplib::Server {
 public:
  Listener();
  ~Listener() override;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  void widen_backlog();
  // Ends accepting, and connections that wait for a request. What was asked is still answered.
  void begin_stop();
  // Ends every connection at once, and those yet to come.
  void cut_connections();

 private:
  bool process_and_close_socket(socket_t socket) override;
  void converse(socket_t socket);
  // The library's process_request(), which was given more to know from one version to the next.
  template <typename Library>
  static bool answer(Library& library, httplib::Stream& stream, bool last, bool& closed);

  int stop_event_;  // readable once it stops
  std::atomic<bool> listens_{false};
  std::mutex mutex_;
  std::set<socket_t> open_;  // an fd leaves it before it is closed
  bool cut_ = false;
};

}  // namespace paperfind
