#include "indexer/import/import_run.h"

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/file.h"
#include "indexer/import/event_name.h"
#include "indexer/import/jsonl.h"
#include "indexer/import/miniconf_csv.h"
#include "indexer/import/schedule.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/indexer/imported.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using testing::import_text;
using testing::Imported;
using testing::read_text;
using testing::TempDir;
using testing::write_text;
using Strings = std::vector<std::string>;

Result<ImportSummary> import_lines(const ImportJob& job) { return import_jsonl(job); }

// Papers "a", "b" … in the first pass, and as many as `again` in the second.
ImportSource source_of(int papers, int again) {
  return [papers, again, pass = 0](ItemSink& sink) mutable -> Status {
    for (int i = 0; i < (pass == 0 ? papers : again); ++i) {
      FlatRecord record;
      record.source_id = std::string(1, static_cast<char>('a' + i));
      record.event.name = "E";
      record.event.year = 2031;
      record.paper.title = "T";
      if (Status taken = sink.item(0, 1, std::move(record)); !taken.ok()) return taken;
    }
    ++pass;
    return {};
  };
}

TEST_CASE("an output that another import writes is left to it", "[import_run]") {
  const TempDir folder;
  write_text(folder / "in", "x");
  for (const char* name : {"out.jsonl", "out.json"}) {
    const ImportJob job{{folder / "in"}, folder / name, {}};
    const fs::path temporary = folder / (name + std::string(".tmp"));
    {
      const auto other = FileLock::acquire(temporary, "the output");
      REQUIRE(other.ok());
      write_text(temporary, "half of it");
      const auto refused = run_source(source_of(2, 2), job);
      REQUIRE_FALSE(refused.ok());
      CHECK(refused.error().code == ErrorCode::Busy);
      CHECK(refused.error().message == "the output is locked by another process");
      CHECK(read_text(temporary) == "half of it");
      CHECK_FALSE(fs::exists(job.output));
    }
    // What one that was killed left behind is no hindrance.
    CHECK(run_source(source_of(2, 2), job).ok());
    CHECK_FALSE(fs::exists(temporary));
    CHECK(fs::exists(job.output));
  }
}

TEST_CASE("a file that changes between the passes gives no corpus", "[import_run]") {
  const TempDir folder;
  write_text(folder / "in", "x");
  for (const char* name : {"out.jsonl", "out.json"}) {
    const ImportJob job{{folder / "in"}, folder / name, {}};
    CHECK(run_source(source_of(2, 2), job).ok());
    fs::remove(job.output);
    for (const int again : {1, 3}) {
      const auto changed = run_source(source_of(2, again), job);
      REQUIRE_FALSE(changed.ok());
      CHECK(changed.error().code == ErrorCode::Io);
      CHECK(changed.error().message == "the file changed while it was read");
      CHECK_FALSE(fs::exists(job.output));
    }
  }
}

TEST_CASE("an import does not write over what it reads", "[import_run]") {
  const TempDir folder;
  const std::string line = R"({"id":"a","title":"T","event":"E","year":2031})";
  write_text(folder / "in.jsonl", line);
  fs::create_directory(folder / "sub");
  for (const fs::path& output :
       {folder.path() / "in.jsonl", folder.path() / "sub" / ".." / "in.jsonl"}) {
    const auto refused = import_lines({{folder / "in.jsonl"}, output, {}});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK(refused.error().message == "is read and written at once");
    CHECK(read_text(folder / "in.jsonl") == line);
  }
}

TEST_CASE("UTF-16 is told so", "[import_run]") {
  const TempDir folder;
  write_text(folder / "in.jsonl", std::string("\xFF\xFE{\0}\0", 6));
  const auto refused = import_lines({{folder / "in.jsonl"}, folder / "out.jsonl", {}});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::InvalidData);
  CHECK(refused.error().message == "is UTF-16");
  CHECK(refused.error().hint == "save it as UTF-8");
}

std::string schedule_of(const std::string& rooms) {
  return "<schedule><conference><title>C</title><start>2031-01-01</start>"
         "<end>2031-01-02</end></conference>"
         "<day date=\"2031-01-01\">" +
         rooms + "</day></schedule>";
}

