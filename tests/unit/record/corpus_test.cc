#include "engine/record/corpus.h"

#include <filesystem>
#include <string>
#include <vector>

#include "engine/record/record_json.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/record/read_corpus.h"
#include "tests/unit/record/sample_records.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using testing::read_corpus;
using testing::ReadCorpus;
using testing::shown;
using testing::TempDir;
using testing::with_papers;
using testing::write_text;

const std::string kPaper = R"({"id":"p1","title":"T","authors":[],"event":"sym")";

TEST_CASE("a whole corpus is read: events, sessions, papers, schedule, authority, site",
          "[corpus]") {
  const TempDir folder;
  EventFile file = testing::full_event_file();
  write_text(folder / "sym.json", to_text(file));
  write_text(folder / "authority/people.json",
             R"({"schema":1,"people":[{"id":"zoe-example","name":"Z","merged_into":"z2"},)"
             R"({"id":"z2","name":"Z"}]})");
  write_text(folder / "authority/institutions.json",
             R"({"schema":1,"institutions":[{"id":"univ-y","name":"Y","country":"CH",)"
             R"("ror":"042nb2s44"}]})");
  write_text(folder / "site.json", R"({"name":"Site","base_url":"https://example.org",)"
                                   R"("facets":["session","year"],"languages":["en"]})");
  write_text(folder / "schema/x.json", "not read");
  write_text(folder / "sources/x.json", "not read");
  write_text(folder / "sym.overrides.json", "not read");
  write_text(folder / "notes.txt", "not read");
  write_text(folder / ".hidden.json", "not read");

  const ReadCorpus corpus = read_corpus(folder.path());
  CHECK(shown(corpus) == std::vector<std::string>{});
  CHECK(corpus.frame.events == std::vector<Event>{file.event});
  CHECK(corpus.frame.sessions == file.sessions);
  CHECK(corpus.frame.schedule == file.schedule);
  CHECK(corpus.papers == file.papers);
  CHECK(corpus.frame.people.size() == 2);
  REQUIRE(corpus.frame.institutions.size() == 1);
  CHECK(corpus.frame.institutions[0].ror == "https://ror.org/042nb2s44");
  CHECK(corpus.frame.site ==
        SiteConfig{"Site", "https://example.org", {"session", "year"}, {"en"}, "", ""});
}

TEST_CASE("the same records as lines give the same corpus", "[corpus]") {
  const TempDir folder;
  const EventFile file = testing::full_event_file();
  std::string lines;
  // Any order will do: what refers to what is checked at the end.
  for (const Paper& paper : file.papers) lines += to_jsonl_line(paper) + "\n\n";
  for (const ScheduleEntry& entry : file.schedule) lines += to_jsonl_line(entry) + "\r\n";
  for (const Session& session : file.sessions) lines += to_jsonl_line(session) + "\n";
  lines += to_jsonl_line(file.event);  // no newline at the end
  write_text(folder / "sym.jsonl", lines);
  const ReadCorpus corpus = read_corpus(folder / "sym.jsonl");
  CHECK(shown(corpus) == std::vector<std::string>{});
  CHECK(corpus.frame.events == std::vector<Event>{file.event});
  CHECK(corpus.frame.sessions == file.sessions);
  CHECK(corpus.frame.schedule == file.schedule);
  CHECK(corpus.papers == file.papers);
  CHECK(corpus.positions == std::vector<std::string>{"sym.jsonl:1:1"});
}

