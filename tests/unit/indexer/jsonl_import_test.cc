#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/record/corpus.h"
#include "indexer/import/jsonl.h"
#include "indexer/import/text_repair.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/indexer/imported.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using testing::Imported;
using testing::read_text;
using testing::TempDir;
using testing::write_text;

const fs::path kFlat = PAPERFIND_SOURCE_DIR "/tests/fixtures/record/flat.jsonl";

Imported import(const std::vector<fs::path>& inputs, const std::string& output_name) {
  return testing::import_files([](const ImportJob& job) { return import_jsonl(job); }, inputs, {},
                               output_name);
}

Imported import_text(const std::string& lines, const std::string& output_name) {
  const TempDir folder;
  write_text(folder / "in.jsonl", lines);
  return import({folder / "in.jsonl"}, output_name);
}

TEST_CASE("flat lines with all their warts become a corpus", "[jsonl_import]") {
  const Imported got = import({kFlat}, "out.jsonl");

  CHECK(got.summary.read == 16);
  CHECK(got.summary.kept == 7);
  CHECK(got.summary.rejected == 9);
  CHECK(got.papers.size() == 7);

  std::vector<std::string> events;
  for (const Event& event : got.frame.events) {
    events.push_back(event.id + "|" + event.name + "|" + std::to_string(event.year) + "|" +
                     event.tz);
  }
  CHECK(events == std::vector<std::string>{"conf-2023|CONF 2023|2023|UTC",
                                           "conf-2023-f29e48|CONF|2023|UTC",
                                           "conf-2022|CONF|2022|UTC"});
  std::vector<std::string> sessions;
  for (const Session& session : got.frame.sessions) {
    sessions.push_back(session.event + ": " + session.title + " = " + session.id);
  }
  REQUIRE(sessions.size() == 3);
  CHECK(sessions[0] == "conf-2023: Poster Session 1 = conf-2023-poster-session-1");
  // Another title with the same slug: the hash of the title tells them apart.
  CHECK(sessions[1] == "conf-2023: Poster session 1 = conf-2023-poster-session-1-13e4f5");
  CHECK(sessions[2] == "conf-2023-f29e48: † = conf-2023-f29e48-8efeb7");
}

TEST_CASE("each field of a flat line is repaired, kept or dropped with a note", "[jsonl_import]") {
  const Imported got = import({kFlat}, "out.jsonl");
  const Paper& first = got.paper("conf-1");
  CHECK(first.title == "Sparse Attention in Practice");
  CHECK(first.abstract == "First line wraps here.\nSecond paragraph.");
  REQUIRE(first.authors.size() == 2);
  CHECK(first.authors[0].affiliations == std::vector<Affiliation>{{"Univ. A", ""}, {"Lab B", ""}});
  CHECK(first.authors[1].name == "Bo Madeup");
  CHECK(first.presentations.at(0).session == "conf-2023-poster-session-1");
  CHECK(first.track == "Learning -> theory");
  CHECK(first.pdf == "https://example.org/1.PDF?x=1");
  CHECK(first.html.empty());
  CHECK(first.doi == "10.1000/abc");
  CHECK(first.pages == "315–324");
  CHECK(first.keywords == std::vector<std::string>{"sparsity"});
  CHECK(first.extra == ExtraFields{{"x_source_id", "\"conf:1\""}});

  const Paper& second = got.paper("conf-2");
  CHECK(second.title == "It’s ’quoted’ self consumption x");
  CHECK(second.html == "http://example.org/2");
  CHECK(second.presentations.empty());
  CHECK(second.doi.empty());
  CHECK(second.extra ==
        ExtraFields{{"x_source_doi", "\"https://link.example.org/chapter/10.1000/1\""},
                    {"x_source_id", "\"conf:2\""},
                    {"x_source_title",
                     "\"It\u0092s â\u0080\u0099quotedâ\u0080\u0099 self\\u0002consumption x\""}});

  const Paper& without_id = got.paper("conf-2023-no-id-one-two-three-four");
  CHECK(without_id.authors.at(0).name == "Plain String");
  CHECK(without_id.keywords == std::vector<std::string>{"a", "b"});
  CHECK(without_id.pages == "7");
  CHECK(without_id.extra.empty());

  const Paper& number = got.paper("12");
  CHECK(number.title.empty());
  CHECK(number.award == "Best paper");
  REQUIRE(number.authors.size() == 2);
  CHECK(number.authors[0].affiliations == std::vector<Affiliation>{{"Univ. A", ""}});
  CHECK(number.extra == ExtraFields{{"x_kept", "[1,null]"}, {"x_source_url", "\"/relative\""}});

  CHECK(got.paper("paper-bib").doi == "10.1000/x");
  CHECK(got.paper("bad-utf8").title == "Universitÿ");

  CHECK(got.summary.repaired == 6);
  CHECK(got.summary.repairs ==
        std::map<std::string, std::size_t>{{"an author without a name", 1},
                                           {"control characters", 1},
                                           {"doi given as an address", 1},
                                           {"doi that is no DOI, kept in x_source_doi", 1},
                                           {"doubled author list", 1},
                                           {"ill-formed UTF-8", 1},
                                           {"mojibake", 1},
                                           {"repeated affiliations", 1},
                                           {"repeated keywords", 2},
                                           {"url that is no web address, kept in x_source_url", 1},
                                           {"year taken from the event's name", 1}});
}

