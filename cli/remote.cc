#include "cli/remote.h"

#include <httplib.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/render/export.h"

namespace paperfind::cli {
namespace {

constexpr int kConnectSeconds = 5;
constexpr int kAnswerSeconds = 30;

// What searchd means by a status number, turned back.
ErrorCode code_of(int status) {
  switch (status) {
    case 400:
    case 413:
    case 414:
      return ErrorCode::InvalidInput;
    case 404:
      return ErrorCode::NotFound;
    case 410:
      return ErrorCode::Gone;
    case 501:
      return ErrorCode::Unsupported;
    case 500:
      return ErrorCode::Internal;
    default:
      return ErrorCode::Unavailable;
  }
}

// The library's own words differ from version to version.
std::string reason_of(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
      return "nobody answers";
    case httplib::Error::Read:
      return "the answer broke off, or took more than " + std::to_string(kAnswerSeconds) + " s";
    case httplib::Error::SSLServerVerification:
      return "its certificate cannot be verified";
    case httplib::Error::ExceedRedirectCount:
      return "redirects without end";
    default:
      return "the connection failed";
  }
}

std::string text_at(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A daemon: "http://host:port" and the path its pages live under, which may be empty.
struct Address {
  std::string origin;
  std::string base;
};

class Remote : public Source {
 public:
  explicit Remote(Address at) : client_(at.origin), at_(std::move(at)) {
    client_.set_connection_timeout(kConnectSeconds);
    client_.set_read_timeout(kAnswerSeconds);
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
    // A renamed paper answers with its new address.
    client_.set_follow_location(true);
    // What we send is encoded already; a second time would turn the '+' of a blank into a plus
    // sign.
    client_.set_url_encode(false);
  }

  Result<std::string> get(const std::string& path, const Params& params) override {
    std::string target = "/api/v1/" + path;
    if (!params.empty()) target += "?" + encode_query(params);
    auto body = file(target, "application/json");
    if (body.ok() && export_format_of(path) == nullptr && !nlohmann::json::accept(*body)) {
      return Error{
          ErrorCode::Unavailable, "what answers there is not paperfind-searchd", at_.origin, {}};
    }
    return body;
  }

  Result<std::string> file(const std::string& path, const std::string& type) {
    const std::string target = at_.base + path;
    const httplib::Result answer = client_.Get(target, {{"Accept", type}});
    if (!answer) {
      return Error{ErrorCode::Unavailable, reason_of(answer.error()), at_.origin,
                   "is paperfind-searchd running there?"};
    }
    if (answer->status != 200) {
      return error_of_answer(answer->status, answer->body, at_.origin + target);
    }
    return answer->body;
  }

 private:
  httplib::Client client_;
  Address at_;
};

Result<Address> address_of(const std::string& url) {
  const auto bad = [&url](std::string why) {
    return Error{ErrorCode::InvalidInput, std::move(why), url, "such as http://127.0.0.1:8080"};
  };
  const auto scheme_end = url.find("://");
  const std::string scheme = url.substr(0, scheme_end);
  if (scheme_end == std::string::npos || (scheme != "http" && scheme != "https")) {
    return bad("is not an http or https address");
  }
#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
  if (scheme == "https") return bad("this build speaks no https");
#endif
  const auto path_at = std::min(url.find_first_of("/?#", scheme_end + 3), url.size());
  std::string base = url.substr(path_at);
  if (path_at == scheme_end + 3) return bad("names no host");
  if (url.find('@') != std::string::npos || base.find_first_of("?# ") != std::string::npos) {
    return bad("is not the address of a daemon");
  }
  while (base.ends_with('/')) base.pop_back();
  const std::string origin = url.substr(0, path_at);
  const auto port_at = origin.rfind(':');
  const std::string port = port_at > scheme_end && origin.find(']', port_at) == std::string::npos
                               ? origin.substr(port_at + 1)
                               : "";
  const bool port_fine = port.size() <= 5 &&
                         port.find_first_not_of("0123456789") == std::string::npos &&
                         (port.empty() || std::stoi(port) <= 65535);
  if (!port_fine) return bad("has no valid port");
  return Address{origin, base};
}

}  // namespace

Error error_of_answer(int status, const std::string& body, const std::string& url) {
  const auto problem = nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!problem.is_object() || text_at(problem, "title").empty()) {
    return {ErrorCode::Unavailable, "answered with status " + std::to_string(status), url,
            "is this the address of a paperfind-searchd?"};
  }
  const std::string detail = text_at(problem, "detail");
  return {code_of(status), detail.empty() ? text_at(problem, "title") : detail,
          text_at(problem, "param"), text_at(problem, "hint")};
}

Result<std::unique_ptr<Source>> open_remote(const std::string& url) {
  auto address = address_of(url);
  if (!address.ok()) return address.error();
  return std::unique_ptr<Source>(std::make_unique<Remote>(std::move(address).value()));
}

Result<std::string> fetch(const std::string& url, const std::string& path) {
  auto address = address_of(url);
  if (!address.ok()) return address.error();
  return Remote(std::move(address).value()).file(path, "*/*");
}

}  // namespace paperfind::cli
