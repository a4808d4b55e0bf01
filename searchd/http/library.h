// The HTTP library as a function: a request's head in, an answer's bytes out. The only file that
// knows the library, and how its releases differ.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "searchd/http/event_loop.h"
#include "searchd/http/message.h"

namespace paperfind {

class HttpLibrary {
 public:
  // Gives the request its id. Must not throw.
  using Answer = std::function<HttpResponse(HttpRequest&)>;

  // Of `limits` it takes how long an answer may be, and what answers tell of their connection.
  HttpLibrary(const LoopLimits& limits, Answer answer);
  ~HttpLibrary();
  HttpLibrary(const HttpLibrary&) = delete;
  HttpLibrary& operator=(const HttpLibrary&) = delete;

  // `head`: one whole request, without a body. From any number of threads at once. No bytes: there
  // was no memory for them, or they were too many.
  Reply exchange(std::string head, bool last);

 private:
  class Server;
  const std::size_t most_;  // bytes of an answer
  std::unique_ptr<Server> server_;
};

}  // namespace paperfind
