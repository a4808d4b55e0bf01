// A build that is killed, or that the disk fails, at any of its system calls: what serves
// afterwards is the generation before it or its own, whole; the next build works. strace makes the
// faults.
#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// Every call is hit in the long tests, else one of `step`.
int step_of(int step) { return is_long() ? 1 : step; }

// Papers "before-1" … or "after-1" …: an answer shows which corpus it is of.
std::string corpus_of(const std::string& word, int papers) {
  std::string text = R"({"kind":"event","id":"sym","name":"Sym","year":2026,"tz":"UTC"})"
                     "\n";
  for (int i = 1; i <= papers; ++i) {
    text += fmt::format(
        R"({{"kind":"paper","id":"{0}-{1}","title":"Common {0} {1}","authors":[{{"name":"Ana Diaz"}}],"event":"sym"}})"
        "\n",
        word, i);
  }
  return text;
}

class FaultyIndex {
 public:
  static constexpr int kPapers = 40;

  FaultyIndex() {
    write_text(folder_ / "before.jsonl", corpus_of("before", kPapers));
    write_text(folder_ / "after.jsonl", corpus_of("after", kPapers));
  }

  // The corpus "before" serves.
  void reset() const {
    fs::remove_all(db());
    REQUIRE(build("before").exit_code == 0);
  }

  [[nodiscard]] RunResult build(const std::string& corpus) const {
    return indexer({"build", path_of(corpus), "--db", db(), "-q"});
  }

  // Builds "after" while the `at`-th of such system calls meets `fault`, as strace writes it.
  [[nodiscard]] RunResult build_with(const std::string& call, const std::string& fault, int at,
                                     const std::string& only_path = {}) const {
    std::vector<std::string> argv{"strace",
                                  "-f",
                                  "-qq",
                                  "-o",
                                  log(),
                                  "-e",
                                  "trace=" + call,
                                  "-e",
                                  fmt::format("inject={}:{}:when={}", call, fault, at)};
    if (!only_path.empty()) argv.insert(argv.end(), {"-P", only_path});
    argv.insert(argv.end(), {program("paperfind-indexer"), "build", path_of("after"), "--db", db(),
                             "--jobs", "1", "-q"});
    // A process that is traced cannot look for its own leaks.
    return run(argv, {.environment = {{"ASAN_OPTIONS", "detect_leaks=0"}}});
  }

  // False when there were fewer such calls.
  [[nodiscard]] bool was_hit() const {
    return read_text(log()).find("INJECTED") != std::string::npos ||
           read_text(log()).find("killed by SIGKILL") != std::string::npos;
  }

  // "before" or "after": what serves. Fails unless it is all of one and sound.
  [[nodiscard]] std::string serving() const {
    CHECK(indexer({"check", "--db", db()}).exit_code == 0);
    const RunResult found = run_paperfind(
        {"search", "common", "--db", db(), "--format", "ids", "-n", std::to_string(kPapers)});
    CAPTURE(found.out, found.err);
    CHECK(found.exit_code == 0);
    const std::vector<std::string> ids = lines_of(found.out);
    CHECK(ids.size() == kPapers);
    const std::string word = ids.empty() ? "" : ids.front().substr(0, ids.front().find('-'));
    for (const std::string& id : ids) CHECK(id.starts_with(word + "-"));
    return word;
  }

  // Whoever comes next finds nothing in the way and leaves nothing of the one before.
  void check_next_build() const {
    const RunResult next = build("after");
    CAPTURE(next.err);
    REQUIRE(next.exit_code == 0);
    CHECK(serving() == "after");
    for (const fs::directory_entry& entry : fs::directory_iterator(db())) {
      const std::string name = entry.path().filename();
      CAPTURE(name);
      const bool known = name == "CURRENT" || name == "LOCK" || name.starts_with("gen-");
      CHECK(known);
    }
  }

  [[nodiscard]] std::string path_of(const std::string& corpus) const {
    return folder_ / (corpus + ".jsonl");
  }
  [[nodiscard]] std::string db() const { return folder_ / "index"; }

 private:
  [[nodiscard]] std::string log() const { return folder_ / "strace.log"; }

  TempDir folder_;
};

TEST_CASE("a build killed at a rename or a sync leaves one whole generation", "[faults][long]") {
  const FaultyIndex index;
  for (const auto& [call, step] :
       {std::pair{"rename,renameat,renameat2", 2}, std::pair{"fsync,fdatasync", 8}}) {
    int kills = 0;
    for (int at = 1;; at += step_of(step)) {
      CAPTURE(call, at);
      index.reset();
      const RunResult killed = index.build_with(call, "signal=KILL", at);
      if (!index.was_hit()) {
        CHECK(killed.exit_code == 0);
        break;
      }
      ++kills;
      CHECK(killed.exit_code != 0);
      const std::string word = index.serving();
      CHECK((word == "before" || word == "after"));
      index.check_next_build();
    }
    CHECK(kills >= 4);
  }
}