TEST_CASE("LaTeX in a name becomes the letter, and the source is kept", "[jsonl_import]") {
  const Imported got = import_text(
      R"({"id":"a","title":"T","authors":["Jo\\~{a}o B\\\"{u}nz"],"event":"E","year":2020})",
      "out.jsonl");
  const Author author = got.paper("a").authors.at(0);
  CHECK(author.name == "João Bünz");
  CHECK(author.source_name == R"(Jo\~{a}o B\"{u}nz)");
  CHECK(got.summary.repairs.at("LaTeX in a name") == 1);
}

TEST_CASE("every line that is left out is named with its reason", "[jsonl_import]") {
  const ImportSummary summary = import({kFlat}, "out.jsonl").summary;
  std::vector<std::string> rejects;
  for (const ImportSummary::Reject& reject : summary.rejects) {
    rejects.push_back(reject.where.substr(reject.where.rfind(':') + 1) + ": " + reject.reason);
  }
  REQUIRE(rejects.size() == 9);
  CHECK(rejects[0] == "4: id \"conf-2\" is taken by line 2");
  CHECK(rejects[1] == "5: id \"CONF-1\" is taken by line 1");
  CHECK(rejects[2] == "6: id \"中\" has no letter or digit");
  CHECK(rejects[3] == "10: event is missing");
  CHECK(rejects[4] == "11: year is missing or no year");
  CHECK(rejects[5] == "12: title is neither text nor null");
  CHECK(rejects[6].substr(0, 38) == "13: syntax error while parsing value -");
  CHECK(rejects[7] == "14: the key \"id\" stands twice in one object");
  CHECK(rejects[8] == "15: is no JSON object");
  CHECK(summary.rejects[0].where == kFlat.string() + ":4");
  CHECK(summary.to_string().find("16 lines read, 7 papers kept, 6 repaired, 9 rejected\n") == 0);
  CHECK(summary.to_string().find("rejected: " + kFlat.string() + ":10: event is missing\n") !=
        std::string::npos);
}

TEST_CASE("lines are in order: events, sessions, papers, and the same bytes every time",
          "[jsonl_import]") {
  const std::string bytes = import({kFlat}, "out.jsonl").bytes;
  CHECK(bytes == import({kFlat}, "other.jsonl").bytes);
  CHECK(bytes.find("{\"kind\":\"event\"") == 0);
  const std::size_t last_event = bytes.rfind("{\"kind\":\"event\"");
  const std::size_t first_session = bytes.find("{\"kind\":\"session\"");
  const std::size_t last_session = bytes.rfind("{\"kind\":\"session\"");
  const std::size_t first_paper = bytes.find("{\"kind\":\"paper\"");
  CHECK(last_event < first_session);
  CHECK(last_session < first_paper);
  CHECK(bytes.back() == '\n');
}

