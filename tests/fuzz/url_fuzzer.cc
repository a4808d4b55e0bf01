// Any bytes as the query string of an address: decoded as a slow reader does, written and read
// again unchanged, and taken as parameters or refused with a reason.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "engine/search/request_params.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"

namespace paperfind::testing {
namespace {

std::string slow_decoded(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
  std::string out;
  for (; !text.empty(); text.remove_prefix(1)) {
    const bool escape = text.size() >= 3 && text.front() == '%' &&
                        text.substr(1, 2).find_first_not_of(kDigits) == std::string_view::npos;
    if (escape) {
      out += static_cast<char>(std::stoi(std::string(text.substr(1, 2)), nullptr, 16));
      text.remove_prefix(2);
    } else {
      out += text.front() == '+' ? ' ' : text.front();
    }
  }
  return out;
}

Params slow_params(std::string_view query) {
  Params params;
  std::string pair;
  for (const char c : std::string(query) + "&") {
    if (c != '&') {
      pair += c;
      continue;
    }
    const std::size_t equals = pair.find('=');
    const std::string value = equals == std::string::npos ? "" : pair.substr(equals + 1);
    if (!pair.empty())
      params.emplace_back(slow_decoded(pair.substr(0, equals)), slow_decoded(value));
    pair.clear();
  }
  // One more is read, for the limit to be told.
  if (params.size() > kMaxParameters) params.resize(kMaxParameters + 1);
  return params;
}

bool is_plain_query(std::string_view text) {
  return text.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+%=&") ==
         std::string_view::npos;
}

template <typename Request>
bool taken(const Result<Request>& result, const Params& params) {
  if (result.ok()) return true;
  const Error& error = result.error();
  expect(error.code == ErrorCode::InvalidInput, "parameters are the client's fault");
  expect(!error.message.empty(), "a refusal says why");
  // Of too many there is no one to name.
  const bool given = error.where.empty() ||
                     std::any_of(params.begin(), params.end(),
                                 [&](const auto& param) { return param.first == error.where; });
  expect(given, "a refusal names a parameter that was given", error.where);
  return false;
}

}  // namespace

int fuzz_url(const std::uint8_t* data, std::size_t size) {
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  const Params params = decode_query(query);
  expect(params == slow_params(query), "the decoder reads what the slow one does", query);
  const std::string encoded = encode_query(params);
  expect(is_plain_query(encoded), "only unreserved characters are written as they are", encoded);
  expect(decode_query(encoded) == params, "what was written is read again", encoded);

  for (const UnknownParams unknown : {UnknownParams::Reject, UnknownParams::Ignore}) {
    const Result<SearchRequest> search = search_request_from(params, unknown);
    if (taken(search, params)) {
      const auto again = search_request_from(params_of(*search), UnknownParams::Reject);
      expect(again.ok() && *again == *search, "a search means the same in its one form", query);
    }
    const Result<SuggestRequest> suggest = suggest_request_from(params, unknown);
    if (taken(suggest, params)) {
      const auto again = suggest_request_from(params_of(*suggest), UnknownParams::Reject);
      expect(again.ok() && params_of(*again) == params_of(*suggest),
             "a suggestion means the same in its one form", query);
    }
    for (const char* facet : {"session", "institution", "nothing"}) {
      taken(facet_request_from(facet, params, unknown), params);
    }
  }
  return 0;
}

}  // namespace paperfind::testing