TEST_CASE("identifiers and times are brought into one form", "[corpus]") {
  const TempDir folder;
  write_text(folder / "c.json",
             with_papers(R"({"id":"p1","title":"","event":"sym","doi":"https://doi.org/10.1000/ABC",
"arxiv":"arXiv:2203.01234v2","visible_from":"2026-05-04T08:00","published":"",
"authors":[{"name":"A","orcid":"https://orcid.org/0000-0002-1694-233x"}],
"presentations":[{"session":"s1","start":"2026-05-04T10:30"},{"start":"2026-05-04T10:30:00Z"}]})"));
  const ReadCorpus corpus = read_corpus(folder.path());
  CHECK(shown(corpus) == std::vector<std::string>{});
  REQUIRE(corpus.papers.size() == 1);
  const Paper& paper = corpus.papers[0];
  CHECK(paper.doi == "10.1000/abc");
  CHECK(paper.arxiv == "2203.01234");
  CHECK(paper.authors[0].orcid == "0000-0002-1694-233X");
  CHECK(paper.visible_from == "2026-05-04T08:00:00+02:00");
  // The session's zone, and the event's where there is no session.
  CHECK(paper.presentations[0].start == "2026-05-04T10:30:00+09:00");
  CHECK(paper.presentations[1].start == "2026-05-04T12:30:00+02:00");
}

TEST_CASE("a paper that is wrong is left out, with line, column, pointer and advice", "[corpus]") {
  struct Case {
    std::string papers;  // from line 5 on
    std::string finding;
  };
  const Case c = GENERATE(values<Case>({
      {kPaper + R"(,"doi":"10.x"})",
       R"(c.json:5:57: /papers/0/doi: "10.x" is not a DOI (like 10.1000/182))"},
      {kPaper + R"(,"arxiv":"2213.01234"})",
       R"(c.json:5:59: /papers/0/arxiv: "2213.01234" is not an arXiv id (like 2203.01234))"},
      {kPaper + R"(,"published":"2026-02-30"})",
       R"(c.json:5:63: /papers/0/published: "2026-02-30" is not a day that exists (like 2022-03-28))"},
      {kPaper + R"(,"html":"https:///x"})",
       R"(c.json:5:58: /papers/0/html: "https:///x" is not a web address (a full address starting )"
       R"(with http:// or https://, blanks written as %20))"},
      {kPaper + R"(,"slides":["https://example.org/a b"]})",
       R"(c.json:5:61: /papers/0/slides/0: "https://example.org/a b" is not a web address (a full )"
       R"(address starting with http:// or https://, blanks written as %20))"},
      {kPaper + R"(,"pdf":"javascript:alert`1`"})",
       R"(c.json:5:57: /papers/0/pdf: "javascript:alert`1`" is not of the form wanted here (a web )"
       R"(address starting with http:// or https://))"},
      {R"({"id":"p1.bib","title":"T","authors":[],"event":"sym"})",
       R"(c.json:5:7: /papers/0/id: "p1.bib" is not an id (letters, digits, '.', '_' and '-', up )"
       R"(to 64, not starting with '.', not ending in a suffix such as .bib or .json))"},
      {R"({"id":"p:1","title":"T","authors":[],"event":"sym"})",
       R"(c.json:5:7: /papers/0/id: "p:1" is not of the form wanted here (an id: letters, digits, )"
       R"('.', '_' and '-', up to 64, not starting with '.', not ending in a suffix such as .bib))"},
      {R"({"id":"p1","title":"T","authors":[],"event":"other"})",
       R"(c.json:5:45: /papers/0/event: there is no event "other" (add it, or repair it where it is )"
       R"(reported here))"},
      {kPaper + R"(,"presentations":[{"room":"A"},{"session":"s2"}]})",
       R"(c.json:5:92: /papers/0/presentations/1/session: there is no session "s2" (add it, or )"
       R"(repair it where it is reported here))"},
      {kPaper + R"(,"presentations":[{"start":"2026-05-04T10:00","end":"2026-05-04T09:00"}]})",
       R"(c.json:5:102: /papers/0/presentations/0/end: ends before it starts (swap start and end, or )"
       R"(mind midnight))"},
      {kPaper + ",\n\n  \"authors\":[]}",
       R"(c.json:7:3: /papers/0/authors: the key "authors" stands twice in one object (keep one of them))"},
      {kPaper + R"(,"abstract":"a\u0000b"})",
       R"(c.json:5:62: /papers/0/abstract: a string holds the character NUL (remove \u0000))"},
      {kPaper + R"(,"x_n":-99999999999999999999})",
       R"(c.json:5:57: /papers/0/x_n: the number -99999999999999999999 is out of range (write it as )"
       R"(a string))"},
      {kPaper + R"(,"x_n":)" + std::string(30, '[') + std::string(30, ']') + "}",
       R"(c.json:5:86: /papers/0/x_n)" +
           [] {
             std::string zeros;
             for (int i = 0; i < 29; ++i) zeros += "/0";
             return zeros;
           }() +
           ": nested deeper than 32 levels (flatten it)"},
      {kPaper + "},\n " + kPaper + "}",
       "c.json:6:8: /papers/1/id: the paper id \"p1\" is taken at FOLDER/c.json:5 (give one of "
       "them "
       "another id)"},
      {kPaper + "},\n {\"id\":\"P1\",\"title\":\"\",\"authors\":[],\"event\":\"sym\"}",
       "c.json:6:8: /papers/1/id: the paper id \"P1\" differs only by case from \"p1\" at "
       "FOLDER/c.json:5 (give one of them another id)"},
      {kPaper + R"(,"aliases":["old","P1"]})",
       "c.json:5:68: /papers/0/aliases/1: the paper id \"P1\" differs only by case from \"p1\" at "
       "FOLDER/c.json:5 (give one of them another id)"},
      {"true", "c.json:5:1: /papers/0: is true or false, not an object (One paper of a corpus.)"},
      {kPaper + R"(,"authors_":1})",
       R"(c.json:5:51: /papers/0/authors_: unknown key "authors_" (did you mean "authors"?))"},
  }));
  CAPTURE(c.papers);
  const TempDir folder;
  write_text(folder / "c.json", with_papers(c.papers));
  const ReadCorpus corpus = read_corpus(folder.path());
  std::string wanted = c.finding;
  if (const std::size_t at = wanted.find("FOLDER"); at != std::string::npos) {
    wanted.replace(at, 6, folder.path().string());
  }
  CHECK(shown(corpus) == std::vector<std::string>{wanted});
  CHECK(corpus.papers.size() == (c.papers.find("},\n") == std::string::npos ? 0 : 1));
}

