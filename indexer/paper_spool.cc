#include "indexer/paper_spool.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "engine/schema/stored_paper.h"

namespace paperfind {
namespace {

Error spool_error(const char* doing) {
  return {ErrorCode::Io,
          fmt::format("cannot {} the temporary file of the build: {}", doing, std::strerror(errno)),
          "", "free some disk space and try again"};
}

}  // namespace

Result<PaperSpool> PaperSpool::create(const std::filesystem::path& folder) {
  std::error_code error;
  const std::filesystem::path where =
      folder.empty() ? std::filesystem::temp_directory_path(error) : folder;
  if (error) {
    return Error{ErrorCode::Io, "there is no folder for temporary files", "TMPDIR",
                 "set TMPDIR to a folder that exists"};
  }
  std::string path = where / "paperfind-XXXXXX";
  const int fd = ::mkstemp(path.data());
  if (fd < 0) return spool_error("create");
  ::unlink(path.c_str());
  std::FILE* file = ::fdopen(fd, "w+b");
  if (file == nullptr) {
    ::close(fd);
    return spool_error("open");
  }
  return PaperSpool(file);
}

Status PaperSpool::add(const Paper& paper, ProgrammeKey key, std::string_view digest) {
  const std::string bytes = encode_paper(paper);
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
    return spool_error("write");
  Entry& entry = entries_.emplace_back();
  entry.key = std::move(key);
  entry.offset = end_;
  entry.size = static_cast<std::uint32_t>(bytes.size());
  digest.copy(entry.digest.data(), entry.digest.size());
  end_ += bytes.size();
  return {};
}

Status PaperSpool::sort() {
  if (std::fflush(file_.get()) != 0) return spool_error("write");
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.key < b.key; });
  return {};
}

Result<std::string> PaperSpool::bytes(std::size_t place) const {
  const Entry& entry = entries_[place];
  std::string bytes(entry.size, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::pread(::fileno(file_.get()), bytes.data() + filled, bytes.size() - filled,
                                static_cast<off_t>(entry.offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return spool_error("read");
    filled += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace paperfind