TEST_CASE("one event may become a .json file", "[jsonl_import]") {
  const std::string lines =
      R"({"id":"a","title":"T","authors":[],"event":"E","year":2020,"session":"S"})"
      "\n";
  const Imported got = import_text(lines, "out.json");
  CHECK(got.bytes ==
        "{\n  \"schema\": 1,\n  \"event\": {\n    \"id\": \"e-2020\",\n    \"name\": \"E\",\n"
        "    \"year\": 2020,\n    \"tz\": \"UTC\"\n  },\n  \"sessions\": [\n    {\n"
        "      \"id\": \"e-2020-s\",\n      \"title\": \"S\",\n      \"event\": \"e-2020\"\n    }\n"
        "  ],\n  \"papers\": [\n    {\n      \"id\": \"a\",\n      \"title\": \"T\",\n"
        "      \"authors\": [],\n      \"event\": \"e-2020\",\n      \"presentations\": [\n"
        "        {\n          \"session\": \"e-2020-s\"\n        }\n      ]\n    }\n  ]\n}\n");

  const TempDir folder;
  const auto two = import_jsonl({{kFlat}, folder / "out.json", {}});
  REQUIRE_FALSE(two.ok());
  CHECK(two.error().code == ErrorCode::InvalidInput);
  CHECK(two.error().message == "the input holds 3 events, a .json file one");
  CHECK_FALSE(fs::exists(folder / "out.json"));
}

TEST_CASE("several inputs are one collection", "[jsonl_import]") {
  const TempDir folder;
  write_text(folder / "a.jsonl", R"({"id":"p","title":"A","authors":[],"event":"E","year":2020})");
  write_text(folder / "b.jsonl", R"({"id":"P","title":"B","authors":[],"event":"E","year":2020})"
                                 "\n"
                                 R"({"id":"q","title":"C","authors":[],"event":"E","year":2020})");
  const Imported got = import({folder / "a.jsonl", folder / "b.jsonl"}, "out.jsonl");
  CHECK(got.papers.size() == 2);
  CHECK(got.frame.events.size() == 1);
  REQUIRE(got.summary.rejects.size() == 1);
  CHECK(got.summary.rejects[0].where == (folder / "b.jsonl") + ":1");
  CHECK(got.summary.rejects[0].reason == "id \"P\" is taken by line 1 of input 1");
}

TEST_CASE("long names still make ids that tell events and sessions apart", "[jsonl_import]") {
  std::string lines;
  const std::string name = "The Very Long Name of a Conference on Everything There Is to Know";
  for (int i = 0; i < 4; ++i) {
    lines += R"({"id":"p)" + std::to_string(i) + R"(","title":"T","authors":[],"event":")" + name +
             R"(","year":)" + std::to_string(2020 + i % 2) + R"(,"session":"Session )" +
             std::to_string(i) + "\"}\n";
  }
  const Imported got = import_text(lines, "out.jsonl");
  REQUIRE(got.frame.events.size() == 2);
  CHECK(got.frame.events[0].id == "the-very-long-name-of-a-conference-on-everything-there-is-2020");
  CHECK(got.frame.events[1].id == "the-very-long-name-of-a-conference-on-everything-there-is-2021");
  CHECK(got.frame.sessions.size() == 4);  // read back without a finding, so their ids differ
}

