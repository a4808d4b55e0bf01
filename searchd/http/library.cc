#include "searchd/http/library.h"

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "searchd/http/request_head.h"
#include "searchd/http/wire.h"

namespace paperfind {
namespace {

using httplib::Request;
using httplib::Response;
using HandlerResponse = httplib::Server::HandlerResponse;

// No request has a body; this is for the paths that read one anyway.
constexpr std::size_t kMaxBody = 1;

// "gzip;q=0.5, br" → true; "gzip;q=0" → false.
bool accepts_gzip(std::string_view header) {
  while (!header.empty()) {
    const std::size_t comma = std::min(header.find(','), header.size());
    std::string item(header.substr(0, comma));
    std::erase_if(item, [](char c) { return c == ' ' || c == '\t'; });
    const std::string name = item.substr(0, item.find(';'));
    const std::size_t weight = item.find(";q=");
    const bool refused = weight != std::string::npos &&
                         item.find_first_not_of("0.", weight + 3) == std::string::npos;
    if ((name == "gzip" || name == "*") && !refused) return true;
    header.remove_prefix(std::min(comma + 1, header.size()));
  }
  return false;
}

bool announces_body(const Request& request) {
  if (request.has_header("Transfer-Encoding")) return true;
  const auto [begin, end] = request.headers.equal_range("Content-Length");
  return std::distance(begin, end) > 1 ||
         std::any_of(begin, end, [](const auto& header) { return header.second != "0"; });
}

HttpRequest to_request(const Request& request) {
  HttpRequest out;
  out.method = request.method;
  out.target = origin_form(request.target);
  out.host = request.get_header_value("Host");
  out.accept = request.get_header_value("Accept");
  out.if_none_match = request.get_header_value("If-None-Match");
  out.accepts_gzip = accepts_gzip(request.get_header_value("Accept-Encoding"));
  out.has_body = announces_body(request);
  out.has_expect = request.has_header("Expect");
  return out;
}

void set_only(httplib::Headers& headers, const std::string& name, const std::string& value) {
  headers.erase(name);
  headers.emplace(name, value);
}

void fill_response(Request& request, Response& response, HttpResponse& out) {
  // The library would cut any answer into the ranges asked for, also one made a moment ago.
  request.ranges.clear();
  response.status = out.status;
  for (const auto& [name, value] : out.headers) response.set_header(name, value);
  set_only(response.headers, "Accept-Ranges", "none");
  // The library would compress at its best brotli setting, whatever q= says. What is to be
  // compressed is by now.
  request.headers.erase("Accept-Encoding");
  // The library takes a client's word for it, and tells the client the same.
  if (out.close) set_only(request.headers, "Connection", "close");
  if (!out.content_type.empty()) set_only(response.headers, "Content-Type", out.content_type);
  response.body = std::move(out.body);
}

// "?q=what is this?" is a fine address; the library thinks otherwise of a second question mark, and
// is shown it escaped.
void escape_question_marks(std::string& head) {
  const std::size_t end = std::min(head.find('\r'), head.size());
  const std::size_t query = std::min(head.find('?'), end - 1) + 1;
  std::string escaped;
  for (std::size_t i = query; i < end; ++i) {
    if (head[i] == '?') {
      escaped += "%3F";
    } else {
      escaped += head[i];
    }
  }
  if (query + escaped.size() > end) head.replace(query, end - query, escaped);
}

// Whoever is told that the connection ends must see it end.
bool says_close(std::string_view answer) {
  return answer.substr(0, answer.find("\r\n\r\n") + 2).find("\r\nConnection: close\r\n") !=
         std::string_view::npos;
}

// A body in blocks that the answer being made goes on with. The library has no place for it; it
// calls back on the thread that asks it.
struct LeftOver {
  bool any = false;  // also to HEAD, which gets none of it
  std::shared_ptr<BodyBlocks> blocks;
};
thread_local LeftOver left_over;

void leave_blocks(Request& request, Response& response, HttpResponse& out) {
  const bool chunked = request.version != "HTTP/1.0";
  left_over.any = true;
  if (request.method != "HEAD") {
    left_over.blocks = chunked ? in_chunks(std::move(out.blocks)) : std::move(out.blocks);
  }
  if (chunked) {
    response.set_header("Transfer-Encoding", "chunked");
  } else {
    out.close = true;  // that is how such a client sees the end
  }
}

// One request read from memory, and its answer written there.
class Exchange : public httplib::Stream {
 public:
  Exchange(std::string head, std::size_t most) : head_(std::move(head)), most_(most) {}
  std::string take_answer() { return std::move(answer_); }

  // Which of these, and whether duration(), override the library's depends on its version.
  bool is_readable() const { return read_ < head_.size(); }
  bool is_writable() const { return true; }
  bool wait_readable() const { return is_readable(); }
  bool wait_writable() const { return true; }
  time_t duration() const { return 0; }

