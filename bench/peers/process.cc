#include "bench/peers/process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

namespace paperfind::peers {
namespace fs = std::filesystem;
namespace {

constexpr auto kPatience = std::chrono::seconds(60);

void redirect(const fs::path& path, int flags, int to) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC, 0644);
  if (fd >= 0) ::dup2(fd, to);
}

// In the child. Never returns.
[[noreturn]] void become(const Command& command, pid_t parent) {
  redirect(command.input.empty() ? "/dev/null" : command.input, O_RDONLY, STDIN_FILENO);
  if (!command.output.empty()) {
    redirect(command.output, O_WRONLY | O_CREAT | O_APPEND, STDOUT_FILENO);
    ::dup2(STDOUT_FILENO, STDERR_FILENO);
  }
  if (!command.user.empty() && ::geteuid() == 0) {
    const passwd* user = ::getpwnam(command.user.c_str());
    if (user == nullptr || ::initgroups(user->pw_name, user->pw_gid) != 0 ||
        ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0) {
      ::_exit(126);
    }
  }
  // After the change of user, which takes it away again.
  ::prctl(PR_SET_PDEATHSIG, command.stop_signal);
  if (::getppid() != parent) ::_exit(127);
  std::vector<char*> argv;
  for (const std::string& word : command.argv) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  ::execvp(argv[0], argv.data());
  ::_exit(127);
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

}  // namespace

Status Process::start(const Command& command) {
  command_ = command;
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0) become(command, parent);
  if (pid_ < 0) return Error{ErrorCode::Unavailable, std::strerror(errno), command.argv.front()};
  return {};
}

Status Process::wait_until(const std::function<bool()>& ready) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!ready()) {
    const bool ended = ::waitpid(pid_, nullptr, WNOHANG) == pid_;
    if (ended) pid_ = -1;
    if (ended || std::chrono::steady_clock::now() > end) {
      return Error{ErrorCode::Unavailable,
                   (ended ? "ended at once: " : "is not ready: ") + tail_of(command_.output),
                   command_.argv.front()};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return {};
}

int Process::wait(rusage* used) {
  int status = -1;
  if (pid_ <= 0) return status;
  ::wait4(pid_, &status, 0, used);
  pid_ = -1;
  return status;
}

void Process::stop() {
  if (pid_ <= 0) return;
  ::kill(pid_, command_.stop_signal);
  for (int i = 0; i < 400; ++i) {
    if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ::kill(pid_, SIGKILL);
  wait();
}

Status run(const Command& command) {
  Process process;
  if (Status started = process.start(command); !started.ok()) return started;
  if (process.wait() == 0) return {};
  return Error{ErrorCode::Unavailable, "did not go well: " + tail_of(command.output),
               command.argv.front()};
}

std::uint16_t free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(fd);
  return ntohs(address.sin_port);
}

bool accepts(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool yes = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(fd);
  return yes;
}

Status give_to(const std::string& user, const fs::path& folder) {
  if (::geteuid() != 0) return {};
  const passwd* entry = ::getpwnam(user.c_str());
  if (entry == nullptr) return Error{ErrorCode::NotFound, "there is no such user", user};
  std::error_code failed;
  std::vector<fs::path> all{folder};
  for (fs::recursive_directory_iterator it(folder, failed), end; it != end; it.increment(failed)) {
    all.push_back(it->path());
  }
  for (const fs::path& path : all) {
    if (::lchown(path.c_str(), entry->pw_uid, entry->pw_gid) != 0) {
      return Error{ErrorCode::Io, std::strerror(errno), path.string()};
    }
  }
  return {};
}

std::string tail_of(const fs::path& file) {
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  constexpr std::size_t kShown = 400;
  return text.size() <= kShown ? text : "…" + text.substr(text.size() - kShown);
}

}  // namespace paperfind::peers
