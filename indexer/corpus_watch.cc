#include "indexer/corpus_watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace paperfind {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE |
                                  IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr auto kQuiet = 100ms;
// Somebody who never stops writing must not keep a change from being seen.
constexpr auto kPatience = 1s;
// File systems of other machines report nothing: there we look.
constexpr auto kLookedAgain = 30s;
constexpr auto kLookedForFolder = 500ms;

}  // namespace

Result<CorpusWatch> CorpusWatch::create(std::filesystem::path corpus,
                                        std::filesystem::path authority) {
  const int fd = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (fd < 0) {
    return Error{ErrorCode::Io, std::string("cannot watch files: ") + std::strerror(errno),
                 corpus.string(), "fs.inotify.max_user_instances may be used up"};
  }
  return CorpusWatch(fd, std::move(corpus), std::move(authority));
}

CorpusWatch::CorpusWatch(int fd, std::filesystem::path corpus, std::filesystem::path authority)
    : fd_(fd), corpus_(std::move(corpus)), authority_(std::move(authority)) {}

CorpusWatch::CorpusWatch(CorpusWatch&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      corpus_(std::move(other.corpus_)),
      authority_(std::move(other.authority_)),
      seen_(std::move(other.seen_)),
      started_(other.started_) {}

CorpusWatch::~CorpusWatch() {
  if (fd_ >= 0) ::close(fd_);
}

SourceFiles CorpusWatch::files() const {
  const Result<CorpusReader> reader = CorpusReader::open(corpus_, authority_);
  return reader.ok() ? source_files(*reader) : SourceFiles();
}

bool CorpusWatch::add_folders() {
  std::error_code error;
  const bool is_folder = std::filesystem::is_directory(corpus_, error);
  std::filesystem::path base = is_folder ? corpus_ : corpus_.parent_path();
  if (base.empty()) base = ".";
  // The same folder again is the same watch.
  const bool there = ::inotify_add_watch(fd_, base.c_str(), kEvents) >= 0;
  const std::filesystem::path authority = authority_.empty() ? base / "authority" : authority_;
  ::inotify_add_watch(fd_, authority.c_str(), kEvents);
  return there;
}

bool CorpusWatch::happens_within(std::chrono::milliseconds time) {
  pollfd ready{fd_, POLLIN, 0};
  if (::poll(&ready, 1, static_cast<int>(time.count())) <= 0) return false;
  alignas(inotify_event) std::array<char, 4096> events;
  while (::read(fd_, events.data(), events.size()) > 0) {
  }
  return true;
}

void CorpusWatch::wait(std::optional<std::chrono::sys_seconds> until) {
  using std::chrono::milliseconds;
  // Whole seconds: a clock of nanoseconds ends in 2262, and papers may wait longer.
  const auto left = [&until](milliseconds most) {
    if (!until) return most;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return std::clamp<milliseconds>(std::min<std::chrono::seconds>(*until - now, kLookedAgain),
                                    milliseconds(0), most);
  };
  for (;;) {
    const bool there = add_folders();
    // Watched before it is looked at: nothing falls between.
    if (SourceFiles now = files(); !started_ || (now != seen_ && !now.empty())) {
      started_ = true;
      seen_ = std::move(now);
      return;
    }
    const milliseconds time = left(there ? kLookedAgain : kLookedForFolder);
    if (time == milliseconds(0)) return;
    if (!happens_within(time)) continue;
    const Clock::time_point end = Clock::now() + kPatience;
    while (happens_within(kQuiet) && Clock::now() < end) {
    }
  }
}

}  // namespace paperfind
