#include "searchd/http/wire.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace paperfind {
namespace {

constexpr std::pair<int, std::string_view> kReasons[] = {
    {400, "Bad Request"},         {408, "Request Timeout"},
    {414, "URI Too Long"},        {431, "Request Header Fields Too Large"},
    {429, "Too Many Requests"},   {500, "Internal Server Error"},
    {503, "Service Unavailable"},
};

std::string_view reason_of(int status) {
  const auto* const found =
      std::find_if(std::begin(kReasons), std::end(kReasons),
                   [status](const auto& reason) { return reason.first == status; });
  return found == std::end(kReasons) ? "Answer" : found->second;
}

class Chunks : public BodyBlocks {
 public:
  explicit Chunks(std::shared_ptr<BodyBlocks> blocks) : blocks_(std::move(blocks)) {}
  std::string next() override {
    const std::string block = blocks_->next();
    std::string out;
    // A chunk of no bytes would be the last one.
    if (!block.empty()) out = fmt::format("{:x}\r\n", block.size()) + block + "\r\n";
    if (done()) out += "0\r\n\r\n";
    return out;
  }
  [[nodiscard]] bool done() const override { return blocks_->done(); }

 private:
  std::shared_ptr<BodyBlocks> blocks_;
};

}  // namespace

std::shared_ptr<BodyBlocks> in_chunks(std::shared_ptr<BodyBlocks> blocks) {
  return std::make_shared<Chunks>(std::move(blocks));
}

std::string wire_bytes(const HttpResponse& response, bool head_only) {
  std::string out;
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
  if (response.close) out += "Connection: close\r\n";
  for (const auto& [name, value] : response.headers) {
    fmt::format_to(to, "{}: {}\r\n", name, value);
  }
  if (!response.content_type.empty()) {
    fmt::format_to(to, "Content-Type: {}\r\n", response.content_type);
  }
  fmt::format_to(to, "Content-Length: {}\r\n\r\n", response.body.size());
  if (!head_only) out += response.body;
  return out;
}

}  // namespace paperfind
