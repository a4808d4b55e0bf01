// A request and its answer as plain values: what the daemon does is testable without a socket.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paperfind {

struct Route;

struct HttpRequest {
  std::string method;  // "GET", "HEAD", …
  std::string target;  // path and query, as sent
  std::string host;    // of the Host header, as sent
  std::string accept;  // of the Accept header, as sent
  std::string if_none_match;
  bool accepts_gzip = false;
  bool has_body = false;    // announces one, by length or chunked; it is never read
  bool has_expect = false;  // wants a go-ahead before it sends a body
  std::string malformed;    // the kind of problem (problems.h), when it was no request one can read
  std::string request_id;
};

// A body that is made while it is sent.
class BodyBlocks {
 public:
  BodyBlocks() = default;
  virtual ~BodyBlocks() = default;
  BodyBlocks(const BodyBlocks&) = delete;
  BodyBlocks& operator=(const BodyBlocks&) = delete;
  // The next bytes; none where making them takes longer than one turn. Throws when there are to be
  // more and cannot: the connection ends.
  virtual std::string next() = 0;
  // That was all.
  [[nodiscard]] virtual bool done() const = 0;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpResponse {
  int status = 200;
  std::string content_type;
  std::string body;
  std::shared_ptr<BodyBlocks> blocks;  // in the place of `body`, for what is too long for one
  HttpHeaders headers;
  bool close = false;  // the connection ends with this answer

  // For the log and the metrics, not for the client.
  const Route* route = nullptr;  // null: none answers this path
  std::string_view problem;      // its kind, when the answer is one
  std::string generation;
  double engine_ms = 0;
  std::string failure;  // what a 5xx was about
};

// True when it has the header in this spelling.
inline bool has_header(const HttpResponse& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [name](const auto& header) { return header.first == name; });
}

}  // namespace paperfind