  ssize_t read(char* to, std::size_t size) override {
    const std::size_t taken = std::min(size, head_.size() - read_);
    std::copy_n(head_.data() + read_, taken, to);
    read_ += taken;
    return static_cast<ssize_t>(taken);
  }
  ssize_t write(const char* from, std::size_t size) override {
    // No part of an answer that is too long: its head alone would promise the rest.
    too_long_ = too_long_ || size > most_ - answer_.size();
    if (too_long_) answer_ = std::string();
    if (too_long_) return -1;
    answer_.append(from, size);
    return static_cast<ssize_t>(size);
  }

  // Nobody asks: addresses of clients are not kept.
  void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  socket_t socket() const override { return -1; }

 private:
  std::string head_, answer_;
  const std::size_t most_;  // bytes of an answer
  std::size_t read_ = 0;
  bool too_long_ = false;
};

// The hooks get a const request although it is the library's own, made for this one answer:
// steering the library means changing it.
Request& own(const Request& request) { return const_cast<Request&>(request); }

}  // namespace

class HttpLibrary::Server : public httplib::Server {
 public:
  Server(const LoopLimits& limits, Answer answer);
  // The library's process_request(), which was given more to know from one version to the next.
  template <typename Library>
  static bool process(Library& library, httplib::Stream& stream, bool last, bool& closed);

 private:
  // `last`: the connection cannot carry another request after this one.
  void serve(Request& request, Response& response, HttpRequest in, bool last = false) noexcept;
  HandlerResponse on_error(const Request& request, Response& response) noexcept;
  int on_expect(const Request& request, Response& response) noexcept;

  const Answer answer_;
};

HttpLibrary::Server::Server(const LoopLimits& limits, Answer answer) : answer_(std::move(answer)) {
  set_keep_alive_max_count(limits.requests_per_connection);
  set_keep_alive_timeout(
      static_cast<time_t>(std::chrono::ceil<std::chrono::seconds>(limits.keep_alive).count()));
  set_payload_max_length(kMaxBody);
  set_pre_routing_handler([this](const Request& request, Response& response) {
    serve(own(request), response, to_request(request));
    return HandlerResponse::Handled;
  });
  set_error_handler(HandlerWithResponse(
      [this](const Request& request, Response& response) { return on_error(request, response); }));
  set_expect_100_continue_handler(
      [this](const Request& request, Response& response) { return on_expect(request, response); });
  set_exception_handler(
      [](const Request&, Response& response, std::exception_ptr) { response.status = 500; });
  set_post_routing_handler([](const Request&, Response& response) {
    // A 304 speaks of an answer the client has; a length of 0 would be wrong for it.
    if (response.status == 304 || left_over.any) response.headers.erase("Content-Length");
  });
}

void HttpLibrary::Server::serve(Request& request, Response& response, HttpRequest in,
                                bool last) noexcept {
  try {
    HttpResponse out = answer_(in);
    if (last) out.close = true;
    if (out.blocks) leave_blocks(request, response, out);
    fill_response(request, response, out);
  } catch (...) {
    response.status = 500;  // out of memory: an empty answer, and nothing leaks into it
  }
}

// Called for every answer from 400 up, ours too. What the library refused by itself gets our
// headers and our form, and its connection ends.
HandlerResponse HttpLibrary::Server::on_error(const Request& request, Response& response) noexcept {
  if (response.has_header("X-Request-Id") || response.status >= 500) {
    return HandlerResponse::Unhandled;
  }
  const bool readable = request.method == "GET" || request.method == "HEAD";
  HttpRequest in = to_request(request);
  if (response.status == 416 && readable) {
    // Ranges are ignored here, so a wrong one is no error.
    serve(own(request), response, std::move(in));
  } else {
    in.malformed = response.status == 414 ? "uri-too-long" : "bad-request";
    serve(own(request), response, std::move(in), true);
  }
  return HandlerResponse::Handled;
}

int HttpLibrary::Server::on_expect(const Request& request, Response& response) noexcept {
  HttpRequest in = to_request(request);
  in.has_expect = true;
  serve(own(request), response, std::move(in));
  // On this way the library leaves the length to the end of the connection, unless it is told.
  response.set_header("Content-Length", std::to_string(response.body.size()));
  return 0;  // neither 100 nor 417: answer now
}

template <typename Library>
bool HttpLibrary::Server::process(Library& library, httplib::Stream& stream, bool last,
                                  bool& closed) {
  if constexpr (requires { library.process_request(stream, last, closed, nullptr); }) {
    return library.process_request(stream, last, closed, nullptr);
  } else {
    return library.process_request(stream, "", 0, "", 0, last, closed, nullptr);
  }
}

HttpLibrary::HttpLibrary(const LoopLimits& limits, Answer answer)
    : most_(limits.answer_bytes), server_(std::make_unique<Server>(limits, std::move(answer))) {}

HttpLibrary::~HttpLibrary() = default;

Reply HttpLibrary::exchange(std::string head, bool last) {
  escape_question_marks(head);
  Exchange exchange(std::move(head), most_);
  left_over = {};
  bool closed = false;
  const bool good = Server::process(*server_, exchange, last, closed);
  Reply reply{exchange.take_answer(), last || closed || !good};
  reply.blocks = std::exchange(left_over.blocks, nullptr);
  if (says_close(reply.bytes)) reply.close = true;
  return reply;
}

}  // namespace paperfind