TEST_CASE("what is wrong around the papers is found in the first pass", "[corpus]") {
  struct Case {
    std::string text;
    std::string finding;
  };
  const std::string event = R"("event":{"id":"sym","name":"S","year":2026,"tz":"UTC"})";
  const Case c = GENERATE_COPY(values<Case>({
      {"{\"schema\":2," + event + "}",
       "c.json:1:11: /schema: is 2, not 1 (the number 1, the version of this format)"},
      {"{\"schema\":1}",
       "c.json:1:1: the key \"event\" is missing (add it: One edition of a conference or "
       "symposium.)"},
      {"{\"schema\":1," + event + ",\n\"paper\":[]}",
       "c.json:2:1: /paper: unknown key \"paper\" (did you mean \"papers\"?)"},
      {"{\"schema\":1," + event + ",\n\"papers\":{}}",
       "c.json:2:10: /papers: is an object, not a list (the papers)"},
      {"{\"schema\":1," + event + ",\n\"people\":[]}",
       "c.json:2:1: /people: unknown key \"people\" (known here: $schema, event, papers, schedule, "
       "schema, sessions)"},
      {"[]",
       "c.json:1:1: is a list, not an object (One event with its sessions, papers and "
       "schedule: a .json file of a corpus.)"},
      {"{\"schema\":1," + event + ",\n\"papers\":[],\n\"papers\":[]}",
       "c.json:3:1: /papers: the key \"papers\" stands twice in one object (keep one of them)"},
      {"{\"schema\":1,\n\"event\":{\"id\":\"sym\",\"name\":\"S\",\"year\":2026,\"tz\":\"PST\"}}",
       "c.json:2:49: /event/tz: \"PST\" is not a time zone (an IANA name such as "
       "America/Los_Angeles, no abbreviation such as PST)"},
      {"{\"schema\":1,\n\"event\":{\"id\":\"sym\",\"name\":\"S\",\"year\":\"2026\",\"tz\":\"UTC\"}"
       "}",
       "c.json:2:39: /event/year: is a string, not a whole number (the year, as a number)"},
      {"{\"schema\":1," + event +
           ",\n\"sessions\":[{\"id\":\"s\",\"title\":\"T\",\"event\":\"x\"}]}",
       "c.json:2:43: /sessions/0/event: there is no event \"x\" (add it, or repair it where it is "
       "reported here)"},
      {"{\"schema\":1," + event +
           ",\n\"sessions\":[{\"id\":\"s\",\"title\":\"T\",\"event\":\"sym\",\"parent\":\"q\"}]}",
       "c.json:2:58: /sessions/0/parent: there is no session \"q\" (add it, or repair it where it "
       "is reported here)"},
      {"{\"schema\":1," + event +
           ",\n\"sessions\":[{\"id\":\"s\",\"title\":\"T\",\"event\":\"sym\",\n"
           "\"start\":\"2026-05-04T25:00\"}]}",
       "c.json:3:9: /sessions/0/start: "},
      {"{\"schema\":1," + event +
           ",\n\"schedule\":[{\"id\":\"s\",\"title\":\"T\",\"type\":\"nap\"}]}",
       "c.json:2:42: /schedule/0/type: \"nap\" is not one of the values known here (break, "
       "welcome, "
       "keynote or other)"},
      {"{\"schema\":1," + event + ",\n\"papers\":[{\"id\":\"p\" \"title\":\"\"}]}",
       "c.json:2:21: syntax error while parsing object - unexpected string literal; expected '}' "
       "(make the text valid JSON in UTF-8 from here on)"},
      {"", "c.json:1:1: there is nothing in it (write {} for an empty object)"},
  }));
  CAPTURE(c.text);
  const TempDir folder;
  write_text(folder / "c.json", c.text);
  const ReadCorpus corpus = read_corpus(folder.path());
  const std::vector<std::string> found = shown(corpus);
  REQUIRE(found.size() == 1);
  CHECK(found[0].substr(0, c.finding.back() == ' ' ? c.finding.size() : std::string::npos) ==
        c.finding);
}

