// How much of a request may come before anybody looks what it asks for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace paperfind {

inline constexpr std::size_t kMaxRequestLineBytes = 8'000;
inline constexpr std::size_t kMaxHeaderFields = 64;
inline constexpr std::size_t kMaxHeaderBytes = 16'000;

// The measures of a request's first lines.
struct RequestHead {
  std::size_t line_bytes = 0;  // method, target and version with the blanks between them
  std::size_t fields = 0;
  std::size_t field_bytes = 0;  // of names and values, with the four bytes around them
  std::size_t hosts = 0;
  bool needs_host = false;  // HTTP/1.1
};

// The kind of problem (problems.h) that a request ends with for its head; empty: none.
std::string_view head_problem(const RequestHead& head);

// "http://host/papers?q=a" → "/papers?q=a": the form proxies are asked in means the same here.
// Anything else comes back as it is.
std::string origin_form(std::string_view target);

}  // namespace paperfind
