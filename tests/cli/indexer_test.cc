// The write side as a maintainer meets it: what it says, what it leaves behind, and what it never
// breaks.
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "engine/base/file.h"
#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string corpus() { return source_dir() / "corpus"; }

// Papers enough for a build to be interrupted in.
void write_large_corpus(const fs::path& folder, int papers) {
  std::string lines = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
                      "\n";
  for (int i = 0; i < papers; ++i) {
    const std::string n = std::to_string(i);
    lines += R"({"kind":"paper","id":"p)" + n + R"(","title":"Paper number )" + n +
             R"(","event":"e","authors":[],"abstract":"Words about subject )" + n +
             R"( and others."})" + "\n";
  }
  write_text(folder / "papers.jsonl", lines);
}

fs::path current_folder(const fs::path& index) {
  const std::string stub = read_text(index / "CURRENT");
  return index / stub.substr(5, stub.find('/') - 5);
}

TEST_CASE("build, status, check and rollback on the symposium's corpus", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index";
  RunResult result = indexer({"build", corpus(), "--db", db});
  CHECK(result.exit_code == 0);
  CHECK(result.err.empty());
  CHECK(result.out.find(": 22 papers, 5 sessions, 21 institutions, 42 people\n") !=
        std::string::npos);
  const std::string first = current_folder(db).filename();

  CHECK(indexer({"check", corpus(), "--db", db}).exit_code == 0);
  CHECK(indexer({"rollback", "--db", db}).exit_code == 66);  // nothing before the first
  CHECK(indexer({"build", corpus(), "--db", db}).exit_code == 0);
  const std::string second = current_folder(db).filename();
  CHECK(first != second);
  result = indexer({"status", "--db", db});
  CHECK(result.out.find("* " + second) != std::string::npos);
  CHECK(result.out.find("  " + first) != std::string::npos);
  result = indexer({"rollback", "--db", db});
  CHECK(result.exit_code == 0);
  CHECK(result.out == first + " serves now\n");
  CHECK(current_folder(db).filename() == first);
  CHECK(indexer({"rollback", "gen-000009-00000000", "--db", db}).exit_code == 66);
}

TEST_CASE("an index that is not what its manifest says is refused with exit 65", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index";
  REQUIRE(indexer({"build", corpus(), "--db", db, "-q"}).exit_code == 0);
  const fs::path generation = current_folder(db);
  SECTION("one flipped byte, in any file") {
    const std::string name =
        GENERATE("shard-000/docdata.glass", "shard-000/postlist.glass", "columns/columns.bin",
                 "columns/catalog.json", "MANIFEST.json");
    CAPTURE(name);
    std::string bytes = read_text(generation / name);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_text(generation / name, bytes);
    const RunResult result = indexer({"check", "--db", db});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find(name) != std::string::npos);
  }
  SECTION("a missing file") {
    fs::remove(generation / "shard-000" / "termlist.glass");
    CHECK(indexer({"check", "--db", db}).exit_code == 65);
  }
}

TEST_CASE("check finds what the index and the corpus do not share", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index";
  const fs::path lines = folder.path() / "corpus" / "papers.jsonl";
  write_large_corpus(folder.path() / "corpus", 5);
  const std::string whole = read_text(lines);
  REQUIRE(indexer({"build", folder / "corpus", "--db", db, "-q"}).exit_code == 0);
  CHECK(indexer({"check", folder / "corpus", "--db", db}).exit_code == 0);
  SECTION("a paper the index lacks") {
    write_text(
        lines,
        whole + R"({"kind":"paper","id":"new","title":"New","event":"e","authors":[]})" + "\n");
    const RunResult result = indexer({"check", folder / "corpus", "--db", db});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find("new: is in the corpus, not in the index") != std::string::npos);
  }
  SECTION("a paper that changed") {
    std::string changed = whole;
    changed.replace(changed.find("Paper number 3"), 5, "PAPER");
    write_text(lines, changed);
    const RunResult result = indexer({"check", folder / "corpus", "--db", db});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find("p3: is stored otherwise than the corpus has it now") !=
          std::string::npos);
  }
  SECTION("a paper the corpus lacks") {
    write_text(lines, whole.substr(0, whole.rfind("{\"kind\"")));
    const RunResult result = indexer({"check", folder / "corpus", "--db", db});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find("the index holds 1 papers more than the corpus") != std::string::npos);
  }
}

