#include "searchd/http/request_head.h"

#include <algorithm>

namespace paperfind {
namespace {

// Schemes are the same in any case.
bool has_scheme(std::string_view target, std::string_view scheme) {
  if (target.size() < scheme.size()) return false;
  return std::equal(scheme.begin(), scheme.end(), target.begin(), [](char wanted, char c) {
    return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  });
}

}  // namespace

std::string_view head_problem(const RequestHead& head) {
  if (head.line_bytes > kMaxRequestLineBytes) return "uri-too-long";
  if (head.fields > kMaxHeaderFields || head.field_bytes > kMaxHeaderBytes) {
    return "headers-too-large";
  }
  if (head.hosts > 1 || (head.needs_host && head.hosts == 0)) return "bad-request";
  return {};
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