TEST_CASE("a line that is wrong does not touch the others", "[corpus]") {
  const TempDir folder;
  const std::string paper = R"(,"title":"T","authors":[],"event":"sym"})";
  const std::string lines = R"({"kind":"event","id":"sym","name":"S","year":2026,"tz":"UTC"})"
                            "\n"
                            R"({"kind":"paper","id":"p1")" +
                            paper +
                            "\n"
                            R"({"kind":"paper","id":"p2","title":})"
                            "\n"
                            R"({"kind":"paper","id":"p3)"
                            "\xff"
                            R"(")" +
                            paper +
                            "\n"
                            R"({"id":"p4","kind":"paper")" +
                            paper +
                            "\n"
                            R"({"kind":"talk","id":"p5"})"
                            "\n"
                            R"({"id":"p6"})"
                            "\n"
                            R"([])"
                            "\n"
                            R"({"kind":"schedule","id":"lunch","title":"Lunch"})"
                            "\n"
                            R"({"kind":"paper","id":"p7","kind":"paper")" +
                            paper + "\n" + R"({"kind":"paper","id":"p8","abstract":")" +
                            std::string(5 << 20, 'x') + "\"" + paper +
                            "\n"
                            R"({"kind":"paper","id":"p9","abstract":")" +
                            std::string(2 << 20, 'x') + "\"" + paper +
                            "\n"
                            R"( {"kind": "paper", "id": "p10")" +
                            paper +
                            "\n"
                            R"({"kind":"paper","id":"p11")" +
                            paper;
  write_text(folder / "c.jsonl", lines);
  const ReadCorpus corpus = read_corpus(folder.path());
  CHECK(corpus.positions ==
        std::vector<std::string>{"c.jsonl:2:1", "c.jsonl:5:1", "c.jsonl:13:1", "c.jsonl:14:1"});
  const std::vector<std::string> found = shown(corpus);
  const std::vector<std::string> wanted = {
      "c.jsonl:6:9: /kind: the line does not say what it is",
      "c.jsonl:7:1: the line does not say what it is",
      "c.jsonl:8:1: the line does not say what it is",
      "c.jsonl:9:1: the key \"event\" is missing",
      "c.jsonl:11:1: the line is longer than 4194304 bytes",
      "c.jsonl:3:35: syntax error while parsing value - unexpected '}'",
      "c.jsonl:4:25: syntax error while parsing value - invalid string: ill-formed UTF-8 byte",
      "c.jsonl:10:27: /kind: the key \"kind\" stands twice in one object",
      "c.jsonl:12:38: /abstract: a string of 2097152 bytes",
  };
  REQUIRE(found.size() == wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CHECK(found[i].substr(0, wanted[i].size()) == wanted[i]);
  }
}