TEST_CASE("update writes only where the corpus changed", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index", papers = folder / "corpus";
  write_large_corpus(papers, 5);
  write_text(papers + "/site.json", R"({"name":"S","synonyms":"words.txt"})");
  write_text(papers + "/words.txt", "net, network\n");
  RunResult result = indexer({"update", papers, "--db", db});
  CHECK(result.exit_code == 0);
  CHECK(result.out.find(": 5 papers") != std::string::npos);
  const std::string first = current_folder(db).filename();
  const auto unchanged = [&](const std::string& name) {
    const RunResult again = indexer({"update", papers, "--db", db});
    CHECK(again.exit_code == 0);
    CHECK(again.out == name + ": the corpus has not changed since, nothing was written\n");
    CHECK(std::distance(fs::directory_iterator(db), {}) == 3);  // CURRENT, LOCK, one generation
  };
  unchanged(first);
  fs::rename(papers, folder / "moved");
  fs::rename(folder / "moved", papers);
  unchanged(first);

  // Other bytes, the same records.
  write_text(papers + "/site.json", read_text(papers + "/site.json") + "\n");
  write_text(papers + "/papers.jsonl", read_text(papers + "/papers.jsonl") + "\n");
  unchanged(first);

  std::string name, text,
      reason = "built in full: sessions, people, institutions or settings changed\n";
  SECTION("a paper") {
    name = "papers.jsonl";
    text = with(read_text(papers + "/papers.jsonl"), "Paper number 3", "Paper named 3");
    reason.clear();
  }
  SECTION("settings") {
    name = "site.json";
    text = R"({"name":"T","synonyms":"words.txt"})";
  }
  SECTION("synonyms") {
    name = "words.txt";
    text = "net, network, mesh\n";
  }
  SECTION("a person, in a file that was not there") {
    name = "authority/people.json";
    text = R"({"schema":1,"people":[{"id":"ana","name":"Ana"}]})";
  }
  write_text(papers + "/" + name, text);
  result = indexer({"update", papers, "--db", db});
  CHECK(result.exit_code == 0);
  CHECK(result.err.empty());
  const std::string second = current_folder(db).filename();
  CHECK(second != first);
  CHECK(result.out.starts_with(reason + second + ": 5 papers"));
  CHECK(indexer({"check", papers, "--db", db}).exit_code == 0);

  // What was rolled back stays so until somebody mends the corpus.
  REQUIRE(indexer({"rollback", "--db", db}).exit_code == 0);
  result = indexer({"update", papers, "--db", db});
  CHECK(result.out == second + ": the corpus has not changed since, nothing was written\n");
  CHECK(current_folder(db).filename() == first);
  CHECK(indexer({"build", papers, "--db", db}).exit_code == 0);
  CHECK(current_folder(db).filename() != first);
}

TEST_CASE("watch publishes each change of the corpus, however it is saved", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index", papers = folder / "corpus";
  write_large_corpus(papers, 5);
  const std::string lines = papers + "/papers.jsonl";
  const std::string five = read_text(lines);
  const std::string four = five.substr(0, five.rfind("{\"kind\""));
  Process watch({program("paperfind-indexer"), "watch", papers, "--db", db});
  REQUIRE(watch.wait_for_output("watching " + papers, 30s));
  const auto publishes = [&](int generation, int count) {
    return watch.wait_for_output("gen-00000" + std::to_string(generation), 30s) &&
           watch.wait_for_output(": " + std::to_string(count) + " papers", 30s);
  };
  CHECK(publishes(1, 5));
  write_text(lines, four);  // in its place
  CHECK(publishes(2, 4));
  write_text(folder / "new.jsonl", five);  // by a rename, as editors do
  fs::rename(folder / "new.jsonl", lines);
  CHECK(watch.wait_for_output("gen-000003", 30s));
  write_text(papers + "/authority/people.json",
             "{\"schema\":1,");  // in a folder that was not there
  CHECK(watch.wait_for_output("people.json", 30s));
  write_text(papers + "/authority/people.json",
             R"({"schema":1,"people":[{"id":"ana","name":"Ana"}]})");
  CHECK(watch.wait_for_output("gen-000004", 30s));
  fs::rename(papers, folder / "away");  // as a checkout may
  fs::rename(folder / "away", papers);
  write_text(lines, four + four.substr(four.find('\n') + 1, 3));
  CHECK(watch.wait_for_output("papers.jsonl:6:", 30s));  // a mistake is told, and the watch goes on
  write_text(lines, four);
  CHECK(watch.wait_for_output("gen-000005", 30s));
  watch.send_signal(SIGTERM);
  CHECK(watch.wait(10s).signal == SIGTERM);
  CHECK(indexer({"watch", folder / "nowhere", "--db", db}).exit_code == 66);
}

