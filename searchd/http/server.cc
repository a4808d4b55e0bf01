#include "searchd/http/server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "searchd/http/listener.h"
#include "searchd/http/request_head.h"

namespace paperfind {
namespace {

using httplib::Request;
using httplib::Response;
using HandlerResponse = httplib::Server::HandlerResponse;

constexpr std::size_t kLeastCompressed = 1024;
constexpr std::size_t kMaxBody =
    1;  // no request has a body; this is for the paths that read one anyway
constexpr time_t kReadSeconds = 5;
constexpr time_t kWriteSeconds = 10;

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

// Fields the library adds to those of the client.
constexpr const char* kLibraryFields[] = {"REMOTE_ADDR", "REMOTE_PORT", "LOCAL_ADDR", "LOCAL_PORT"};

RequestHead head_of(const Request& request) {
  RequestHead head;
  head.line_bytes = request.method.size() + request.target.size() + request.version.size() + 2;
  const auto add = [&head](const auto& header) {
    ++head.fields;
    head.field_bytes += header.first.size() + header.second.size() + 4;
  };
  std::for_each(request.headers.begin(), request.headers.end(), add);
  for (const char* name : kLibraryFields) {
    const auto own = request.headers.find(name);
    if (own == request.headers.end()) continue;
    --head.fields;
    head.field_bytes -= own->first.size() + own->second.size() + 4;
  }
  head.hosts = request.headers.count("Host");
  head.needs_host = request.version == "HTTP/1.1";
  return head;
}

HttpRequest to_request(const Request& request) {
  HttpRequest out;
  out.method = request.method;
  out.target = origin_form(request.target);
  out.malformed = head_problem(head_of(request));
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

// The library compresses by what the request says: at its best brotli setting, and whatever q=
// says. So it is told what was decided here: gzip, and only where it pays.
void choose_encoding(Request& request, const HttpRequest& in, const HttpResponse& out) {
  request.headers.erase("Accept-Encoding");
  if (in.accepts_gzip && out.body.size() >= kLeastCompressed) {
    request.headers.emplace("Accept-Encoding", "gzip");
  }
}

// Writes the body and then claims to have failed: the one way to make the library end a connection.
// A HEAD request passes as GET, or the library would not come here; nothing is written for it.
void write_and_close(Request& request, Response& response, HttpResponse& out) {
  const bool head = std::exchange(request.method, "GET") == "HEAD";
  if (out.body.empty()) out.body = "\n";
  set_only(request.headers, "Connection", "close");
  const auto body = std::make_shared<std::string>(std::move(out.body));
  response.set_content_provider(
      body->size(), out.content_type,
      [body, head](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        if (!head) sink.write(body->data() + offset, length);
        return false;
      });
}

void write_response(Request& request, Response& response, const HttpRequest& in,
                    HttpResponse& out) {
  // The library would cut any answer into the ranges asked for, also one made a moment ago.
  request.ranges.clear();
  response.status = out.status;
  for (const auto& [name, value] : out.headers) response.set_header(name, value);
  set_only(response.headers, "Accept-Ranges", "none");
  choose_encoding(request, in, out);
  if (out.close) return write_and_close(request, response, out);
  if (!out.content_type.empty()) set_only(response.headers, "Content-Type", out.content_type);
  response.body = std::move(out.body);
}

bool has_second_question_mark(const Request& request) {
  return std::count(request.target.begin(), request.target.end(), '?') > 1;
}

}  // namespace

struct HttpServer::Impl {
  Options options;
  Answer answer;
  Note note;
  Listener listener;
  ListenAddress address;
  std::atomic<bool> stopping{false};
  std::atomic<std::uint32_t> counter{0};
  std::uint32_t process = std::random_device{}();

