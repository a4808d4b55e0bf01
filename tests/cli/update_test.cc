// Updates as a maintainer meets them: what they write, say and leave alone.
#include <fmt/chrono.h>
#include <signal.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string paper(const std::string& id, const std::string& title) {
  return R"({"kind":"paper","id":")" + id + R"(","title":")" + title +
         R"(","event":"e","authors":[{"name":"Ana Díaz"}],"abstract":"About subjects."})" + "\n";
}

std::string corpus_of(int papers) {
  std::string lines = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
                      "\n";
  for (int i = 100; i < 100 + papers; ++i) {
    lines += paper("p" + std::to_string(i), "Paper number " + std::to_string(i));
  }
  return lines;
}

// A corpus of twenty papers that was built.
struct Built {
  TempDir folder;
  std::string db = folder / "index", papers = folder / "corpus";
  std::string lines = papers + "/papers.jsonl";

  Built() {
    write_text(lines, corpus_of(20));
    REQUIRE(indexer({"build", papers, "--db", db, "-q"}).exit_code == 0);
  }
  [[nodiscard]] fs::path serving() const {
    const std::string stub = read_text(fs::path(db) / "CURRENT");
    return fs::path(db) / stub.substr(5, stub.find('/') - 5);
  }
  RunResult update() const { return indexer({"update", papers, "--db", db}); }
  [[nodiscard]] std::string found(const std::string& query) const {
    return run({program("paperfind"), "search", query, "--db", db, "--format", "ids"}).out;
  }
};

TEST_CASE("an update writes a small shard beside the large one and everything follows",
          "[indexer]") {
  const Built index;
  const fs::path first = index.serving();
  write_text(index.lines, with(with(corpus_of(20), "Paper number 107", "Quantized kernels"),
                               paper("p111", "Paper number 111"), "") +
                              paper("late", "A late arrival"));
  const RunResult result = index.update();
  CHECK(result.exit_code == 0);
  CHECK(result.err.empty());
  const fs::path second = index.serving();
  CHECK(result.out ==
        second.filename().string() + ": 20 papers, 0 sessions, 0 institutions, 1 person\n");
  struct stat old {
  }, now{};
  REQUIRE(::stat((first / "shard-000" / "postlist.glass").c_str(), &old) == 0);
  REQUIRE(::stat((second / "shard-000" / "postlist.glass").c_str(), &now) == 0);
  CHECK(old.st_ino == now.st_ino);  // the very same file
  CHECK(read_text(fs::path(index.db) / "CURRENT") ==
        "auto " + second.filename().string() + "/shard-000\nauto " + second.filename().string() +
            "/shard-001\n");

  CHECK(index.found("quantized") == "p107\n");
  CHECK(index.found("arrival") == "late\n");
  CHECK(index.found("id:p111").empty());
  CHECK(index.found("\"paper number 107\"").empty());
  CHECK(indexer({"check", index.papers, "--db", index.db}).exit_code == 0);
  CHECK(
      indexer({"diff", first.filename(), "current", "--db", index.db})
          .out.starts_with("+ paper late  A late arrival\n~ paper p107  title\n- paper p111  Paper "
                           "number 111\npaper: 1 added, 1 gone, 1 changed, 18 the same\n"));
  CHECK(indexer({"diff", index.papers, "current", "--db", index.db}).exit_code == 0);
  CHECK(indexer({"rollback", "--db", index.db}).exit_code == 0);
  CHECK(index.found("id:p111") == "p111\n");
  CHECK(indexer({"rollback", second.filename(), "--db", index.db}).exit_code == 0);
  CHECK(index.found("arrival") == "late\n");
}

TEST_CASE("updates follow updates, and what they share outlives the first", "[indexer]") {
  const Built index;
  const fs::path first = index.serving();
  std::string text = corpus_of(20);
  for (int i = 0; i < 6; ++i) {
    text += paper("new" + std::to_string(i), "Addition " + std::to_string(i));
    write_text(index.lines, text);
    REQUIRE(index.update().exit_code == 0);
  }
  CHECK_FALSE(fs::exists(first));
  CHECK(indexer({"check", index.papers, "--db", index.db}).exit_code == 0);
  CHECK(index.found("addition") == "new0\nnew1\nnew2\nnew3\nnew4\nnew5\n");
}

TEST_CASE("an update refuses what a build refuses, in the same words", "[indexer]") {
  const Built index;
  const std::string before = read_text(fs::path(index.db) / "CURRENT");
  std::string text = corpus_of(20);
  int status = 65;
  SECTION("a record that is wrong") { text += R"({"kind":"paper","id":"x","titel":"T"})"; }
  SECTION("an id that a known paper has") { text += paper("p103", "Another"); }
  SECTION("and in other letters") { text += paper("P103", "Another"); }
  SECTION("the same record twice") { text += paper("p103", "Paper number 103"); }
  SECTION("more than a fifth gone") { text = corpus_of(15); }
  write_text(index.lines, text);
  const RunResult updated = index.update();
  CHECK(updated.exit_code == status);
  CHECK(updated.err == indexer({"build", index.papers, "--db", index.db}).err);
  CHECK_FALSE(updated.err.empty());
  CHECK(read_text(fs::path(index.db) / "CURRENT") == before);
}

