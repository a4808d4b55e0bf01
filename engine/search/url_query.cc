#include <algorithm>
#include <cctype>

#include "engine/base/percent.h"
#include "engine/search/request_params.h"

namespace paperfind {
namespace {

void append_encoded(std::string& out, std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 && byte < 0x80) {
      out += c;
    } else if (c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
}

std::string decoded(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '+', ' ');
  return percent_decode(out);
}

}  // namespace

std::string encode_query(const Params& params) {
  std::string out;
  for (const auto& [name, value] : params) {
    if (!out.empty()) out += '&';
    append_encoded(out, name);
    out += '=';
    append_encoded(out, value);
  }
  return out;
}

Params decode_query(std::string_view query) {
  Params params;
  // One more than allowed is read, so that the limit is reported instead of the rest lost in
  // silence.
  while (!query.empty() && params.size() <= kMaxParameters) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const bool has_value = equals != std::string_view::npos;
    params.emplace_back(decoded(pair.substr(0, equals)),
                        has_value ? decoded(pair.substr(equals + 1)) : "");
  }
  return params;
}

std::string link_to(std::string_view path, const SearchRequest& request) {
  const std::string query = encode_query(params_of(request));
  return query.empty() ? std::string(path) : std::string(path) + "?" + query;
}

}  // namespace paperfind