TEST_CASE("an interrupted build leaves nothing of itself", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index", papers = folder / "corpus";
  write_large_corpus(papers, 5000);
  const int signal = GENERATE(SIGINT, SIGTERM);
  Process build({program("paperfind-indexer"), "build", papers, "--db", db});
  const std::string half = db + "/building-" + std::to_string(build.pid());
  for (int i = 0; i < 3000 && !fs::exists(half + "/blocks"); ++i) std::this_thread::sleep_for(10ms);
  REQUIRE(fs::exists(half + "/blocks"));
  build.send_signal(signal);
  const RunResult result = build.wait(30s);
  CHECK(result.signal == signal);
  CHECK(result.err == "paperfind-indexer: interrupted; nothing was published\n");
  CHECK_FALSE(fs::exists(half));
  CHECK_FALSE(fs::exists(db + "/CURRENT"));
}

TEST_CASE("a lenient build publishes the good records and lists the others", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index", papers = folder / "corpus";
  write_large_corpus(papers, 40);
  const fs::path lines = fs::path(papers) / "papers.jsonl";
  const std::string good = read_text(lines);
  write_text(lines, good +
                        R"({"kind":"paper","id":"p","titel":"T","event":"e","authors":[{}]})"
                        "\n{\"kind\":\"paper\",\n" +
                        R"({"kind":"paper","id":"p1","title":"Again","event":"e","authors":[]})"
                        "\n" +
                        R"({"kind":"paper","id":"q","title":"Elsewhere","event":"x","authors":[]})"
                        "\n\xff\xfe\n");
  CHECK(indexer({"build", papers, "--db", db}).exit_code == 65);
  CHECK_FALSE(fs::exists(db + "/rejects.jsonl"));
  RunResult result = indexer({"build", papers, "--db", db, "--lenient", "--dry-run"});
  CHECK(result.exit_code == 0);
  CHECK(result.err.find("papers.jsonl:42:") != std::string::npos);
  CHECK_FALSE(fs::exists(db + "/CURRENT"));

  result = indexer({"build", papers, "--db", db, "--lenient"});
  CHECK(result.exit_code == 0);
  CHECK(result.err ==
        "paperfind-indexer: 5 records left out, listed in " + db + "/rejects.jsonl\n");
  CHECK(result.out.find(": 40 papers") != std::string::npos);
  const std::string rejects = read_text(db + "/rejects.jsonl");
  for (const char* line : {"42", "43", "44", "45", "46"}) {
    CAPTURE(line);
    CHECK(rejects.find("papers.jsonl\",\"line\":" + std::string(line)) != std::string::npos);
  }
  CHECK(rejects.find("\"pointer\":\"/titel\"") != std::string::npos);
  CHECK(indexer({"status", "--db", db}).exit_code == 0);
  CHECK(indexer({"rollback", "--db", db}).exit_code == 66);

  write_text(lines, good);
  CHECK(indexer({"build", papers, "--db", db}).exit_code == 0);
  CHECK_FALSE(fs::exists(db + "/rejects.jsonl"));
}

TEST_CASE("a corpus that lost more than a fifth of its papers is published only by force",
          "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index", papers = folder / "corpus";
  write_large_corpus(papers, 10);
  REQUIRE(indexer({"build", papers, "--db", db, "-q"}).exit_code == 0);
  const std::string first = current_folder(db).filename();
  write_large_corpus(papers, 8);
  CHECK(indexer({"build", papers, "--db", db, "--dry-run"}).exit_code == 0);
  write_large_corpus(papers, 7);
  for (const std::string flag : {"--dry-run", "-q"}) {
    const RunResult result = indexer({"build", papers, "--db", db, flag});
    CHECK(result.exit_code == 65);
    CHECK(result.err == "paperfind-indexer: " + papers + ": the corpus has 7 papers, " + first +
                            " serves 10: more than a fifth would be gone (if they are meant to "
                            "go, add --force)\n");
    CHECK(current_folder(db).filename() == first);
  }
  CHECK(indexer({"validate", papers}).exit_code == 0);
  CHECK(indexer({"build", papers, "--db", db, "--force"}).exit_code == 0);
  CHECK(current_folder(db).filename() != first);
}

