// Descriptors that close themselves, and the socket that accepts.
#pragma once

#include <utility>

#include "engine/base/result.h"
#include "searchd/http/listen_address.h"

namespace paperfind {

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) reset(std::exchange(other.fd_, -1));
    return *this;
  }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool open() const { return fd_ >= 0; }
  void reset(int fd = -1);

 private:
  int fd_;
};

// Listens there, without waiting in accept(). Unavailable when the address is taken or not ours, Io
// otherwise; both name it. Fills in a port given as 0.
Result<Descriptor> listen_on(ListenAddress& address);

// Where a socket that somebody else made listens; from then on it does not wait in accept().
// InvalidInput when it is none that listens for TCP connections.
Result<ListenAddress> adopt_listening(const Descriptor& socket);

// As many descriptors as the system lets us have, up to what the daemon can use; gives their
// number.
std::size_t raise_descriptor_limit();

}  // namespace paperfind
