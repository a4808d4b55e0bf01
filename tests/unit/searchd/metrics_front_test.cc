// Where metrics are served: what may be asked for, and the socket at a path.
#include "searchd/metrics/metrics_front.h"

#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "searchd/metrics/exposition.h"
#include "searchd/metrics/unix_socket.h"
#include "tests/catch.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/searchd/serving.h"

using namespace paperfind;
using namespace paperfind::testing;
namespace fs = std::filesystem;

TEST_CASE("metrics are served at an address or at a path", "[metrics]") {
  const auto port = parse_metrics_place("127.0.0.1:9188");
  REQUIRE(port.ok());
  CHECK(port->path.empty());
  CHECK(base_url(port->address) == "http://127.0.0.1:9188");
  CHECK(port->address.loopback);
  CHECK_FALSE(parse_metrics_place("0.0.0.0:9188")->address.loopback);
  CHECK(parse_metrics_place("unix:/run/m.sock")->path == "/run/m.sock");
  CHECK(parse_metrics_place("unix:m.sock")->path == "m.sock");
}

TEST_CASE("a place that can be none is an error that says what can", "[metrics]") {
  struct Case {
    std::string text, message;
  };
  const Case c = GENERATE(values<Case>({
      {"9188", "no port given"},
      {"localhost:9188", "\"localhost\" is not a numeric address"},
      {"127.0.0.1:99999", "the port must be a number from 0 to 65535"},
      {"unix:", "no path given"},
  }));
  CAPTURE(c.text);
  const auto place = parse_metrics_place(c.text);
  REQUIRE_FALSE(place.ok());
  CHECK(place.error().code == ErrorCode::InvalidInput);
  CHECK(place.error().message == c.message);
  CHECK(place.error().where == "--metrics " + c.text);
  CHECK(place.error().hint.find("unix:/") != std::string::npos);
}

TEST_CASE("a socket lets its owner and its group connect, and goes with its object", "[metrics]") {
  const TempDir folder;
  const std::string path = folder / "m.sock";
  const mode_t before = ::umask(0022);
  {
    const auto socket = UnixSocket::listen(path);
    REQUIRE(socket.ok());
    struct stat file {};
    REQUIRE(::lstat(path.c_str(), &file) == 0);
    CHECK(S_ISSOCK(file.st_mode));
    CHECK((file.st_mode & 07777U) == 0660U);
  }
  ::umask(before);
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("a socket on which nobody listens is replaced, another is not", "[metrics]") {
  const TempDir folder;
  const std::string path = folder / "m.sock";
  {
    auto first = UnixSocket::listen(path);
    REQUIRE(first.ok());
    const auto second = UnixSocket::listen(path);
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().code == ErrorCode::Unavailable);
    CHECK(second.error().where == "unix:" + path);
    CHECK(second.error().hint == "another program listens on this socket");
    const Descriptor ended = first->take_listening();  // closes here; the file stays
    fs::create_hard_link(path, folder / "left.sock");
  }
  REQUIRE(fs::exists(folder / "left.sock"));
  CHECK(UnixSocket::listen(folder / "left.sock").ok());
}

TEST_CASE("what is no socket stays, and so does what took the place of ours", "[metrics]") {
  const TempDir folder;
  const std::string path = folder / "m.sock";
  write_text(path, "precious");
  const auto refused = UnixSocket::listen(path);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::Unavailable);
  CHECK(refused.error().message.find("no socket") != std::string::npos);
  CHECK(read_text(path) == "precious");
  fs::remove(path);
  {
    const auto ours = UnixSocket::listen(path);
    REQUIRE(ours.ok());
    write_text(folder / "new", "theirs");
    fs::rename(folder / "new", path);
  }
  CHECK(read_text(path) == "theirs");
}

TEST_CASE("a path that no socket can have is refused", "[metrics]") {
  const TempDir folder;
  const auto long_path = UnixSocket::listen(folder / std::string(200, 'a'));
  REQUIRE_FALSE(long_path.ok());
  CHECK(long_path.error().code == ErrorCode::InvalidInput);
  CHECK(long_path.error().message.find("1 to 107 bytes") != std::string::npos);
  const auto no_folder = UnixSocket::listen(folder / "none/m.sock");
  REQUIRE_FALSE(no_folder.ok());
  CHECK(no_folder.error().code == ErrorCode::Io);
  CHECK(no_folder.error().message.find("No such file") != std::string::npos);
}

TEST_CASE("metrics are answered while every worker of the other front is taken", "[metrics]") {
  const TempDir folder;
  SearcherPool pool(1, std::chrono::milliseconds(1));
  const TemplateSet templates = TemplateSet::load().value();
  const Assets assets;
  LruCache<HttpResponse> answers(1'000'000);
  const Context context{pool, templates, assets, {"1.2.3", "b0b0"}, {}, answers};
  RequestMetrics counted(context.routes);
  HttpServer::Options options = options_with(1);
  options.limits.queue = 1;
  options.watch = &counted;
  Serving serving(options);
  const Follower follower({folder.path() / "index"}, pool);
  const Exposition exposition{counted, serving.server(), follower, context};
  const int port = free_port();
  MetricsFront front(context, [&exposition] { return exposition.text(); });
  REQUIRE(front.start({"", {"127.0.0.1", port}}).ok());

  const Client first(serving.port()), second(serving.port()), third(serving.port());
  first.send(get("/slow"));
  serving.wait_until_asked();
  second.send(get("/"));
  third.send(get("/"));
  while (!second.has_answer(std::chrono::milliseconds(10)) &&
         !third.has_answer(std::chrono::milliseconds(10))) {
  }
  const HttpReply reply = http_get(port, "/metrics");
  CHECK(reply.status == 200);
  for (const char* line :
       {"\npaperfind_http_workers_busy 1\n", "\npaperfind_http_queue_length 1\n",
        "\npaperfind_http_shed_total{reason=\"queue-full\"} 1\n", "\npaperfind_ready 0\n",
        "\npaperfind_build_info{version=\"1.2.3\",build=\"b0b0\"} 1\n"}) {
    CAPTURE(line);
    CHECK(reply.body.find(line) != std::string::npos);
  }
  CHECK(http_get(port, "/search").status == 404);
  serving.allow();
}
