// Any bytes as a request's head, to a daemon over a small index: read the same however they come,
// and answered with a well-formed answer that is never a 500.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/store/snapshot.h"
#include "engine/text/normalize.h"
#include "searchd/http/handle.h"
#include "searchd/http/library.h"
#include "searchd/http/request_head.h"
#include "searchd/http/wire.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/unit/search/small_index.h"

namespace paperfind::testing {
namespace {

using State = HeadReader::State;

class Daemon {
 public:
  Daemon()
      : index_(small_corpus(), small_authority()),
        library_({}, [this](HttpRequest& request) { return answer(request); }) {
    expect(pool_.serve(Snapshot::open_current(index_.index()).value()).ok(), "the index serves");
  }

  Reply exchange(std::string_view head) { return library_.exchange(std::string(head), false); }
  HttpResponse answer(HttpRequest& request) {
    request.request_id = "r1";
    return handle(request, context_);
  }

 private:
  SmallIndex index_;
  SearcherPool pool_{1, std::chrono::seconds(60)};
  TemplateSet templates_ = TemplateSet::load().value();
  Assets assets_;
  LruCache<HttpResponse> answers_{1'000'000};
  Context context_{pool_,   templates_, assets_, {"1.2.3", "b0b0"}, std::chrono::seconds(0),
                   answers_};
  HttpLibrary library_;
};

// Fields by name in lower case; each stands once.
std::map<std::string, std::string> fields_of(std::string_view lines) {
  std::map<std::string, std::string> fields;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find("\r\n"));
    lines.remove_prefix(std::min(line.size() + 2, lines.size()));
    expect(std::all_of(line.begin(), line.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x20; }),
           "no control byte in a field", line);
    const std::size_t colon = line.find(": ");
    expect(colon != std::string_view::npos, "a field has a name", line);
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    // What a field is for stands there once, but for lists that may be in parts.
    const bool added = fields.try_emplace(name, line.substr(colon + 2)).second;
    expect(added || name == "vary" || name == "link", "a field stands once", line);
  }
  return fields;
}

std::size_t number(std::string_view digits) {
  std::size_t value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  expect(failed == std::errc() && end == digits.data() + digits.size(), "a number", digits);
  return value;
}

void check_answer(const std::string& answer, bool to_head) {
  const std::size_t end = answer.find("\r\n\r\n");
  expect(answer.starts_with("HTTP/1.") && end != std::string::npos, "an answer has a head", answer);
  const std::size_t line = answer.find("\r\n");
  const std::size_t status = number(std::string_view(answer).substr(9, 3));
  expect(status >= 200 && status < 500, "a request is never our fault", answer);
  const auto fields =
      fields_of(std::string_view(answer).substr(line + 2, end - std::min(end, line)));
  for (const char* name : {"x-request-id", "content-security-policy", "cache-control"}) {
    expect(fields.contains(name), "every answer has the fields that protect", answer);
  }
  const std::string body = answer.substr(end + 4);
  if (fields.contains("transfer-encoding")) return;
  if (status == 304 || to_head) return expect(body.empty(), "no body where none may be", answer);
  expect(fields.contains("content-length") && number(fields.at("content-length")) == body.size(),
         "the length of the body is told", answer);
  if (fields.contains("content-encoding") || !fields.contains("content-type")) return;
  const std::string& type = fields.at("content-type");
  if (type.find("json") == std::string::npos && type.find("text/") == std::string::npos) return;
  expect(is_clean_utf8(body), "text is UTF-8", answer);
}

// The state and the end of a head that comes in steps.
std::pair<State, std::size_t> read_in_steps(std::string_view bytes, std::size_t step) {
  HeadReader reader;
  State state = State::Partial;
  for (std::size_t size = step; state == State::Partial; size += step) {
    state = reader.read(bytes.substr(0, size));
    if (size >= bytes.size()) break;
  }
  return {state, state == State::Whole ? reader.end() : 0};
}

}  // namespace

int fuzz_request(const std::uint8_t* data, std::size_t size) {
  static Daemon daemon;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  HeadReader reader;
  const State state = reader.read(bytes);
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}}) {
    const auto [stepped, end] = read_in_steps(bytes, step);
    expect(stepped == state, "a head is the same however it comes", bytes);
    expect(state != State::Whole || end == reader.end(), "and ends at the same place", bytes);
  }
  if (state == State::Partial) return 0;
  const std::string_view head = bytes.substr(reader.begin(), reader.end() - reader.begin());
  if (state == State::Whole) {
    Reply reply = daemon.exchange(head);
    check_answer(reply.bytes, head.starts_with("HEAD "));
    std::size_t blocks = 0;
    while (reply.blocks && !reply.blocks->done()) {
      reply.blocks->next();
      expect(++blocks < 1'000, "a body comes to its end", bytes);
    }
    return 0;
  }
  const RequestLine line = request_line_of(bytes.substr(reader.begin(), HeadLimits().line_bytes));
  HttpRequest request;
  request.method = line.method;
  request.target = origin_form(line.target);
  request.malformed = reader.problem();
  const bool to_head = request.method == "HEAD";
  check_answer(wire_bytes(daemon.answer(request), to_head), to_head);
  return 0;
}

}  // namespace paperfind::testing