TEST_CASE("a corpus with a mistake publishes nothing and says where it is", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index";
  write_text(folder.path() / "corpus" / "papers.jsonl",
             "{\"kind\":\"event\",\"id\":\"e\",\"name\":\"E\",\"year\":2022,\"tz\":\"UTC\"}\n"
             "{\"kind\":\"paper\",\"id\":\"p\",\"titel\":\"T\",\"event\":\"e\",\"authors\":[]}\n");
  const RunResult result = indexer({"build", folder / "corpus", "--db", db});
  CHECK(result.exit_code == 65);
  CHECK(result.err.find("papers.jsonl:2:") != std::string::npos);
  CHECK(result.err.find("nothing was published") != std::string::npos);
  CHECK_FALSE(fs::exists(db + "/CURRENT"));
  CHECK(indexer({"status", "--db", db}).exit_code == 66);
  CHECK(indexer({"validate", folder / "corpus"}).exit_code == 65);
  CHECK(indexer({"build", folder / "nowhere", "--db", db}).exit_code == 66);
}

TEST_CASE("an index of another schema is refused by name", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index";
  REQUIRE(indexer({"build", corpus(), "--db", db, "-q"}).exit_code == 0);
  const fs::path generation = current_folder(db);
  std::string manifest = read_text(generation / "MANIFEST.json");
  manifest.replace(manifest.find("\"schema\": 2"), 11, "\"schema\": 9");
  // As such a program would have left it: a folder named by its manifest. Only the name is checked
  // against the hash, so a name that is no generation's passes that check.
  fs::rename(generation, fs::path(db) / "other");
  write_text(fs::path(db) / "other" / "MANIFEST.json", manifest);
  const RunResult hash = run({"sha256sum", (fs::path(db) / "other" / "MANIFEST.json").string()});
  const std::string name = "gen-000001-" + hash.out.substr(0, 8);
  fs::rename(fs::path(db) / "other", fs::path(db) / name);
  write_text(fs::path(db) / "CURRENT", "auto " + name + "/shard-000\n");
  const RunResult result = indexer({"check", "--db", db});
  CHECK(result.exit_code == 65);
  CHECK(result.err.find("schema version 9, this program reads 2") != std::string::npos);
  const RunResult search = run({program("paperfind"), "search", "pruning", "--db", db});
  CHECK(search.exit_code == 65);
  CHECK(search.err.find("schema version 9, this program reads 2") != std::string::npos);
}

TEST_CASE("a killed build leaves the old generation serving, and the next one clears up",
          "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index";
  write_large_corpus(folder.path() / "corpus", 3000);
  REQUIRE(indexer({"build", corpus(), "--db", db, "-q"}).exit_code == 0);
  const std::string before = read_text(fs::path(db) / "CURRENT");
  for (const auto delay : {20ms, 150ms, 400ms}) {
    Process build({program("paperfind-indexer"), "build", folder / "corpus", "--db", db});
    build.wait_for_output("never said", delay);
    build.send_signal(SIGKILL);
    const RunResult result = build.wait(10s);
    if (result.signal != SIGKILL) continue;  // it was done before
    CHECK(read_text(fs::path(db) / "CURRENT") == before);
    CHECK(indexer({"check", corpus(), "--db", db}).exit_code == 0);
  }
  REQUIRE(indexer({"build", corpus(), "--db", db, "-q"}).exit_code == 0);
  for (const fs::directory_entry& entry : fs::directory_iterator(db)) {
    CHECK(entry.path().filename().string().find("building-") == std::string::npos);
  }
}

TEST_CASE("while one indexer works, another leaves at once and says why", "[indexer]") {
  const TempDir folder;
  const std::string db = folder / "index";
  REQUIRE(indexer({"build", corpus(), "--db", db, "-q"}).exit_code == 0);
  const Result<FileLock> held = FileLock::acquire(db + "/LOCK", "the index");
  REQUIRE(held.ok());
  for (const char* command : {"build", "rollback"}) {
    std::vector<std::string> arguments{command, "--db", db};
    if (arguments.front() == "build") arguments.insert(arguments.begin() + 1, corpus());
    const RunResult refused = indexer(arguments);
    CHECK(refused.exit_code == 75);
    CHECK(refused.err.find("the index is locked by another process") != std::string::npos);
  }
}

TEST_CASE("words the indexer does not know are a mistake of use", "[indexer]") {
  CHECK(indexer({}).exit_code == 2);
  CHECK(indexer({"biuld"}).exit_code == 2);
  CHECK(indexer({"import", "docx", "x", "-o", "y"}).exit_code == 2);
  CHECK(indexer({"--version"}).exit_code == 0);
  CHECK(indexer({"--help"}).exit_code == 0);
}

}  // namespace
}  // namespace paperfind::testing