TEST_CASE("where an update has nothing sound to start from, it builds and says why", "[indexer]") {
  const Built index;
  const fs::path columns = index.serving() / "columns";
  std::string reason;
  SECTION("a table that is damaged") {
    std::string words = read_text(columns / "words.bin");
    words.back() ^= 1;
    write_text(columns / "words.bin", words);
    reason = "does not have the hash of the manifest";
  }
  SECTION("a table that is missing") {
    fs::remove(columns / "records.bin");
    reason = "is missing";
  }
  SECTION("another event") {
    write_text(index.folder / "corpus/event.jsonl",
               R"({"kind":"event","id":"f","name":"F","year":2023,"tz":"UTC"})");
    reason = "sessions, people, institutions or settings changed";
  }
  write_text(index.lines, with(corpus_of(20), "Paper number 107", "Quantized kernels"));
  const RunResult result = index.update();
  CHECK(result.exit_code == 0);
  CHECK(result.out.starts_with("built in full: "));
  CHECK(result.out.find(reason) != std::string::npos);
  CHECK(index.found("quantized") == "p107\n");
  CHECK_FALSE(fs::exists(index.serving() / "shard-001"));
  CHECK(indexer({"check", index.papers, "--db", index.db}).exit_code == 0);
}

TEST_CASE("a killed update leaves the old generation serving", "[indexer]") {
  const Built index;
  const std::string before = read_text(fs::path(index.db) / "CURRENT");
  write_text(index.lines, with(corpus_of(20), "Paper number 107", "Quantized kernels"));
  for (const auto delay : {1ms, 10ms, 40ms, 80ms}) {
    Process update({program("paperfind-indexer"), "update", index.papers, "--db", index.db});
    update.wait_for_output("never said", delay);
    update.send_signal(SIGKILL);
    if (update.wait(30s).signal != SIGKILL) break;  // it was done before
    CHECK(indexer({"check", "--db", index.db}).exit_code == 0);
  }
  CHECK(index.update().exit_code == 0);
  CHECK(index.found("quantized") == "p107\n");
  for (const fs::directory_entry& entry : fs::directory_iterator(index.db)) {
    CHECK(entry.path().filename().string().find("building-") == std::string::npos);
  }
}

TEST_CASE("a paper is in no answer before its time, and then it is", "[update]") {
  const TempDir folder;
  const std::string papers = folder / "papers.jsonl", db = folder / "index";
  const auto from = [](std::chrono::seconds ahead) {
    const auto when = std::chrono::system_clock::now() + ahead;
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(when)));
  };
  const auto secret = [](const std::string& id, const std::string& visible_from) {
    return R"({"kind":"paper","id":")" + id + R"(","title":"Secret )" + id +
           R"(","event":"e","authors":[{"name":"Ana )" + id + R"("}],"visible_from":")" +
           visible_from + "\"}\n";
  };
  const std::string soon = from(4s);
  write_text(papers, R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
                     "\n" +
                         secret("past", "2022-03-28") + secret("soon", soon) +
                         secret("never", "2999-01-01"));
  const RunResult built = indexer({"build", papers, "--db", db});
  CAPTURE(built.out, built.err);
  REQUIRE(built.exit_code == 0);
  CHECK(built.out.find("2 papers may not be shown yet, the next from " + soon + " on\n") !=
        std::string::npos);
  const auto found = [&] {
    return run_paperfind({"search", "secret", "--db", db, "--format", "ids"}).out;
  };
  CHECK(found() == "past\n");
  CHECK(run_paperfind({"suggest", "ana", "--db", db}).out.find("never") == std::string::npos);
  Process watch({program("paperfind-indexer"), "watch", papers, "--db", db});
  REQUIRE(watch.wait_for_output("; Ctrl-C ends it", 20s));
  CHECK(watch.wait_for_output("1 paper may not be shown yet, the next from 2999-01-01", 20s));
  CHECK(found() == "past\nsoon\n");
  // One that comes later and changes nothing until it is due.
  write_text(papers, read_text(papers) + secret("later", from(4s)));
  CHECK(watch.wait_for_output("2 papers may not be shown yet", 20s));
  CHECK(found() == "past\nsoon\n");
  CHECK(watch.wait_for_output("gen-000003", 20s));
  CHECK(found() == "later\npast\nsoon\n");  // in order of ids
  watch.send_signal(SIGTERM);
  watch.wait(10s);
  // Nothing is due: nothing is written.
  CHECK(indexer({"update", papers, "--db", db}).out.find("nothing was written") !=
        std::string::npos);
}

}  // namespace
}  // namespace paperfind::testing
