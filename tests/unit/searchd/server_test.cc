// The socket side, over real connections: what is answered, and how it ends.
#include "searchd/http/server.h"

#include <string>

#include "tests/catch.h"
#include "tests/unit/searchd/serving.h"

using namespace paperfind;
using namespace paperfind::testing;

TEST_CASE("a request in progress when it stops is answered whole", "[server]") {
  const std::size_t bytes = GENERATE(as<std::size_t>{}, 10, 4'000'000);
  CAPTURE(bytes);
  Serving serving(std::string(bytes, 'x'));
  const Client client(serving.port());
  client.send(get("/slow"));
  serving.wait_until_asked();
  serving.server().begin_stop();
  serving.allow();
  const std::string answer = client.receive();
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.ends_with(" of /slow\nend"));
  CHECK(serving.ran_to_its_end());
}

TEST_CASE("a client that sends nothing more is answered all the same", "[server]") {
  Serving serving;
  const Client client(serving.port());
  client.send(get("/slow"));
  serving.wait_until_asked();
  client.end_sending();
  serving.allow();
  CHECK(client.receive().ends_with("whole of /slow\nend"));
}

TEST_CASE("a connection that waits for nothing ends as soon as it stops", "[server]") {
  Serving serving;
  const Client answered(serving.port()), silent(serving.port());
  answered.send(get("/"));
  CHECK(answered.receive("end").ends_with("whole of /\nend"));
  serving.server().begin_stop();
  CHECK(answered.ended());
  CHECK(silent.ended());
  CHECK(serving.ran_to_its_end());
}

TEST_CASE("an accepted connection that waits for a thread is answered when it stops", "[server]") {
  Serving serving("whole", 1);
  const Client first(serving.port()), second(serving.port());
  first.send(get("/slow"));
  serving.wait_until_asked();
  second.send(get("/next"));
  // Empty: the kernel had it, but the server had not accepted it yet.
  serving.server().begin_stop();
  serving.allow();
  CHECK(first.receive().ends_with("whole of /slow\nend"));
  const std::string answer = second.receive();
  CHECK((answer.empty() || answer.ends_with("whole of /next\nend")));
  CHECK(serving.ran_to_its_end());
}

TEST_CASE("requests sent without waiting are answered in order", "[server]") {
  Serving serving;
  const Client client(serving.port());
  client.send(get("/one") + get("/two") +
              "GET /three HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string answers = client.receive();
  const std::size_t one = answers.find("whole of /one\nend");
  const std::size_t two = answers.find("whole of /two\nend");
  CHECK(one != std::string::npos);
  CHECK(two != std::string::npos);
  CHECK(one < two);
  CHECK(answers.ends_with("whole of /three\nend"));
}

TEST_CASE("a request that never ends is cut when patience does", "[server]") {
  Serving serving;
  const Client client(serving.port());
  client.send("GET / HTTP/1.1\r\nHo");
  serving.server().begin_stop();
  serving.server().end_all_connections();
  CHECK(client.receive().find("whole") == std::string::npos);
  CHECK(serving.ran_to_its_end());
}

TEST_CASE("an answer has 64 MiB at most, its head too, and a longer one none", "[server]") {
  const auto bytes_of = [](std::size_t body) {
    const std::string rest = " of /\nend";
    Serving serving(std::string(body - rest.size(), 'a'), 1);
    const Client client(serving.port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    return client.receive().size();
  };
  constexpr std::size_t kMost = std::size_t{64} << 20U;
  // Heads are as long for all bodies whose length has as many digits.
  const std::size_t head = bytes_of(10'000'000) - 10'000'000;
  CHECK(bytes_of(kMost - head) == kMost);
  CHECK(bytes_of(kMost - head + 1) == 0);
}

TEST_CASE("it stops before it runs", "[server]") {
  HttpServer server(
      {}, [](const HttpRequest&) { return HttpResponse(); },
      [](const HttpRequest&, const HttpResponse&, double) {});
  server.begin_stop();
  ListenAddress address{"127.0.0.1", 0, false};
  REQUIRE(server.bind(address).ok());
  CHECK(server.run().ok());
  server.end_all_connections();
}