TEST_CASE("inserting a paper changes no other id", "[jsonl_import]") {
  const auto line = [](const std::string& title) {
    return R"({"title":")" + title + R"(","authors":[],"event":"E","year":2020,"session":"S"})" +
           "\n";
  };
  const Imported before = import_text(line("One") + line("Two"), "out.jsonl");
  const Imported after =
      import_text(line("Zero") + line("One") + line("New") + line("Two"), "out.jsonl");
  for (const Paper& paper : before.papers) CHECK(after.paper(paper.id) == paper);
}

TEST_CASE("a line of more than 4 MB is rejected, the next one is not", "[jsonl_import]") {
  const std::string good = R"({"id":"b","title":"T","authors":[],"event":"E","year":2020})";
  const Imported got = import_text(R"({"id":"a","title":")" + std::string(5 << 20, 'x') +
                                       R"(","authors":[],"event":"E","year":2020})" + "\n" + good,
                                   "out.jsonl");
  CHECK(got.papers.size() == 1);
  REQUIRE(got.summary.rejects.size() == 1);
  CHECK(got.summary.rejects[0].reason == "the line is longer than 4194304 bytes");
}

TEST_CASE("import says why nothing came of it", "[jsonl_import]") {
  const TempDir folder;
  const auto no_file = import_jsonl({{folder / "nope"}, folder / "out.jsonl", {}});
  REQUIRE_FALSE(no_file.ok());
  CHECK(no_file.error().code == ErrorCode::NotFound);
  write_text(folder / "in", "x\n");
  const auto no_paper = import_jsonl({{folder / "in"}, folder / "out.jsonl", {}});
  REQUIRE_FALSE(no_paper.ok());
  CHECK(no_paper.error().code == ErrorCode::InvalidData);
  CHECK(no_paper.error().message == "no paper could be read");
  CHECK(no_paper.error().hint.find("in:1: syntax error") != std::string::npos);
  CHECK_FALSE(fs::exists(folder / "out.jsonl"));
  write_text(folder / "good", R"({"id":"b","title":"T","authors":[],"event":"E","year":2020})");
  const auto no_folder = import_jsonl({{folder / "good"}, folder / "no/such/out.jsonl", {}});
  REQUIRE_FALSE(no_folder.ok());
  CHECK(no_folder.error().code == ErrorCode::Io);
}

TEST_CASE("repair_controls undoes what encodings did", "[jsonl_import]") {
  struct Case {
    std::string text;
    std::string repaired;
    bool changed;
  };
  const Case c = GENERATE(values<Case>({
      {"plain Übung 中文 \xF0\x9F\x98\x80", "plain Übung 中文 \xF0\x9F\x98\x80", false},
      {"a\tb\nc\rd", "a\tb\nc\rd", false},
      {std::string("a\0b", 3), "ab", true},
      {"self\x02"
       "consumption",
       "self consumption", true},
      {"NAVER \bCloud", "NAVER  Cloud", true},
      {"Bird\xC2\x92s", "Bird’s", true},
      {"\xC2\x93q\xC2\x94", "“q”", true},
      // UTF-8 read as Latin-1: an apostrophe, and a dash.
      {"Bird\xC3\xA2\xC2\x80\xC2\x99s", "Bird’s", true},
      {"1\xC3\xA2\xC2\x80\xC2\x93"
       "2",
       "1–2", true},
      {"Universit\xC2\x8E", "Universit ", true},
      {"é\xC2\x92", "é’", true},
      // No control among them: the letters may be meant.
      {"Ã©tude", "Ã©tude", false},
      {"\x7f", " ", true},
      {"", "", false},
  }));
  CAPTURE(c.text);
  bool changed = false;
  CHECK(repair_controls(c.text, changed) == c.repaired);
  CHECK(changed == c.changed);
}

TEST_CASE("paragraphs keeps blank lines as breaks only", "[jsonl_import]") {
  CHECK(paragraphs("a\nb\r\n\r\n  c \t d\n \n\n\ne") == "a b\nc d\ne");
  CHECK(paragraphs(" \n\n ") == "");
  CHECK(one_line("  a \r\n b ") == "a b");
}

}  // namespace
}  // namespace paperfind
