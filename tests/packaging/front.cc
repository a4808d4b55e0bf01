#include "tests/packaging/front.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "tests/catch.h"
#include "tests/support/http.h"

namespace paperfind::testing {
namespace {

using namespace std::chrono_literals;

// Where the program is: installed, or unpacked by fetch.sh; empty when it is nowhere.
std::string path_of(const std::string& kind) {
  const std::string fronts = PAPERFIND_FRONTS_DIR;
  for (const std::string& folder :
       {std::string("/usr/sbin/"), std::string("/usr/bin/"), std::string("/usr/local/bin/"),
        fronts + "/usr/sbin/", fronts + "/usr/bin/"}) {
    if (std::filesystem::exists(folder + kind)) return folder + kind;
  }
  return {};
}

// Exactly once: an example that no longer has it is not what is tested.
void put(std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) {
    throw std::runtime_error("not once in the example: " + from);
  }
  text.replace(at, from.size(), to);
}

std::vector<std::string> start_nginx(const TempDir& folder, int port, int daemon_port) {
  std::string site = read_text(source_dir() / "packaging/nginx/paperfind.conf");
  put(site, "  listen 80;", "  listen 127.0.0.1:" + std::to_string(port) + ";");
  put(site, "server 127.0.0.1:8080;", "server 127.0.0.1:" + std::to_string(daemon_port) + ";");
  write_text(folder / "site.conf", site);
  std::string main = "pid nginx.pid;\nmaster_process off;\nerror_log stderr notice;\n";
  if (::geteuid() == 0) main += "user root;\n";
  main += "events {}\nhttp {\n  access_log off;\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    main += std::string("  ") + kind + "_temp_path " + kind + ";\n";
  }
  write_text(folder / "nginx.conf", main + "  include site.conf;\n}\n");
  return {path_of("nginx"),      "-e", "stderr",     "-p", folder / "", "-c",
          folder / "nginx.conf", "-g", "daemon off;"};
}

std::vector<std::string> start_caddy(const TempDir& folder, int port, int daemon_port) {
  std::string site = read_text(source_dir() / "packaging/caddy/Caddyfile");
  // Without a name there is no certificate to ask for; without its admin port nothing is shared.
  put(site, "search.example.org {", "http://:" + std::to_string(port) + " {\n\tbind 127.0.0.1");
  put(site, "\n\tservers {", "\n\tadmin off\n\tservers {");
  put(site, "reverse_proxy 127.0.0.1:8080",
      "reverse_proxy 127.0.0.1:" + std::to_string(daemon_port));
  write_text(folder / "Caddyfile", site);
  return {path_of("caddy"), "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"};
}

}  // namespace

Front::Front(const std::string& kind, int daemon_port) : port_(free_port()) {
  const bool nginx = kind == "nginx";
  RunOptions options;
  options.environment = {{"HOME", folder_ / ""},
                         {"XDG_DATA_HOME", folder_ / "data"},
                         {"XDG_CONFIG_HOME", folder_ / "config"}};
  process_ = std::make_unique<Process>(
      nginx ? start_nginx(folder_, port_, daemon_port) : start_caddy(folder_, port_, daemon_port),
      options);
  // Both listen before they say so. nginx has no master here, whose children would outlive it.
  if (!process_->wait_for_output(nginx ? "event method" : "serving initial configuration", 30s)) {
    throw std::runtime_error(kind + ": " + process_->err());
  }
}

bool Front::installed(const std::string& kind) {
  const bool there = !path_of(kind).empty();
  if (!there) WARN("skipped: there is no " + kind + " (Debian: " + kind + ")");
  return there;
}

Upstream::Upstream() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* raw = reinterpret_cast<sockaddr*>(&address);
  if (::bind(fd_, raw, size) != 0 || ::listen(fd_, 4) != 0 || ::getsockname(fd_, raw, &size) != 0) {
    throw std::runtime_error("no upstream");
  }
  port_ = ntohs(address.sin_port);
}

Upstream::~Upstream() { ::close(fd_); }

std::string Upstream::next_head() const {
  pollfd waited{fd_, POLLIN, 0};
  if (::poll(&waited, 1, 10'000) != 1) return {};
  const int client = ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
  std::string head;
  char bytes[4096];
  while (head.find("\r\n\r\n") == std::string::npos) {
    pollfd readable{client, POLLIN, 0};
    if (::poll(&readable, 1, 10'000) != 1) break;
    const ssize_t n = ::recv(client, bytes, sizeof bytes, 0);
    if (n <= 0) break;
    head.append(bytes, static_cast<std::size_t>(n));
  }
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  [[maybe_unused]] const ssize_t sent = ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
  ::close(client);
  return head;
}

}  // namespace paperfind::testing
