#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

#include "tests/catch.h"
#include "tests/support/http.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
using namespace std::chrono_literals;

TEST_CASE("run keeps both outputs apart and gives the exit code", "[support]") {
  const RunResult result = run({"sh", "-c", "cat; echo err >&2; echo $GIVEN; exit 3"},
                               {.input = "in\n", .environment = {{"GIVEN", "value"}}});
  CHECK(result.exit_code == 3);
  CHECK(result.out == "in\nvalue\n");
  CHECK(result.err == "err\n");
  CHECK_FALSE(result.timed_out);
}

TEST_CASE("run passes on no settings of ours but those asked for", "[support]") {
  REQUIRE(::setenv("PAPERFIND_DB", "ours", 1) == 0);
  REQUIRE(::setenv("XDG_CONFIG_HOME", "ours", 1) == 0);
  REQUIRE(::setenv("NOT_PAPERFIND_DB", "kept", 1) == 0);
  const std::string script =
      "echo \"$PAPERFIND_DB,$PAPERFIND_URL,$XDG_CONFIG_HOME,$NOT_PAPERFIND_DB\"";
  CHECK(run({"sh", "-c", script}, {.environment = {{"PAPERFIND_URL", "given"}}}).out ==
        ",given,,kept\n");
  ::unsetenv("PAPERFIND_DB");
  ::unsetenv("XDG_CONFIG_HOME");
  ::unsetenv("NOT_PAPERFIND_DB");
}

TEST_CASE("run passes input and output larger than a pipe", "[support]") {
  const std::string big(3'000'000, 'x');
  const RunResult result = run({"cat"}, {.input = big});
  CHECK(result.exit_code == 0);
  CHECK(result.out == big);
}

TEST_CASE("run ends a program that does not end by itself", "[support]") {
  const RunResult result = run({"sleep", "600"}, {.timeout = 50ms});
  CHECK(result.timed_out);
  CHECK(result.signal == SIGKILL);
}

TEST_CASE("A missing program is exit 127", "[support]") {
  CHECK(run({"/nonexistent/program"}).exit_code == 127);
}

TEST_CASE("wait_for_output sees what a running program said", "[support]") {
  Process process({"sh", "-c", "trap 'exit 7' TERM; echo ready >&2; while :; do sleep 0.01; done"});
  REQUIRE(process.wait_for_output("ready", 10s));
  process.send_signal(SIGTERM);
  CHECK(process.wait(10s).exit_code == 7);
}

TEST_CASE("wait_for_output gives up when the program has ended", "[support]") {
  Process process({"true"});
  CHECK_FALSE(process.wait_for_output("ready", 10s));
}

TEST_CASE("A temporary folder goes with its object", "[support]") {
  std::filesystem::path path;
  {
    const TempDir folder;
    path = folder.path();
    write_text(folder / "a/b.txt", "text");
    CHECK(read_text(folder / "a/b.txt") == "text");
  }
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK_THROWS_AS(read_text(path / "a/b.txt"), std::system_error);
}

TEST_CASE("parse_reply reads status, headers and bodies", "[support]") {
  const HttpReply plain = parse_reply("HTTP/1.1 404 Not Found\r\nA-b: c\r\na-B: d\r\n\r\nbody");
  CHECK(plain.status == 404);
  CHECK(plain.headers.at("a-b") == "c, d");
  CHECK(plain.body == "body");
  CHECK(parse_reply(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n")
            .body == "abcd");
  CHECK_THROWS_AS(parse_reply("nonsense"), std::runtime_error);
}

TEST_CASE("Nobody listens on a free port", "[support]") {
  CHECK_THROWS_AS(exchange(free_port(), "x"), std::system_error);
}