  void configure();
  // `last`: the connection cannot carry another request after this one.
  void serve(Request& request, Response& response, HttpRequest in, bool last = false) noexcept;
  HandlerResponse on_request(const Request& request, Response& response) noexcept;
  HandlerResponse on_error(const Request& request, Response& response) noexcept;
  int on_expect(const Request& request, Response& response) noexcept;
};

// The hooks get a const request although it is the library's own, made for this one answer:
// steering the library means changing it.
static Request& own(const Request& request) { return const_cast<Request&>(request); }

void HttpServer::Impl::serve(Request& request, Response& response, HttpRequest in,
                             bool last) noexcept {
  try {
    const auto begin = std::chrono::steady_clock::now();
    in.request_id = fmt::format("{:08x}{:08x}", process, ++counter);
    HttpResponse out = answer(in);
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - begin;
    note(in, out, spent.count());
    if (last || stopping) out.close = true;
    write_response(request, response, in, out);
  } catch (...) {
    response.status = 500;  // out of memory: an empty answer, and nothing leaks into it
  }
}

HandlerResponse HttpServer::Impl::on_request(const Request& request, Response& response) noexcept {
  serve(own(request), response, to_request(request));
  return HandlerResponse::Handled;
}

// Called for every answer from 400 up, ours too. What the library refused by itself gets our
// headers and our form, and its connection ends: the library may not have read all of that request.
HandlerResponse HttpServer::Impl::on_error(const Request& request, Response& response) noexcept {
  if (response.has_header("X-Request-Id") || response.status >= 500) {
    return HandlerResponse::Unhandled;
  }
  const bool readable = request.method == "GET" || request.method == "HEAD";
  HttpRequest in = to_request(request);
  if (response.status == 416 && readable) {
    // Ranges are ignored here, so a wrong one is no error; and this request was read to its end.
    serve(own(request), response, std::move(in));
  } else if (response.status == 400 && readable && has_second_question_mark(request)) {
    // "?q=what is this?" is a fine address; this library thinks otherwise, and read no headers.
    HttpRequest bare;
    bare.method = in.method;
    bare.target = in.target;
    serve(own(request), response, bare, true);
  } else {
    in.malformed = response.status == 414 ? "uri-too-long" : "bad-request";
    serve(own(request), response, std::move(in), true);
  }
  return HandlerResponse::Handled;
}

int HttpServer::Impl::on_expect(const Request& request, Response& response) noexcept {
  HttpRequest in = to_request(request);
  in.has_expect = true;
  serve(own(request), response, std::move(in));
  // On this way the library leaves the length to the end of the connection, unless it is told.
  response.set_header("Content-Length", std::to_string(response.content_length_));
  return 0;  // neither 100 nor 417: answer now
}

void HttpServer::Impl::configure() {
  listener.set_tcp_nodelay(true);
  // No SO_REUSEPORT, which would let a second daemon share the port.
  listener.set_socket_options([](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  listener.set_keep_alive_max_count(options.requests_per_connection);
  listener.set_keep_alive_timeout(static_cast<time_t>(options.keep_alive.count()));
  listener.set_read_timeout(kReadSeconds);
  listener.set_write_timeout(kWriteSeconds);
  listener.set_payload_max_length(kMaxBody);
  listener.new_task_queue = [this] { return new httplib::ThreadPool(options.threads); };
  listener.set_pre_routing_handler(
      [this](const Request& request, Response& response) { return on_request(request, response); });
  listener.set_error_handler(httplib::Server::HandlerWithResponse(
      [this](const Request& request, Response& response) { return on_error(request, response); }));
  listener.set_expect_100_continue_handler(
      [this](const Request& request, Response& response) { return on_expect(request, response); });
  listener.set_exception_handler(
      [](const Request&, Response& response, std::exception_ptr) { response.status = 500; });
  listener.set_post_routing_handler([](const Request&, Response& response) {
    // A 304 speaks of an answer the client has; a length of 0 would be wrong for it.
    if (response.status == 304) response.headers.erase("Content-Length");
  });
}

HttpServer::HttpServer(Options options, Answer answer, Note note)
    : impl_(std::make_unique<Impl>()) {
  impl_->options = options;
  impl_->answer = std::move(answer);
  impl_->note = std::move(note);
  impl_->configure();
}

HttpServer::~HttpServer() = default;

Status HttpServer::bind(ListenAddress& address) {
  errno = 0;
  if (address.port == 0) {
    address.port = impl_->listener.bind_to_any_port(address.host);
    if (address.port <= 0) address.port = -1;
  } else if (!impl_->listener.bind_to_port(address.host, address.port)) {
    errno = errno == 0 ? EADDRNOTAVAIL : errno;
    const bool taken = errno == EADDRINUSE || errno == EADDRNOTAVAIL;
    return Error{taken ? ErrorCode::Unavailable : ErrorCode::Io,
                 std::string("cannot listen there: ") + std::strerror(errno), base_url(address),
                 errno == EADDRINUSE ? "another program listens on this port" : ""};
  }
  if (address.port == -1) {
    return Error{ErrorCode::Unavailable, "no free port", address.host};
  }
  impl_->listener.widen_backlog();
  impl_->address = address;
  return {};
}

Status HttpServer::run() {
  if (impl_->stopping) return {};
  impl_->listener.listen_after_bind();
  if (impl_->stopping) return {};
  return Error{ErrorCode::Io, "accepting connections ended", base_url(impl_->address)};
}

void HttpServer::begin_stop() {
  impl_->stopping = true;
  impl_->listener.begin_stop();
}

void HttpServer::end_all_connections() { impl_->listener.cut_connections(); }

}  // namespace paperfind
