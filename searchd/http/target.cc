#include "searchd/http/target.h"

#include <algorithm>

#include "engine/base/percent.h"

namespace paperfind {
namespace {

bool is_plain(const std::string& segment) {
  if (segment == "." || segment == "..") return false;
  return std::none_of(segment.begin(), segment.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20U || byte == 0x7FU || c == '/' || c == '\\';
  });
}

}  // namespace

Target parse_target(std::string_view target) {
  Target out;
  target = target.substr(0, target.find('#'));
  const std::size_t mark = std::min(target.find('?'), target.size());
  out.path = target.substr(0, mark);
  out.query = target.substr(std::min(mark + 1, target.size()));
  if (out.path.empty() || out.path.front() != '/' || out.path.size() > kMaxPathBytes) return out;
  std::string_view rest = out.path.substr(1);
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    out.segments.push_back(percent_decode(rest.substr(0, slash)));
    if (slash == std::string_view::npos) break;
    rest.remove_prefix(slash + 1);
    if (rest.empty()) out.segments.emplace_back();  // a slash at the end is not nothing
  }
  out.plain = std::all_of(out.segments.begin(), out.segments.end(), is_plain);
  return out;
}

}  // namespace paperfind
