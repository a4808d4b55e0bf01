// A client that sends exactly the bytes a test wants and hides nothing of the answer.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace paperfind::testing {

struct HttpReply {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case; repeated ones joined by ", "
  std::string body;
};

// A TCP port on 127.0.0.1 that was free a moment ago.
int free_port();

// Sends `bytes` to 127.0.0.1:port and gives all that comes back until the peer closes (at most 30 s
// without a byte). Throws std::system_error when nobody listens.
std::string exchange(int port, std::string_view bytes);

// One request on a connection of its own. `headers` are whole lines ending in "\r\n".
HttpReply http_request(int port, std::string_view method, std::string_view target,
                       std::string_view headers = {});
HttpReply http_get(int port, std::string_view target, std::string_view headers = {});

// An answer as it came over the wire, chunked bodies put together. Throws std::runtime_error when
// it is none.
HttpReply parse_reply(std::string_view wire);

// How often a part stands in what came over the wire.
std::size_t occurrences(std::string_view wire, std::string_view part);

}  // namespace paperfind::testing
