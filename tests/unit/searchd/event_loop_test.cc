// What many, slow, hasty and lost clients do to the others: nothing.
#include "searchd/http/event_loop.h"

#include <future>
#include <memory>
#include <string>
#include <vector>

#include "searchd/http/wire.h"
#include "searchd/http/work_queue.h"
#include "tests/catch.h"
#include "tests/support/http.h"
#include "tests/unit/searchd/serving.h"

using namespace paperfind;
using namespace paperfind::testing;
using namespace std::chrono_literals;

namespace {

std::string get_and_close(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
}

}  // namespace

TEST_CASE("a head that does not come to its end in time ends its connection", "[loop]") {
  HttpServer::Options options = options_with(1);
  options.limits.head_patience = 100ms;
  Serving serving(options);
  const Client stuck(serving.port()), silent(serving.port());
  stuck.send("GET /stuck HTTP/1.1\r\nHo");
  const std::string answer = stuck.receive();
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.ends_with("request-timeout at /stuck\nend"));
  CHECK(silent.receive().empty());
}

TEST_CASE("bytes that trickle in gain no time", "[loop]") {
  HttpServer::Options options = options_with(1);
  options.limits.head_patience = 100ms;
  Serving serving(options);
  const Client client(serving.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
  std::size_t sent = 0;
  while (!client.has_answer(2ms) && sent < 10'000 && client.try_send("x")) ++sent;
  CHECK(sent < 10'000);
  CHECK(client.receive().find("request-timeout") != std::string::npos);
}

TEST_CASE("whoever waits between two requests has a time of its own for that", "[loop]") {
  HttpServer::Options options = options_with(1);
  options.limits.keep_alive = 50ms;
  Serving serving(options);
  const Client client(serving.port());
  client.send(get("/"));
  const std::string answer = client.receive();  // to the end of the connection
  CHECK(answer.ends_with("whole of /\nend"));
  CHECK(answer.find("Connection: close") == std::string::npos);
}

TEST_CASE("a hundred connections that never finish asking keep no worker", "[loop]") {
  Serving serving(options_with(1));
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(std::make_unique<Client>(serving.port()));
    slow.back()->send("GET / HTTP/1.1\r\nHost");
  }
  const Client client(serving.port());
  for (int i = 0; i < 10; ++i) {
    client.send(get("/fast"));
    CHECK(client.receive("end").ends_with("whole of /fast\nend"));
  }
  for (const auto& one : slow) one->send(": a\r\n\r\n");
  for (const auto& one : slow) CHECK(one->receive("end").ends_with("whole of /\nend"));
}

TEST_CASE("whoever comes when the queue is full is turned away at once, and may ask again",
          "[loop]") {
  HttpServer::Options options = options_with(1);
  options.limits.queue = 1;
  Serving serving(options);
  const Client first(serving.port()), second(serving.port()), third(serving.port());
  first.send(get("/slow"));
  serving.wait_until_asked();
  second.send(get("/next"));
  third.send(get("/next"));
  while (!second.has_answer(10ms) && !third.has_answer(10ms)) {
  }
  const bool is_second = second.has_answer(0ms);
  const Client& refused = is_second ? second : third;
  const std::string answer = refused.receive("end");
  CHECK(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  CHECK(answer.ends_with("overloaded at /next\nend"));
  CHECK(answer.find("Connection: close") == std::string::npos);
  serving.allow();
  CHECK((is_second ? third : second).receive("end").ends_with("whole of /next\nend"));
  refused.send(get("/again"));
  CHECK(refused.receive("end").ends_with("whole of /again\nend"));
}

TEST_CASE("a request that waited too long for a worker is turned away", "[loop]") {
  HttpServer::Options options = options_with(1);
  options.queue_patience = -1ms;
  Serving serving(options);
  const Client client(serving.port());
  client.send(get("/late"));
  CHECK(client.receive("end").ends_with("overloaded at /late\nend"));
  client.send(get_and_close("/last"));
  const std::string answer = client.receive();  // to the end of the connection
  CHECK(answer.find("\r\nConnection: close\r\n") != std::string::npos);
  CHECK(answer.ends_with("overloaded at /last\nend"));
}

TEST_CASE("connections above the limit hear so and end", "[loop]") {
  HttpServer::Options options = options_with(1);
  options.limits.connections = 2;
  Serving serving(options);
  const Client one(serving.port()), two(serving.port());
  for (const Client* client : {&one, &two}) {
    client->send(get("/"));
    CHECK(client->receive("end").ends_with("whole of /\nend"));
  }
  const Client three(serving.port());
  const std::string answer = three.receive();
  CHECK(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n"));
  one.send(get("/still"));
  CHECK(one.receive("end").ends_with("whole of /still\nend"));
}

TEST_CASE("fifty requests in one piece are answered in their order", "[loop]") {
  const bool half_closed = GENERATE(false, true);
  Serving serving;
  const Client client(serving.port());
  std::string requests, answers;
  for (int i = 0; i < 50; ++i) requests += get("/" + std::to_string(i));
  client.send(requests + (half_closed ? get("/last") : get_and_close("/last")));
  if (half_closed) client.end_sending();
  answers = client.receive();
  CHECK(occurrences(answers, "HTTP/1.1 200 OK\r\n") == 51);
  std::size_t at = 0;
  for (int i = 0; i < 50; ++i) {
    at = answers.find("whole of /" + std::to_string(i) + "\nend", at);
    CAPTURE(i);
    REQUIRE(at != std::string::npos);
  }
  CHECK(answers.ends_with("whole of /last\nend"));
}

TEST_CASE("a request may come a byte at a time", "[loop]") {
  Serving serving;
  const Client client(serving.port());
  for (const char c : "\r\n" + get_and_close("/bytes")) client.send(std::string(1, c));
  CHECK(client.receive().ends_with("whole of /bytes\nend"));
}

TEST_CASE("a client that does not fetch its answer is dropped", "[loop]") {
  HttpServer::Options options = options_with(1);
  options.limits.write_patience = 50ms;
  Serving serving(options, std::string(32'000'000, 'x'));
  const Client client(serving.port());
  client.send(get("/"));
  CHECK(client.was_dropped());
}

TEST_CASE("a long answer comes whole to a client that fetches it", "[loop]") {
  Serving serving(options_with(1), std::string(32'000'000, 'x'));
  const Client client(serving.port());
  for (int i = 0; i < 2; ++i) {
    client.send(get("/"));
    CHECK(client.receive("end").size() > 32'000'000);
  }
}

TEST_CASE("a connection ends after so many requests, and says so", "[loop]") {
  HttpServer::Options options = options_with(1);
  options.limits.requests_per_connection = 2;
  Serving serving(options);
  const Client client(serving.port());
  client.send(get("/1"));
  CHECK(client.receive("end").find("Connection: close") == std::string::npos);
  client.send(get("/2") + get("/3"));
  const std::string answer = client.receive();
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.ends_with("whole of /2\nend"));
}

TEST_CASE("what is asked before the client could know of a stop is answered", "[loop]") {
  HttpServer::Options options = options_with(1);
  options.limits.farewell = 20s;
  Serving serving(options);
  const Client client(serving.port());
  client.send(get("/before"));
  CHECK(client.receive("end").find("Connection: close") == std::string::npos);
  serving.server().begin_stop();
  client.send(get("/after"));
  const std::string answer = client.receive();
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.ends_with("whole of /after\nend"));
  CHECK(serving.ran_to_its_end());
}

TEST_CASE("an answer that refuses reaches a client that is still sending", "[loop]") {
  Serving serving;
  const Client client(serving.port());
  client.send("GET /" + std::string(300'000, 'a'));
  const std::string answer = client.receive();
  CHECK(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"));
  CHECK(answer.ends_with("uri-too-long at /" + std::string(7'995, 'a') + "\nend"));
}

TEST_CASE("a client that goes away in the middle takes nobody with it", "[loop]") {
  Serving serving(options_with(1));
  {
    const Client gone(serving.port());
    gone.send(get("/slow"));
    serving.wait_until_asked();
  }
  serving.allow();
  const Client client(serving.port());
  client.send(get_and_close("/"));
  CHECK(client.receive().ends_with("whole of /\nend"));
}

TEST_CASE("a queue takes as many as it has room for, and its last ones are done", "[loop]") {
  std::promise<void> begun, allowed;
  std::vector<std::string> done;
  {
    WorkQueue queue(1, 2, [&](Job& job) {
      if (job.head == "first") {
        begun.set_value();
        allowed.get_future().wait();
      }
      done.push_back(job.head);
    });
    const auto push = [&queue](const std::string& head) {
      Job job;
      job.head = head;
      const bool taken = queue.push(job);
      CHECK(job.head == (taken ? "" : head));
      return taken;
    };
    CHECK(push("first"));
    begun.get_future().wait();
    CHECK(push("second"));
    CHECK(push("third"));
    CHECK_FALSE(push("fourth"));
    allowed.set_value();
  }
  CHECK(done == std::vector<std::string>{"first", "second", "third"});
}

TEST_CASE("an answer without the library has a length, its headers and a reason", "[loop]") {
  HttpResponse response;
  response.status = 503;
  response.content_type = "text/plain";
  response.body = "busy\n";
  response.headers = {{"Retry-After", "2"}};
  const std::string head =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Type: text/plain\r\n"
      "Content-Length: 5\r\n\r\n";
  CHECK(wire_bytes(response, false) == head + "busy\n");
  CHECK(wire_bytes(response, true) == head);
  response.status = 599;
  response.close = true;
  CHECK(wire_bytes(response, true).starts_with("HTTP/1.1 599 Answer\r\nConnection: close\r\n"));
}