TEST_CASE("breaks of one title at one time in many rooms are as many entries", "[import_run]") {
  std::string rooms;
  for (const char* room : {"A", "B", "C", "D"}) {
    rooms += std::string("<room name=\"") + room +
             "\"><event><start>10:00</start><title>Coffee</title></event></room>";
  }
  const Imported got = import_text(import_schedule, "s.xml", schedule_of(rooms));
  REQUIRE(got.frame.schedule.size() == 4);
  CHECK(got.frame.schedule[0].id == "c-2031-coffee");
  CHECK(got.frame.schedule[3].room == "D");
}

TEST_CASE("what was repaired in an entry of the schedule is a note", "[import_run]") {
  const Imported got = import_text(
      import_schedule, "s.xml",
      schedule_of(
          "<room name=\"A\"><event><start>soon</start><title>Lunch</title></event></room>"));
  REQUIRE(got.summary.notes.size() == 1);
  CHECK(got.summary.notes[0].reason == "\"Lunch\": a time that cannot be read, left out");
}

// Longer than any string of a corpus may be, which a paper does not repeat.
const std::string kLong(std::size_t{1100000}, 'x');

TEST_CASE("a paper of an event or session that no corpus may hold is a reject", "[import_run]") {
  const Imported got = import_text(import_csv, "in.csv",
                                   "id,title,year,event,session\na,T,2031," + kLong +
                                       ",S\nb,T,2031,E," + kLong + "\nc,T,2031,E,S\n");
  REQUIRE(got.rejects().size() == 2);
  CHECK(got.rejects()[0].starts_with("2: its event: /name: a string of 1100000 bytes"));
  CHECK(got.rejects()[1].starts_with("3: its session: /title: a string of 1100000 bytes"));
  CHECK(got.frame.events.size() == 1);
  CHECK(got.frame.sessions.size() == 1);
}

TEST_CASE("an entry that no corpus may hold is a reject", "[import_run]") {
  const auto room = [](const std::string& title) {
    return "<room name=\"A\"><event><start>10:00</start><title>" + title +
           "</title></event></room>";
  };
  const Imported got =
      import_text(import_schedule, "s.xml", schedule_of(room("Lunch " + kLong) + room("Lunch")));
  REQUIRE(got.rejects().size() == 1);
  CHECK(got.rejects()[0].starts_with("1: /title: a string of"));
  CHECK(got.frame.schedule.size() == 1);
}

TEST_CASE("a time is left out that its zone takes off the calendar", "[import_run]") {
  const auto time = GENERATE(as<std::string>{}, "9999-12-31T23:30:00Z", "0001-01-01T00:30:00Z");
  const std::string zone = time[0] == '9' ? "Pacific/Kiritimati" : "America/Los_Angeles";
  const Imported got =
      import_text(import_lines, "in.jsonl",
                  R"({"id":"a","title":"T","event":{"name":"E","tz":")" + zone +
                      R"("},"year":2031,"sessions":[{"title":"S","start":")" + time + "\"}]}");
  CHECK(got.summary.repairs.at("a time that cannot be read, left out") == 1);
  CHECK(got.frame.sessions.at(0).start.empty());
}

TEST_CASE("days of an event that are none are reported", "[import_run]") {
  const auto days =
      GENERATE(as<std::string>{}, R"("start":"2031-02-30","end":"2031-03-01")",
               R"("start":"2031-03-01")", R"("start":"2031-03-02","end":"2031-03-01")");
  const Imported got =
      import_text(import_lines, "in.jsonl",
                  R"({"id":"a","title":"T","year":2031,"event":{"name":"E",)" + days + "}}");
  CHECK(got.frame.events.at(0).start.empty());
  CHECK(got.frame.events.at(0).end.empty());
  CHECK(got.summary.repairs.at("days of an event that are none, left out") == 1);
}

TEST_CASE("year_in takes four digits by themselves, or those of a date", "[event_name]") {
  const auto [name, year] = GENERATE(table<std::string, std::string>({
      {"ACL 2031", "2031"},
      {"Papers of 2030, 2031 edition", "2031"},
      {"export-20310504", "2031"},
      {"20310504 ACL 2030", "2030"},
      {"20319999", ""},  // no date
      {"arXiv 123456", ""},
      {"set-0042", ""},
      {"NeurIPS", ""},
      {"", ""},
  }));
  CAPTURE(name);
  CHECK(year_in(name) == year);
}

}  // namespace
}  // namespace paperfind
