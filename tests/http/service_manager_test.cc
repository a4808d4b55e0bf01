// The daemon as systemd starts it: a socket passed as descriptor 3, and a socket to be told on.
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <string>
#include <vector>

#include "searchd/http/socket.h"
#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"

using namespace paperfind;
using namespace paperfind::testing;
using namespace std::chrono_literals;

namespace {

// Descriptors that the shell gives the daemon as 3, 4 …, and says so.
std::vector<std::string> passing(const std::vector<int>& sockets,
                                 const std::vector<std::string>& flags = {}) {
  std::string script = "export LISTEN_PID=$$ LISTEN_FDS=" + std::to_string(sockets.size()) + "; ";
  script += R"(exec "$@")";
  int number = 3;
  for (const int socket : sockets) {
    script += " " + std::to_string(number++) + "<&" + std::to_string(socket);
  }
  std::vector<std::string> argv = {
      "bash", "-c", script, "bash", program("paperfind-searchd"), "--db", corpus_index()};
  argv.insert(argv.end(), flags.begin(), flags.end());
  return argv;
}

// One that programs inherit.
Descriptor plain_socket(int type) {
  Descriptor socket(::socket(AF_INET, type, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  if (type == SOCK_STREAM) REQUIRE(::listen(socket.get(), 16) == 0);
  return socket;
}

int port_of(const Descriptor& socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  REQUIRE(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
  return ntohs(address.sin_port);
}

// What systemd listens on.
class NotifySocket {
 public:
  NotifySocket() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = this->path();
    REQUIRE(path.size() < sizeof address.sun_path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    REQUIRE(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  [[nodiscard]] std::string path() const { return folder_ / "notify"; }
  // Empty where nothing comes within that time.
  [[nodiscard]] std::string next(std::chrono::milliseconds patience) const {
    pollfd waited{socket_.get(), POLLIN, 0};
    if (::poll(&waited, 1, static_cast<int>(patience.count())) != 1) return {};
    char bytes[256];
    const ssize_t size = ::recv(socket_.get(), bytes, sizeof bytes, 0);
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
  }

 private:
  TempDir folder_;
  Descriptor socket_;
};

}  // namespace

TEST_CASE("the daemon answers on a socket that was passed to it", "[systemd]") {
  Descriptor socket = plain_socket(SOCK_STREAM);
  const int port = port_of(socket);
  Process daemon(passing({socket.get()}, {"--log-level", "error"}));
  // Who comes early waits in the socket, even before there is a daemon.
  CHECK(http_get(port, "/readyz").status == 200);
  REQUIRE(daemon.wait_for_output("\n", 30s));
  CHECK(daemon.out() == "listening on http://127.0.0.1:" + std::to_string(port) + "\n");
  CHECK(http_get(port, "/api/v1/search?q=keyword").status == 200);
  daemon.send_signal(SIGTERM);
  CHECK(daemon.wait(30s).exit_code == 0);
}

TEST_CASE("the socket outlives the daemon and loses nobody", "[systemd]") {
  Descriptor socket = plain_socket(SOCK_STREAM);
  const int port = port_of(socket);
  for (int round = 0; round < 2; ++round) {
    Process daemon(passing({socket.get()}, {"--log-level", "error"}));
    CHECK(http_get(port, "/healthz").status == 200);
    daemon.send_signal(SIGTERM);
    CHECK(daemon.wait(30s).exit_code == 0);
  }
}

TEST_CASE("systemd is told when the daemon answers and when it stops", "[systemd]") {
  const NotifySocket notify;
  RunOptions options;
  options.environment = {{"NOTIFY_SOCKET", notify.path()}};
  Process daemon(daemon_command(corpus_index(), {}), options);
  CHECK(notify.next(30s) == "READY=1");
  REQUIRE(daemon.wait_for_output("\n", 30s));
  const std::string told = daemon.out();
  CHECK(http_get(std::stoi(told.substr(told.rfind(':') + 1)), "/readyz").status == 200);
  daemon.send_signal(SIGTERM);
  CHECK(notify.next(30s) == "STOPPING=1");
  CHECK(daemon.wait(30s).exit_code == 0);
  CHECK(notify.next(0ms).empty());
}

TEST_CASE("what cannot be served is refused before anything is ready", "[systemd]") {
  const Descriptor good = plain_socket(SOCK_STREAM);
  const Descriptor datagrams = plain_socket(SOCK_DGRAM);
  struct Case {
    std::vector<std::string> command;
    std::string error;
  };
  const Case cases[] = {
      {passing({datagrams.get()}),
       "paperfind-searchd: the socket passed at the start: it is no stream socket (a systemd "
       "socket unit wants ListenStream=)\n"},
      {passing({good.get(), good.get()}),
       "paperfind-searchd: 2 sockets were passed at the start (one ListenStream= in the systemd "
       "socket unit)\n"},
      {passing({good.get()}, {"--listen", "127.0.0.1:0"}),
       "paperfind-searchd: --listen 127.0.0.1:0: a socket was passed at the start too (give one of "
       "them)\n"},
  };
  for (const Case& c : cases) {
    const NotifySocket notify;
    RunOptions options;
    options.environment = {{"NOTIFY_SOCKET", notify.path()}};
    const RunResult result = run(c.command, options);
    CHECK(result.exit_code == 2);
    CHECK(result.err == c.error);
    CHECK(result.out.empty());
    CHECK(notify.next(0ms).empty());
  }
}

TEST_CASE("a socket meant for another process is left alone", "[systemd]") {
  const Descriptor socket = plain_socket(SOCK_STREAM);
  RunOptions options;
  options.environment = {{"LISTEN_PID", "1"}, {"LISTEN_FDS", "1"}};
  Process daemon(daemon_command(corpus_index(), {}), options);
  REQUIRE(daemon.wait_for_output("\n", 30s));
  CHECK(daemon.out().find(":" + std::to_string(port_of(socket)) + "\n") == std::string::npos);
}

TEST_CASE("systemd's own starter passes the daemon its socket", "[systemd]") {
  if (run({"systemd-socket-activate", "--version"}).exit_code != 0) {
    WARN("skipped: there is no systemd-socket-activate (Debian: systemd)");
    return;
  }
  const int port = free_port();
  const std::string address = "127.0.0.1:" + std::to_string(port);
  Process daemon({"systemd-socket-activate", "-l", address, program("paperfind-searchd"), "--db",
                  corpus_index(), "--log-level", "error"});
  REQUIRE(daemon.wait_for_output("Listening on " + address, 30s));
  CHECK(http_get(port, "/healthz").status == 200);
  CHECK(daemon.wait_for_output("listening on http://" + address, 30s));
}
