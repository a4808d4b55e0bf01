#include "engine/record/record_json.h"

#include <string>

#include "engine/base/nlohmann_json.h"
#include "engine/record/corpus.h"
#include "engine/record/field_checks.h"
#include "engine/record/validate.h"
#include "tests/catch.h"
#include "tests/unit/record/sample_records.h"

namespace paperfind {
namespace {

using nlohmann::json;

// Through bytes, as a file would carry it.
template <typename Record>
json reread(const Record& record) {
  return json::parse(to_json(record).dump());
}

void check_valid(SchemaKind kind, json value) {
  const SchemaChecker checker;
  const json before = value;
  for (const Violation& violation : check_record(checker, kind, value)) {
    FAIL_CHECK(violation.pointer << ": " << violation.message);
  }
  // Written in its one form already.
  CHECK(value == before);
}

// Every key the schema knows is set in the sample, so a key forgotten by one side shows.
void check_every_key(SchemaKind kind, const json& value) {
  const json properties = expanded_schema(kind)["properties"];
  for (const auto& [key, unused] : properties.items()) {
    CAPTURE(key);
    CHECK(value.contains(key));
  }
}

TEST_CASE("a paper with every key survives being written and read", "[record_json]") {
  const Paper paper = testing::full_paper();
  const json value = reread(paper);
  check_every_key(SchemaKind::Paper, value);
  check_valid(SchemaKind::Paper, value);
  CHECK(paper_from_json(value) == paper);
  for (const char* inner : {"authors", "presentations", "videos"}) {
    const json schema = expanded_schema(SchemaKind::Paper)["properties"][inner]["items"];
    for (const auto& [key, unused] : schema["properties"].items()) {
      CAPTURE(inner, key);
      CHECK(value[inner][0].contains(key));
    }
  }
}

TEST_CASE("event, session, schedule entry, person and institution survive too", "[record_json]") {
  const EventFile file = testing::full_event_file();
  check_every_key(SchemaKind::Event, reread(file.event));
  check_valid(SchemaKind::Event, reread(file.event));
  CHECK(event_from_json(reread(file.event)) == file.event);

  check_every_key(SchemaKind::Session, reread(file.sessions[0]));
  check_valid(SchemaKind::Session, reread(file.sessions[0]));
  CHECK(session_from_json(reread(file.sessions[0])) == file.sessions[0]);

  check_every_key(SchemaKind::ScheduleEntry, reread(file.schedule[0]));
  check_valid(SchemaKind::ScheduleEntry, reread(file.schedule[0]));
  CHECK(schedule_entry_from_json(reread(file.schedule[0])) == file.schedule[0]);

  const Person person = testing::full_person();
  check_every_key(SchemaKind::Person, reread(person));
  check_valid(SchemaKind::Person, reread(person));
  CHECK(person_from_json(reread(person)) == person);

  const Institution institution = testing::full_institution();
  check_every_key(SchemaKind::Institution, reread(institution));
  check_valid(SchemaKind::Institution, reread(institution));
  CHECK(institution_from_json(reread(institution)) == institution);
}

TEST_CASE("site settings survive", "[record_json]") {
  const SiteConfig site{"Name", "https://example.org", {"session"},
                        {"en"}, "synonyms.txt",        "mailto:x@example.org?subject={id}"};
  check_valid(SchemaKind::Site, reread(site));
  CHECK(site_from_json(reread(site)) == site);
  CHECK(site_from_json(json::object()) == SiteConfig{});
}

TEST_CASE("a record with only what must be there is written with only that", "[record_json]") {
  Paper paper;
  paper.id = "p";
  paper.event = "sym";
  CHECK(to_json(paper).dump() == R"({"id":"p","title":"","authors":[],"event":"sym"})");
  CHECK(paper_from_json(reread(paper)) == paper);
  CHECK(to_jsonl_line(paper) ==
        R"({"kind":"paper","id":"p","title":"","authors":[],"event":"sym"})");
}

TEST_CASE("keys stand in the order of the corpus format, x_ last", "[record_json]") {
  const std::string text = to_json(testing::full_paper()).dump();
  std::size_t before = 0;
  for (const char* key :
       {"id",           "title",  "authors",     "abstract", "event",     "presentations",
        "type",         "track",  "keywords",    "lang",     "doi",       "arxiv",
        "pages",        "pdf",    "html",        "slides",   "poster",    "code",
        "data",         "videos", "award",       "license",  "published", "updated",
        "visible_from", "status", "status_note", "aliases",  "related",   "translations",
        "x_internal",   "x_note"}) {
    CAPTURE(key);
    const std::size_t at = text.find("\"" + std::string(key) + "\":", before);
    CHECK(at != std::string::npos);
    before = at == std::string::npos ? before : at;
  }
}

TEST_CASE("the same event file gives the same bytes, through reading too", "[record_json]") {
  const EventFile file = testing::full_event_file();
  const std::string text = to_text(file);
  CHECK(text == to_text(testing::full_event_file()));
  CHECK(text.back() == '\n');
  CHECK(text.substr(0, 18) == "{\n  \"schema\": 1,\n ");

  const json value = json::parse(text);
  CHECK(SchemaChecker().accepts(SchemaKind::Corpus, value));
  EventFile read;
  read.event = event_from_json(value["event"]);
  for (const json& one : value["sessions"]) read.sessions.push_back(session_from_json(one));
  for (const json& one : value["papers"]) read.papers.push_back(paper_from_json(one));
  for (const json& one : value["schedule"]) {
    CHECK_FALSE(one.contains("event"));  // it is the file's
    read.schedule.push_back(schedule_entry_from_json(one));
    read.schedule.back().event = read.event.id;
  }
  CHECK(read == file);
  CHECK(to_text(read) == text);
}

TEST_CASE("a record that is not UTF-8 is still written as JSON", "[record_json]") {
  Paper paper;
  paper.id = "p";
  paper.event = "sym";
  paper.title = "a\xff";
  CHECK(json::accept(to_jsonl_line(paper)));
}

TEST_CASE("paper_has lists the material in a fixed order", "[record_json]") {
  CHECK(paper_has(testing::full_paper()) ==
        std::vector<std::string>{"pdf", "video", "slides", "code", "data", "poster"});
  CHECK(paper_has(Paper{}).empty());
  Paper announced;
  announced.videos.emplace_back();
  announced.videos.back().announced = true;
  CHECK(paper_has(announced) == std::vector<std::string>{"video"});
}

TEST_CASE("any paper survives being written, checked and read", "[record_json]") {
  const SchemaChecker checker;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    const Paper paper = testing::random_paper(seed);
    json value = json::parse(to_jsonl_line(paper));
    value.erase("kind");
    const std::vector<Violation> violations = check_record(checker, SchemaKind::Paper, value);
    for (const Violation& violation : violations) {
      FAIL_CHECK(violation.pointer << ": " << violation.message);
    }
    REQUIRE(paper_from_json(value) == paper);
    REQUIRE(to_jsonl_line(paper_from_json(value)) == to_jsonl_line(paper));
  }
}

}  // namespace
}  // namespace paperfind
