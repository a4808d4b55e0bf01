#include "searchd/http/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include "searchd/http/library.h"
#include "searchd/http/request_head.h"
#include "searchd/http/wire.h"

namespace paperfind {
namespace {

constexpr std::chrono::seconds kNotedAgain{1};

HttpRequest refused_request(std::string_view head, std::string_view kind) {
  HttpRequest request;
  RequestLine line = request_line_of(head);
  request.method = std::move(line.method);
  request.target = origin_form(line.target);
  request.malformed = kind;
  return request;
}

}  // namespace

struct HttpServer::Impl {
  Impl(Options given, Answer answer_with, Note note_with);

  Options options;
  Answer answer;
  Note note;
  std::atomic<bool> stopping{false};
  std::atomic<std::uint32_t> counter{0};
  std::uint32_t process = std::random_device{}();
  Clock::time_point noted;  // the last refusal of the loop that was noted
  HttpLibrary library;
  EventLoop loop;
  Descriptor listening;

  HttpResponse identified(HttpRequest& request);
  HttpResponse noted_answer(HttpRequest& request);
  Reply work(const Job& job);
  std::string refuse(std::string_view head, std::string_view kind, bool last);
  void shed(Shed why) const {
    if (options.watch != nullptr) options.watch->shed(why);
  }
};

HttpServer::Impl::Impl(Options given, Answer answer_with, Note note_with)
    : options(given),
      answer(std::move(answer_with)),
      note(std::move(note_with)),
      library(options.limits, [this](HttpRequest& request) { return noted_answer(request); }),
      loop(options.limits, {[this](const Job& job) { return work(job); },
                            [this](std::string_view head, std::string_view kind, bool last) {
                              return refuse(head, kind, last);
                            },
                            [this](Shed why) { shed(why); }}) {}

HttpResponse HttpServer::Impl::identified(HttpRequest& request) {
  request.request_id = fmt::format("{:08x}{:08x}", process, ++counter);
  return answer(request);
}

HttpResponse HttpServer::Impl::noted_answer(HttpRequest& request) {
  const auto begin = Clock::now();
  HttpResponse out = identified(request);
  const auto took = Clock::now() - begin;
  if (options.watch != nullptr) options.watch->answered(request, out, took);
  note(request, out, std::chrono::duration<double, std::milli>(took).count());
  if (stopping) out.close = true;
  return out;
}

Reply HttpServer::Impl::work(const Job& job) {
  const auto waited = Clock::now() - job.since;
  const bool late = waited > options.queue_patience;
  if (options.watch != nullptr) options.watch->waited(waited);
  if (late) shed(Shed::QueueWait);
  if (job.problem.empty() && !late) return library.exchange(job.head, job.last);
  HttpRequest request = refused_request(job.head, late ? "overloaded" : job.problem);
  HttpResponse out = noted_answer(request);
  out.close = stopping || job.last || !job.problem.empty() || asks_to_close(job.head);
  return {wire_bytes(out, request.method == "HEAD"), out.close};
}

// Refusing must stay cheap when it happens most: one a second is noted.
std::string HttpServer::Impl::refuse(std::string_view head, std::string_view kind, bool last) {
  HttpRequest request = refused_request(head, kind);
  HttpResponse out = identified(request);
  out.close = last || stopping;
  if (options.watch != nullptr) options.watch->refused(out);
  const auto now = Clock::now();
  if (now - noted >= kNotedAgain) {
    noted = now;
    note(request, out, 0);
  }
  return wire_bytes(out, request.method == "HEAD");
}

HttpServer::HttpServer(Options options, Answer answer, Note note)
    : impl_(std::make_unique<Impl>(options, std::move(answer), std::move(note))) {}

HttpServer::~HttpServer() = default;

Status HttpServer::bind(ListenAddress& address) {
  Result<Descriptor> listening = listen_on(address);
  if (!listening.ok()) return listening.error();
  impl_->listening = std::move(listening.value());
  return {};
}

void HttpServer::take(Descriptor listening) { impl_->listening = std::move(listening); }

Status HttpServer::run() { return impl_->loop.run(std::move(impl_->listening)); }

void HttpServer::begin_stop() {
  impl_->stopping = true;
  impl_->loop.begin_stop();
}

void HttpServer::end_all_connections() { impl_->loop.cut(); }

LoopLoad HttpServer::load() const { return impl_->loop.load(); }

}  // namespace paperfind
