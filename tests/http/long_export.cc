#include "tests/http/long_export.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {

using Json = nlohmann::json;

const std::string& long_index() {
  static const TempDir kFolder;
  static const std::string kIndex = [] {
    std::string abstract;
    while (abstract.size() < 5000) abstract += "Common words of an abstract. ";
    Json file = {{"schema", 1},
                 {"event", {{"id", "sym"}, {"name", "Sym"}, {"year", 2026}, {"tz", "UTC"}}},
                 {"papers", Json::array()}};
    for (int i = 0; i < kManyPapers; ++i) {
      file["papers"].push_back({{"id", "p" + std::to_string(i)},
                                {"title", "Common paper " + std::to_string(i)},
                                {"authors", Json::array()},
                                {"abstract", abstract},
                                {"event", "sym"}});
    }
    write_text(kFolder / "corpus.json", file.dump());
    build_index(kFolder / "corpus.json", kFolder / "index");
    return kFolder / "index";
  }();
  return kIndex;
}

SlowReader::SlowReader(int port, const std::string& target)
    : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const int small = 4096;
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  REQUIRE(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  const std::string head = "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
  REQUIRE(::send(fd_, head.data(), head.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(head.size()));
}

SlowReader::~SlowReader() { ::close(fd_); }

std::string SlowReader::status_line() const {
  std::array<char, 12> line = {};
  const ssize_t n = ::recv(fd_, line.data(), line.size(), MSG_WAITALL);
  return {line.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0))};
}

}  // namespace paperfind::testing
