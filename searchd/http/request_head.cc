#include "searchd/http/request_head.h"

#include <algorithm>

#include "engine/base/trim.h"

namespace paperfind {
namespace {

constexpr std::string_view kWrong = "bad-request";
constexpr std::string_view kLongLine = "uri-too-long";

// Lower case on the left, any case on the right.
bool same_letters(std::string_view wanted, std::string_view text) {
  return std::equal(wanted.begin(), wanted.end(), text.begin(), text.end(), [](char a, char b) {
    return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
  });
}

// Schemes are the same in any case.
bool has_scheme(std::string_view target, std::string_view scheme) {
  return same_letters(scheme, target.substr(0, scheme.size()));
}

// RFC 9110, 5.6.2. A blank before the colon, or a line that continues the one before, hides a field
// from one reader and shows it to the next.
bool is_field_name(std::string_view name) {
  const auto is_token = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), is_token);
}

bool has_stray_byte(std::string_view line) {
  return line.find_first_of(std::string_view("\r\0", 2)) != std::string_view::npos;
}

}  // namespace

std::string_view head_problem(const RequestHead& head, const HeadLimits& limits) {
  if (head.line_bytes > limits.line_bytes) return kLongLine;
  if (head.fields > limits.fields || head.field_bytes > limits.field_bytes) {
    return "headers-too-large";
  }
  if (head.hosts > 1 || (head.needs_host && head.hosts == 0)) return kWrong;
  return {};
}

HeadReader::State HeadReader::wrong(std::string_view problem) {
  problem_ = problem;
  return State::Wrong;
}

HeadReader::State HeadReader::read(std::string_view bytes) {
  if (!problem_.empty()) return State::Wrong;
  for (std::size_t newline = bytes.find('\n', seen_); newline != std::string_view::npos;
       newline = bytes.find('\n', seen_)) {
    seen_ = newline + 1;
    if (newline == line_begin_ || bytes[newline - 1] != '\r') return wrong(kWrong);
    const std::string_view line = bytes.substr(line_begin_, newline - 1 - line_begin_);
    line_begin_ = newline + 1;
    const State state = has_stray_byte(line) ? wrong(kWrong) : take_line(line);
    if (state != State::Partial) return state;
  }
  seen_ = bytes.size();
  return unfinished(bytes.size());
}

HeadReader::State HeadReader::take_line(std::string_view line) {
  if (head_.line_bytes == 0) return take_request_line(line);
  if (!line.empty()) return take_field(line);
  const std::string_view problem = head_problem(head_, limits_);
  return problem.empty() ? State::Whole : wrong(problem);
}

HeadReader::State HeadReader::take_request_line(std::string_view line) {
  if (line.empty()) {
    begin_ = line_begin_;
    return State::Partial;
  }
  head_.line_bytes = line.size();
  head_.needs_host = line.ends_with(" HTTP/1.1");
  return line.size() > limits_.line_bytes ? wrong(kLongLine) : State::Partial;
}

HeadReader::State HeadReader::take_field(std::string_view line) {
  ++head_.fields;
  head_.field_bytes += line.size() + 2;
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, colon);
  if (same_letters("host", name)) ++head_.hosts;
  RequestHead so_far = head_;
  so_far.needs_host = false;  // it may still come
  const std::string_view problem = head_problem(so_far, limits_);
  if (!problem.empty()) return wrong(problem);
  return colon == line.size() || !is_field_name(name) ? wrong(kWrong) : State::Partial;
}

// Of a line whose end has not come there may be as much as of one that is there, and a '\r'.
HeadReader::State HeadReader::unfinished(std::size_t bytes) {
  if (head_.line_bytes == 0) {
    return bytes > limits_.line_bytes + 1 ? wrong(kLongLine) : State::Partial;
  }
  const std::size_t all = head_.field_bytes + bytes - line_begin_;
  return all > limits_.field_bytes + 1 ? wrong("headers-too-large") : State::Partial;
}

RequestLine request_line_of(std::string_view head) {
  const std::string_view line = head.substr(0, head.find_first_of("\r\n"));
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return {};
  const std::string_view rest = line.substr(blank + 1);
  return {std::string(line.substr(0, blank)), std::string(rest.substr(0, rest.find(' ')))};
}

std::string field_of(std::string_view head, std::string_view name) {
  std::string all;
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(line.size() + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !same_letters(name, line.substr(0, colon))) continue;
    if (!all.empty()) all += ',';
    all += line.substr(colon + 1);
  }
  return all;
}

bool asks_to_close(std::string_view head) {
  bool close = head.substr(0, head.find("\r\n")).ends_with(" HTTP/1.0");
  const std::string options = field_of(head, "connection");
  for (std::string_view rest = options; !rest.empty();) {
    const std::string_view option = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(option.size() + 1, rest.size()));
    if (same_letters("close", trimmed(option))) return true;
    if (same_letters("keep-alive", trimmed(option))) close = false;
  }
  return close;
}

std::string origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!has_scheme(target, scheme)) continue;
    const std::string_view rest = target.substr(scheme.size());
    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    const bool has_path = end < rest.size() && rest[end] == '/';
    return (has_path ? "" : "/") + std::string(rest.substr(end));
  }
  return std::string(target);
}

}  // namespace paperfind
