// A request's head, as its bytes come: where it ends, and whether it is one we take.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace paperfind {

struct HeadLimits {
  std::size_t line_bytes = 8'000;
  std::size_t fields = 64;
  std::size_t field_bytes = 16'000;  // of the lines with their ends
};

// The measures of a request's first lines.
struct RequestHead {
  std::size_t line_bytes = 0;  // method, target and version with the blanks between them
  std::size_t fields = 0;
  std::size_t field_bytes = 0;  // of the lines with their ends
  std::size_t hosts = 0;
  bool needs_host = false;  // HTTP/1.1
};

// The kind of problem (problems.h) that a request ends with for its head; empty: none.
std::string_view head_problem(const RequestHead& head, const HeadLimits& limits = {});

// Looks at each byte once, however few come at a time, and stops at the first line that breaks a
// limit or a rule: no more of a head is ever kept than we would answer.
class HeadReader {
 public:
  enum class State { Partial, Whole, Wrong };

  explicit HeadReader(const HeadLimits& limits = {}) : limits_(limits) {}

  // `bytes` are all of one request's so far, and what may follow it; they only grow until reset().
  State read(std::string_view bytes);
  // Where the request line begins (blank lines before it do not count) and where the head ends.
  [[nodiscard]] std::size_t begin() const { return begin_; }
  [[nodiscard]] std::size_t end() const { return line_begin_; }
  // Of a wrong one, as head_problem() has it.
  [[nodiscard]] std::string_view problem() const { return problem_; }
  [[nodiscard]] const HeadLimits& limits() const { return limits_; }
  void reset() { *this = HeadReader(limits_); }

 private:
  State wrong(std::string_view problem);
  State take_line(std::string_view line);
  State take_request_line(std::string_view line);
  State take_field(std::string_view line);
  [[nodiscard]] State unfinished(std::size_t bytes);

  HeadLimits limits_;
  RequestHead head_;
  std::size_t begin_ = 0, line_begin_ = 0, seen_ = 0;
  std::string_view problem_;
};

// "GET /a HTTP/1.1" → "GET" and "/a", as far as they are there.
struct RequestLine {
  std::string method, target;
};
RequestLine request_line_of(std::string_view head);

// What the header fields of this name, given in small letters, say: one behind the other, parted by
// commas.
std::string field_of(std::string_view head, std::string_view name);

// Whether the client of a whole head wants the connection to end with its answer (RFC 9112, 9.3).
bool asks_to_close(std::string_view head);

// "http://host/papers?q=a" → "/papers?q=a": the form proxies are asked in means the same here.
// Anything else comes back as it is.
std::string origin_form(std::string_view target);

}  // namespace paperfind
