#include "searchd/http/request_log.h"

#include <cmath>
#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/search/request_params.h"
#include "searchd/http/log.h"
#include "searchd/http/router.h"
#include "searchd/http/target.h"

namespace paperfind {
namespace {

constexpr std::size_t kMaxLogged = 200;

std::string query_of(const Target& target) {
  for (const auto& [name, value] : decode_query(target.query)) {
    if (name == "q") return shortened(value, kMaxLogged);
  }
  return {};
}

double rounded(double ms) { return std::round(ms * 1000) / 1000; }

}  // namespace

void log_request(const HttpRequest& request, const HttpResponse& response, double ms) noexcept {
  try {
    const Target target = parse_target(request.target);
    const std::vector<LogField> fields = {
        {"request_id", request.request_id},
        {"method", shortened(request.method, kMaxLogged)},
        {"path", shortened(target.path, kMaxLogged)},
        {"q", query_of(target)},
        {"route", std::string(response.route == nullptr ? "" : response.route->pattern)},
        {"generation", response.generation},
        {"error", response.failure},
    };
    const std::vector<std::pair<std::string_view, double>> numbers = {
        {"status", response.status},
        {"bytes", static_cast<double>(response.body.size())},
        {"ms", rounded(ms)},
        {"engine_ms", rounded(response.engine_ms)},
    };
    log_event(response.status >= 500 ? LogLevel::Error : LogLevel::Info, "request", fields,
              numbers);
  } catch (...) {
    return;
  }
}

}  // namespace paperfind
