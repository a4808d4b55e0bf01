#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace paperfind::testing {
namespace {

struct Pipe {
  int read = -1;
  int write = -1;
};

Pipe make_pipe() {
  int fds[2];
  if (::pipe2(fds, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  return {fds[0], fds[1]};
}

void close_fd(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

// The settings of whoever runs the tests: no program is to meet them.
void drop_settings() {
  std::vector<std::string> names;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable = *entry;
    if (variable.starts_with("PAPERFIND_") || variable.starts_with("XDG_")) {
      names.emplace_back(variable.substr(0, variable.find('=')));
    }
  }
  for (const std::string& name : names) ::unsetenv(name.c_str());
}

// In the child, between fork and exec.
[[noreturn]] void become(std::vector<std::string>& argv, const RunOptions& options, const Pipe& in,
                         const Pipe& out, const Pipe& err) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(in.read, STDIN_FILENO);
  ::dup2(out.write, STDOUT_FILENO);
  ::dup2(err.write, STDERR_FILENO);
  // We ignore SIGPIPE; a program must meet the default.
  ::signal(SIGPIPE, SIG_DFL);
  drop_settings();
  for (const std::string& name : options.unset) ::unsetenv(name.c_str());
  for (const auto& [name, value] : options.environment) {
    ::setenv(name.c_str(), value.c_str(), 1);
  }
  if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0) ::_exit(126);
  std::vector<char*> arguments;
  for (std::string& argument : argv) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  ::execvp(arguments.front(), arguments.data());
  const char* reason = std::strerror(errno);
  [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, reason, std::strlen(reason));
  ::_exit(127);
}

// Appends what is there; closes `fd` at its end.
void drain(int& fd, std::string& into) {
  std::array<char, 65536> buffer;
  const ssize_t n = ::read(fd, buffer.data(), buffer.size());
  if (n > 0) {
    into.append(buffer.data(), static_cast<std::size_t>(n));
  } else if (n == 0 || errno != EINTR) {
    close_fd(fd);
  }
}

int milliseconds_until(std::chrono::steady_clock::time_point deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return left.count() > 0 ? static_cast<int>(left.count()) : 0;
}

}  // namespace

Process::Process(std::vector<std::string> argv, RunOptions options) : options_(std::move(options)) {
  ::signal(SIGPIPE, SIG_IGN);
  Pipe in = make_pipe();
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  pid_ = ::fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid_ == 0) become(argv, options_, in, out, err);
  ::close(in.read);
  ::close(out.write);
  ::close(err.write);
  in_fd_ = in.write;
  out_fd_ = out.read;
  err_fd_ = err.read;
  ::fcntl(in_fd_, F_SETFL, O_NONBLOCK);
  if (options_.input.empty()) close_fd(in_fd_);
}

Process::~Process() {
  if (!result_) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  close_fd(in_fd_);
  close_fd(out_fd_);
  close_fd(err_fd_);
}

bool Process::pump(Clock::time_point deadline) {
  if (out_fd_ < 0 && err_fd_ < 0) return false;
  std::array<pollfd, 3> fds = {pollfd{out_fd_, POLLIN, 0}, pollfd{err_fd_, POLLIN, 0},
                               pollfd{in_fd_, POLLOUT, 0}};
  const int ready = ::poll(fds.data(), fds.size(), milliseconds_until(deadline));
  if (ready < 0) return errno == EINTR;
  if (ready == 0) return false;
  if (fds[0].revents != 0) drain(out_fd_, out_);
  if (fds[1].revents != 0) drain(err_fd_, err_);
  if (fds[2].revents != 0) {
    const ssize_t n =
        ::write(in_fd_, options_.input.data() + written_, options_.input.size() - written_);
    if (n > 0) written_ += static_cast<std::size_t>(n);
    if (n < 0 && errno != EAGAIN && errno != EINTR) close_fd(in_fd_);
    if (written_ == options_.input.size()) close_fd(in_fd_);
  }
  return true;
}

bool Process::wait_for_output(std::string_view text, std::chrono::milliseconds timeout) {
  const auto deadline = Clock::now() + timeout;
  while (out_.find(text) == std::string::npos && err_.find(text) == std::string::npos) {
    if (!pump(deadline)) return false;
  }
  return true;
}

void Process::close_output() { close_fd(out_fd_); }

void Process::send_signal(int signal) const {
  if (!result_) ::kill(pid_, signal);
}

RunResult Process::wait(std::chrono::milliseconds timeout) {
  if (result_) return *result_;
  const auto deadline = Clock::now() + timeout;
  while (pump(deadline)) {
  }
  RunResult result;
  // Both outputs still open: it did not end in time. (A program that closes both and lives on is
  // killed as well.)
  result.timed_out = out_fd_ >= 0 || err_fd_ >= 0;
  if (result.timed_out) ::kill(pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  result.out = out_;
  result.err = err_;
  result_ = result;
  return result;
}

RunResult run(std::vector<std::string> argv, RunOptions options) {
  const auto timeout = options.timeout;
  Process process(std::move(argv), std::move(options));
  return process.wait(timeout);
}

std::string program(std::string_view name) {
  return std::string(PAPERFIND_BUILD_DIR) + "/bin/" + std::string(name);
}

std::filesystem::path source_dir() { return PAPERFIND_SOURCE_DIR; }

}  // namespace paperfind::testing
