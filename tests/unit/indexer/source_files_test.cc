#include "indexer/source_files.h"

#include <filesystem>
#include <string>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::TempDir;
using testing::write_text;

TEST_CASE("The files of a corpus are known again, and their contents", "[indexer]") {
  const TempDir folder;
  const std::string papers = folder / "papers.jsonl";
  const std::string event = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
                            "\n";
  write_text(papers, event);
  write_text(folder / "site.json", R"({"name":"S"})");
  const Result<CorpusReader> reader = CorpusReader::open(folder.path());
  REQUIRE(reader.ok());
  const SourceFiles before = source_files(*reader);
  const std::string digest = digest_of(before);
  CHECK(before.size() == 2);
  CHECK(unchanged_since(before, *reader).ok());

  const auto is_noticed = [&](const std::string& file) {
    const Status same = unchanged_since(before, *reader);
    REQUIRE_FALSE(same.ok());
    CHECK(same.error().code == ErrorCode::Busy);
    CHECK(same.error().where == file);
  };
  SECTION("one written in its place") {
    write_text(papers, event + event);
    is_noticed(papers);
    CHECK(digest_of(source_files(*reader)) != digest);
    write_text(papers, event);
    is_noticed(papers);  // nobody knows what was read in between
    CHECK(digest_of(source_files(*reader)) == digest);
  }
  SECTION("one of the same size and time put in its place") {
    write_text(folder / "other", std::string(event.size(), ' '));
    std::filesystem::last_write_time(folder / "other", std::filesystem::last_write_time(papers));
    std::filesystem::rename(folder / "other", papers);
    is_noticed(papers);
  }
  SECTION("one that went") {
    std::filesystem::remove(papers);
    is_noticed(papers);
    CHECK(digest_of(source_files(*reader)) != digest);
  }
  SECTION("one that came") {
    write_text(folder / "authority/people.json", R"({"schema":1,"people":[]})");
    is_noticed(folder / "authority/people.json");
    CHECK(digest_of(source_files(*reader)) != digest);
  }
  SECTION("one that nobody reads") {
    write_text(folder / "notes.txt", "x");
    CHECK(unchanged_since(before, *reader).ok());
    CHECK(digest_of(source_files(*reader)) == digest);
  }
}

}  // namespace
}  // namespace paperfind
