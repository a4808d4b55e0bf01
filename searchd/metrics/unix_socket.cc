#include "searchd/metrics/unix_socket.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <optional>
#include <thread>

namespace paperfind {
namespace {

constexpr int kBacklog = 64;
constexpr mode_t kMode = 0660;
constexpr int kLockTries = 100;
constexpr std::chrono::milliseconds kLockPause{10};

Error cannot_listen(ErrorCode code, const std::string& path, std::string why,
                    std::string hint = {}) {
  return {code, "cannot listen there: " + std::move(why), "unix:" + path, std::move(hint)};
}

Error io_error(const std::string& path, int why) {
  return cannot_listen(ErrorCode::Io, path, std::strerror(why));
}

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::copy(path.begin(), path.end(), address.sun_path);
  return address;
}

Descriptor stream_socket() {
  return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

// Two daemons that find the same old socket must not both replace it: the second would take away
// what the first has just made. Held until the descriptor goes.
Result<Descriptor> lock_folder(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const char* name = folder.empty() ? "." : folder.c_str();
  Descriptor lock(::open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!lock.open()) return io_error(path, errno);
  for (int i = 0; i < kLockTries; ++i) {
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) == 0) return lock;
    if (errno != EWOULDBLOCK && errno != EINTR) return io_error(path, errno);
    std::this_thread::sleep_for(kLockPause);
  }
  return cannot_listen(ErrorCode::Unavailable, path, "another program holds a lock on the folder");
}

// Removes what nobody listens on.
Status make_way(const std::string& path) {
  struct stat there {};
  if (::lstat(path.c_str(), &there) != 0) {
    return errno == ENOENT ? Status() : Status(io_error(path, errno));
  }
  if (!S_ISSOCK(there.st_mode)) {
    return cannot_listen(ErrorCode::Unavailable, path, "there is a file that is no socket",
                         "give another path, or remove it");
  }
  const Descriptor probe = stream_socket();
  const sockaddr_un address = address_of(path);
  if (::connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ||
      errno != ECONNREFUSED) {
    return cannot_listen(ErrorCode::Unavailable, path, std::strerror(EADDRINUSE),
                         "another program listens on this socket");
  }
  return ::unlink(path.c_str()) == 0 ? Status() : Status(io_error(path, errno));
}

}  // namespace

Result<UnixSocket> UnixSocket::listen(const std::string& path) {
  if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path)) {
    return cannot_listen(ErrorCode::InvalidInput, path,
                         "the path of a socket has 1 to " +
                             std::to_string(sizeof(sockaddr_un::sun_path) - 1) + " bytes");
  }
  const Result<Descriptor> lock = lock_folder(path);
  if (!lock.ok()) return lock.error();
  if (const Status clear = make_way(path); !clear.ok()) return clear.error();
  Descriptor socket = stream_socket();
  const sockaddr_un address = address_of(path);
  // The mode of the socket is, less the umask, that of its file: nobody else gets in between.
  if (!socket.open() || ::fchmod(socket.get(), kMode) != 0 ||
      ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return io_error(path, errno);
  }
  UnixSocket made(path, std::move(socket));
  if (::chmod(path.c_str(), kMode) != 0 || ::listen(made.listening_.get(), kBacklog) != 0) {
    return io_error(path, errno);
  }
  return made;
}

UnixSocket::UnixSocket(std::string path, Descriptor listening)
    : path_(std::move(path)), listening_(std::move(listening)) {
  struct stat file {};
  if (::lstat(path_.c_str(), &file) != 0) return;
  device_ = file.st_dev;
  inode_ = file.st_ino;
}

UnixSocket::~UnixSocket() {
  struct stat file {};
  if (path_.empty() || ::lstat(path_.c_str(), &file) != 0) return;
  if (file.st_dev == device_ && file.st_ino == inode_) ::unlink(path_.c_str());
}

}  // namespace paperfind