TEST_CASE("a disk that is full or broken is told of, and the old generation serves",
          "[faults][long]") {
  struct Broken {
    const char* call;
    const char* error;
    const char* message;
    int step;
  };
  const FaultyIndex index;
  for (const Broken& broken : {Broken{"pwrite64", "ENOSPC", "No space left on device", 20},
                               Broken{"fsync,fdatasync", "EIO", "Input/output error", 15},
                               Broken{"rename,renameat,renameat2", "EIO", "Input/output error", 4},
                               Broken{"mkdir,mkdirat", "ENOSPC", "No space left on device", 2}}) {
    int failures = 0;
    for (int at = 1;; at += step_of(broken.step)) {
      CAPTURE(broken.call, broken.error, at);
      index.reset();
      const RunResult failed =
          index.build_with(broken.call, std::string("error=") + broken.error, at);
      CAPTURE(failed.err);
      if (!index.was_hit()) {
        CHECK(failed.exit_code == 0);
        break;
      }
      ++failures;
      const std::string word = index.serving();
      if (failed.exit_code == 0) {
        CHECK(word == "after");
      } else {
        CHECK(failed.exit_code == 74);
        const bool told = failed.err.find(broken.message) != std::string::npos ||
                          failed.err.find("whether the disk is full") != std::string::npos;
        CHECK(told);
      }
      index.check_next_build();
    }
    CAPTURE(broken.call);
    CHECK(failures >= 2);
  }
}

// A file system of its own, of a few megabytes, seen by nobody else; `script` runs in it, with the
// index in $db. Exit 77: this system does not let us.
RunResult run_on_small_disk(const FaultyIndex& index, const std::string& script) {
  // A root in a chroot may not have users of its own, and needs none.
  const std::string apart =
      "own=(--user --map-root-user --mount)\n"
      "unshare \"${own[@]}\" true || own=(--mount --propagation unchanged)\n"
      "unshare \"${own[@]}\" true || exit 77\n"
      "exec unshare \"${own[@]}\" bash -uc \"$1\"\n";
  const std::string setup =
      "mkdir -p \"$disk\" && mount -t tmpfs -o size=8m tmpfs \"$disk\" || exit 77\n"
      "trap 'umount \"$disk\"' EXIT\n"
      "db=$disk/index\n"
      "build() { \"$indexer\" build \"$1\" --db \"$db\" -q; }\n"
      "current() { \"$indexer\" check --db \"$db\" -q && cat \"$db/CURRENT\"; }\n";
  return run({"bash", "-uc", apart, "bash", setup + script},
             {.environment = {{"disk", index.db() + "-disk"},
                              {"indexer", program("paperfind-indexer")},
                              {"before", index.path_of("before")},
                              {"after", index.path_of("after")},
                              // Xapian does not free all it holds where it throws.
                              {"ASAN_OPTIONS", "detect_leaks=0"}}});
}

TEST_CASE("a disk with no room left is told of, and works again with room", "[faults]") {
  const FaultyIndex index;
  const RunResult allowed = run_on_small_disk(index, "exit 0");
  if (allowed.exit_code == 77) {
    WARN("no small disk can be made here: " << allowed.err);
    return;
  }
  // Kilobytes left to the build; with 4,000 it has enough.
  int failures = 0;
  for (const int left : {0, 4, 12, 40, 100, 200, 400, 4'000}) {
    CAPTURE(left);
    const RunResult result = run_on_small_disk(index, "left=" + std::to_string(left) +
                                                          R"sh(
build "$before" && was=$(current) || exit 1
free=$(df --output=avail -k "$disk" | tail -n 1)
head -c $(((free - left) * 1024)) /dev/zero > "$disk/filler"
build "$after"; status=$?
[ "$status" = 0 ] || { [ "$(current)" = "$was" ] || exit 2;
  }
rm "$disk/filler"
build "$after" && [ "$(current)" != "$was" ] || exit 3
ls "$db" | grep -v '^gen-\|^CURRENT$\|^LOCK$' && exit 4
echo "status $status"
)sh");
    CAPTURE(result.out, result.err);
    REQUIRE(result.exit_code == 0);
    if (result.out.find("status 0\n") != std::string::npos) continue;
    ++failures;
    CHECK(result.out.find("status 74\n") != std::string::npos);
    const bool told = result.err.find("No space left on device") != std::string::npos ||
                      result.err.find("whether the disk is full") != std::string::npos;
    CHECK(told);
  }
  CHECK(failures >= 4);
}

TEST_CASE("a corpus that cannot be read is named, and the old generation serves", "[faults]") {
  const FaultyIndex index;
  index.reset();
  const RunResult failed = index.build_with("read", "error=EIO", 1, index.path_of("after"));
  REQUIRE(index.was_hit());
  CHECK(failed.exit_code == 74);
  CHECK(failed.err.find(index.path_of("after")) != std::string::npos);
  CHECK(failed.err.find("Input/output error") != std::string::npos);
  CHECK(index.serving() == "before");
  index.check_next_build();
}

TEST_CASE("a build killed at any moment leaves one whole generation", "[faults][long]") {
  const FaultyIndex index;
  index.reset();
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(index.build("after").exit_code == 0);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  const unsigned seed = std::random_device()();
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::int64_t> moment(0, whole.count());
  for (int i = 0; i < (is_long() ? 200 : 12); ++i) {
    const std::chrono::microseconds delay(moment(random));
    CAPTURE(seed, i, delay.count());
    index.reset();
    Process build(
        {program("paperfind-indexer"), "build", index.path_of("after"), "--db", index.db(), "-q"});
    build.wait_for_output("never said",
                          std::chrono::duration_cast<std::chrono::milliseconds>(delay));
    build.send_signal(SIGKILL);
    const RunResult result = build.wait(10s);
    const std::string word = index.serving();
    // What was done before the signal came is not lost.
    CHECK((word == "after" || (word == "before" && result.exit_code != 0)));
    index.check_next_build();
  }
}

}  // namespace
}  // namespace paperfind::testing