TEST_CASE("a record of more than 4 MB in a .json file is left out", "[corpus]") {
  const TempDir folder;
  std::string big = kPaper + R"(,"keywords":["k")";
  for (int i = 0; i < 5; ++i) big += ",\"" + std::string(1000000, 'x') + "\"";
  write_text(folder / "c.json", with_papers(big + "]},\n{" + kPaper.substr(1) + "}"));
  const ReadCorpus corpus = read_corpus(folder.path());
  CHECK(corpus.papers.size() == 1);
  REQUIRE(corpus.findings.size() == 1);
  CHECK(shown(corpus)[0].substr(0, 36) == "c.json:5:1: /papers/0: a record of 5");
}

TEST_CASE("ids are unique over all files, and positions name the right one", "[corpus]") {
  const TempDir folder;
  write_text(folder / "b.json", with_papers(kPaper + "}"));
  write_text(folder / "a.jsonl", R"({"kind":"session","id":"S1","title":"T","event":"sym"})"
                                 "\n"
                                 R"({"kind":"paper")" +
                                     ("," + kPaper.substr(1)) + "}\n");
  const ReadCorpus corpus = read_corpus(folder.path());
  REQUIRE(corpus.papers.size() == 1);
  CHECK(corpus.positions[0] == "a.jsonl:2:1");  // a.jsonl comes before b.json
  CHECK(shown(corpus) == std::vector<std::string>{
                             "b.json:3:21: /sessions/0/id: the session id \"s1\" differs only by "
                             "case from \"S1\" at " +
                                 (folder / "a.jsonl") + ":1 (give one of them another id)",
                             "b.json:5:7: /papers/0/id: the paper id \"p1\" is taken at " +
                                 (folder / "a.jsonl") + ":2 (give one of them another id)"});
}

TEST_CASE("the visitor can stop the reading", "[corpus]") {
  const TempDir folder;
  std::string papers;
  for (int i = 0; i < 5; ++i) {
    papers += (i > 0 ? ",{" : "{") + std::string("\"id\":\"q") + std::to_string(i) +
              R"(","title":"","authors":[],"event":"sym"})";
  }
  write_text(folder / "a.json", with_papers(papers));
  write_text(folder / "b.jsonl",
             R"({"kind":"paper","id":"r","title":"","authors":[],"event":"sym"})");
  const Result<CorpusReader> reader = CorpusReader::open(folder.path());
  REQUIRE(reader.ok());
  std::vector<Finding> findings;
  const Result<CorpusFrame> frame = reader->read_frame(findings);
  REQUIRE(frame.ok());
  int seen = 0;
  const Status read = reader->for_each_paper(
      *frame, findings, [&](Paper&&, const SourcePosition&) { return ++seen < 2; });
  CHECK(read.ok());
  CHECK(seen == 2);
  CHECK(findings.empty());
}

}  // namespace
}  // namespace paperfind
