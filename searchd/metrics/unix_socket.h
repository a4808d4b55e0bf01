// A socket that listens at a path.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>

#include "engine/base/result.h"
#include "searchd/http/socket.h"

namespace paperfind {

// The file goes with the object, unless another socket took its place.
class UnixSocket {
 public:
  // Lets its group connect, and nobody else. A socket that was left there and on which nobody
  // listens is replaced. InvalidInput for a path that can be none, Unavailable when somebody
  // listens there, else Io.
  static Result<UnixSocket> listen(const std::string& path);
  UnixSocket(UnixSocket&& other) noexcept
      : path_(std::exchange(other.path_, {})),
        device_(other.device_),
        inode_(other.inode_),
        listening_(std::move(other.listening_)) {}
  UnixSocket& operator=(UnixSocket&&) = delete;
  ~UnixSocket();

  [[nodiscard]] Descriptor take_listening() { return std::move(listening_); }

 private:
  UnixSocket(std::string path, Descriptor listening);

  std::string path_;  // empty: moved away
  dev_t device_ = 0;
  ino_t inode_ = 0;
  Descriptor listening_;
};

}  // namespace paperfind
