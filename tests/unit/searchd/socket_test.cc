#include "searchd/http/socket.h"

#include <fcntl.h>
#include <sys/socket.h>

#include "tests/catch.h"

using namespace paperfind;

namespace {

Descriptor listening(const char* text) {
  Result<ListenAddress> address = parse_listen_address(text);
  Result<Descriptor> socket = listen_on(*address);
  REQUIRE(socket.ok());
  return std::move(*socket);
}

}  // namespace

TEST_CASE("a socket that listens is taken with its address", "[socket]") {
  const std::string host = GENERATE("127.0.0.1", "[::1]");
  const Descriptor socket = listening((host + ":0").c_str());
  const int flags = ::fcntl(socket.get(), F_GETFL);
  REQUIRE(::fcntl(socket.get(), F_SETFL, flags & ~O_NONBLOCK) == 0);
  const Result<ListenAddress> address = adopt_listening(socket);
  REQUIRE(address.ok());
  CHECK(base_url(*address).starts_with("http://" + host + ":"));
  CHECK(address->port > 0);
  CHECK(address->loopback);
  CHECK((::fcntl(socket.get(), F_GETFL) & O_NONBLOCK) != 0);
}

TEST_CASE("an address for everybody is not taken for one of this machine", "[socket]") {
  const Descriptor socket = listening("0.0.0.0:0");
  const Result<ListenAddress> address = adopt_listening(socket);
  REQUIRE(address.ok());
  CHECK_FALSE(address->loopback);
}

TEST_CASE("any other descriptor is refused with what a unit should say", "[socket]") {
  struct Case {
    int domain;
    int type;
    const char* error;
  };
  const Case c = GENERATE(values<Case>({
      {AF_INET, SOCK_DGRAM,
       "the socket passed at the start: it is no stream socket (a systemd socket unit wants "
       "ListenStream=)"},
      {AF_UNIX, SOCK_STREAM,
       "the socket passed at the start: it is neither of IPv4 nor of IPv6 (a systemd socket unit "
       "wants ListenStream=127.0.0.1:8080)"},
      {AF_INET6, SOCK_STREAM,
       "the socket passed at the start: it does not listen (a systemd socket unit wants "
       "Accept=no)"},
  }));
  const Descriptor socket(::socket(c.domain, c.type | SOCK_CLOEXEC, 0));
  REQUIRE(socket.open());
  const Result<ListenAddress> address = adopt_listening(socket);
  REQUIRE_FALSE(address.ok());
  CHECK(address.error().code == ErrorCode::InvalidInput);
  CHECK(address.error().to_string() == c.error);
}

TEST_CASE("a file is no socket", "[socket]") {
  const Descriptor file(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const Result<ListenAddress> address = adopt_listening(file);
  REQUIRE_FALSE(address.ok());
  CHECK(address.error().message == "it is no stream socket");
}
