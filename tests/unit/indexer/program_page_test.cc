// The page of the tinyML Research Symposium 2022, the one the project starts from.
#include "indexer/import/program_page.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/record/corpus.h"
#include "engine/record/record_json.h"
#include "engine/schema/authority.h"
#include "tests/catch.h"
#include "tests/unit/indexer/page_files.h"

namespace paperfind {
namespace {

using test::adds_up;
using test::paper_titled;
using test::source_file;

std::vector<std::string> authority_names() {
  Result<std::vector<std::string>> names =
      institution_names(source_file("corpus/authority/institutions.json"));
  REQUIRE(names.ok());
  return *names;
}

const std::string& page() {
  static const std::string text = source_file("corpus/sources/tinyml-2022.txt");
  return text;
}

Overrides overrides() {
  return test::overrides_of(source_file("corpus/sources/tinyml-2022.overrides.json"));
}

const ProgramPageImport& imported() {
  static const ProgramPageImport import = [] {
    Result<ProgramPageImport> result =
        import_program_page(page(), "tinyml-2022", overrides(), authority_names());
    REQUIRE(result.ok());
    return *result;
  }();
  return import;
}

std::set<std::string> ids_of(const EventFile& file) {
  std::set<std::string> ids;
  for (const Paper& paper : file.papers) ids.insert(paper.id);
  for (const Session& session : file.sessions) ids.insert(session.id);
  for (const ScheduleEntry& entry : file.schedule) ids.insert(entry.id);
  return ids;
}

// The page with a block of lines above the first line that starts with `before`.
std::string with_block(const std::string& before, const std::string& block) {
  std::string text = page();
  const std::size_t at = text.find("\n" + before);
  REQUIRE(at != std::string::npos);
  text.insert(at + 1, block);
  return text;
}

TEST_CASE("importing the committed page gives the committed corpus, byte for byte",
          "[program_page]") {
  CHECK(to_text(imported().file) == source_file("corpus/tinyml-2022.json"));
}

TEST_CASE("the command writes the same file and replaces an old one", "[program_page]") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "paperfind-program-page-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "authority");
  const std::filesystem::path source(PAPERFIND_SOURCE_DIR);
  std::filesystem::copy_file(source / "corpus/authority/institutions.json",
                             folder / "authority/institutions.json");
  const std::filesystem::path output = folder / "tinyml-2022.json";
  REQUIRE(write_file_atomic(output, "old").ok());
  const Result<ProgramPageImport> import =
      run_program_page_import(source / "corpus/sources/tinyml-2022.txt", output);
  REQUIRE(import.ok());
  CHECK(*read_file(output) == source_file("corpus/tinyml-2022.json"));
  const std::string summary = describe(*import, "page.txt");
  CHECK(
      summary.starts_with("22 papers (14 with an abstract, 11 with a video), 5 sessions, 5 "
                          "schedule entries; 0 warnings\n"));
  CHECK(summary.find("page.txt:252: note: 33 lines left out: after the end of the schedule") !=
        std::string::npos);
  std::filesystem::remove_all(folder);
}

TEST_CASE("every line of the page is accounted for and none is warned of", "[program_page]") {
  CHECK(adds_up(imported()));
  CHECK(imported().warnings.empty());
  REQUIRE(imported().ignored.size() == 2);
  CHECK(imported().ignored[1].first == 252);
}

TEST_CASE("the page's numbers come out right", "[program_page]") {
  const EventFile& file = imported().file;
  CHECK(file.papers.size() == 22);
  CHECK(std::count_if(file.papers.begin(), file.papers.end(),
                      [](const Paper& p) { return !p.abstract.empty(); }) == 14);
  CHECK(std::count_if(file.papers.begin(), file.papers.end(),
                      [](const Paper& p) { return !p.videos.empty(); }) == 11);
  REQUIRE(file.sessions.size() == 5);
  std::map<std::string, std::vector<int>> positions;
  for (const Paper& paper : file.papers) {
    REQUIRE(paper.presentations.size() == 1);
    positions[paper.presentations[0].session].push_back(*paper.presentations[0].position);
  }
  const std::vector<std::size_t> sizes = {4, 4, 5, 5, 4};
  std::size_t chairs = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    std::vector<int> wanted;
    for (std::size_t n = 1; n <= sizes[i]; ++n) wanted.push_back(static_cast<int>(n));
    CHECK(positions[file.sessions[i].id] == wanted);
    chairs += file.sessions[i].chairs.size();
    for (const Chair& chair : file.sessions[i].chairs) {
      CHECK(chair.affiliations.size() == 1);
      CHECK_FALSE(chair.role.empty());
    }
  }
  CHECK(chairs == 7);
  CHECK(file.sessions[0].chairs.size() == 2);
  CHECK(file.sessions[2].chairs.size() == 2);
}

TEST_CASE("sessions stand in programme order with times in the event's zone", "[program_page]") {
  struct Case {
    const char* title;
    const char* start;
    const char* end;
    const char* type;
  };
  const std::vector<Case> cases = {
      {"tinyML Applications and Systems", "2022-03-28T09:30:00-07:00", "2022-03-28T10:50:00-07:00",
       "oral"},
      {"Session 1 - Short papers", "2022-03-28T11:10:00-07:00", "2022-03-28T11:50:00-07:00",
       "short"},
      {"tinyML Algorithms", "2022-03-28T12:50:00-07:00", "2022-03-28T14:30:00-07:00", "oral"},
      {"tinyML Hardware", "2022-03-28T14:50:00-07:00", "2022-03-28T16:30:00-07:00", "oral"},
      {"Session 2 - Short papers", "2022-03-28T16:50:00-07:00", "2022-03-28T17:30:00-07:00",
       "short"}};
  const std::vector<Session>& sessions = imported().file.sessions;
  REQUIRE(sessions.size() == cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CHECK(sessions[i].title == cases[i].title);
    CHECK(sessions[i].start == cases[i].start);
    CHECK(sessions[i].end == cases[i].end);
    CHECK(sessions[i].type == cases[i].type);
    CHECK(sessions[i].tz == "America/Los_Angeles");
    CHECK(sessions[i].day == "2022-03-28");
  }
}

TEST_CASE("the event has its name, days and place", "[program_page]") {
  const Event& event = imported().file.event;
  CHECK(event.name == "tinyML Research Symposium 2022");
  CHECK(event.year == 2022);
  CHECK(event.start == "2022-03-28");
  CHECK(event.end == "2022-03-28");
  CHECK(event.place ==
        "Hyatt Regency San Francisco Airport, 1333 Bayshore Highway, Burlingame, CA 94010");
  CHECK(event.url.empty());
}

TEST_CASE("the welcome and the breaks are schedule entries, not papers", "[program_page]") {
  const std::vector<ScheduleEntry>& schedule = imported().file.schedule;
  REQUIRE(schedule.size() == 5);
  CHECK(schedule[0].title == "Welcome and Opening Statement");
  CHECK(schedule[0].type == "welcome");
  for (std::size_t i = 1; i < 5; ++i) CHECK(schedule[i].type == "break");
  CHECK(schedule[1].start == "2022-03-28T10:50:00-07:00");
}

TEST_CASE("papers of short paper sessions are short, a video is announced without an address",
          "[program_page]") {
  for (const Paper& paper : imported().file.papers) {
    const bool is_short = paper.presentations[0].session.find("short") != std::string::npos;
    CHECK(paper.type == (is_short ? "short" : "full"));
    for (const Video& video : paper.videos) {
      CHECK(video.announced);
      CHECK(video.url.empty());
      CHECK(video.provider == "YouTube");
    }
    // The one author of a talk gives it.
    if (!is_short) CHECK((paper.authors.size() == 1 && paper.authors[0].presenting));
    if (is_short)
      CHECK(std::none_of(paper.authors.begin(), paper.authors.end(),
                         [](const Author& a) { return a.presenting; }));
  }
}

TEST_CASE("author lines of the page are read right", "[program_page]") {
  struct Case {
    const char* title;
    std::size_t index;
    const char* name;
    const char* source_name;
    const char* affiliation;
  };
  const Case c = GENERATE(values<Case>({
      {"A Semi-Decoupled", 2, "Yiyu Shi", "Yiyu, Shi", "Notre Dame"},
      // Two people in one line, an institution with a comma before the second.
      {"Neural Architecture Search for Energy", 4, "Daniel T. Speckhard", "",
       "X, The Moonshot Factory"},
      {"Neural Architecture Search for Energy", 5, "Tenghui Zhu", "", "Google Research"},
      {"Towards Agile", 0, "Binyi Wu", "", "Technische Universitaet Dresden"},
      {"Towards Agile", 1, "Wolfgang Furtner", "", "Infineon Technologies AG"},
      {"Towards Agile", 3, "Bernd Waschneck", "", "Infineon Technologies AG"},
      {"Delta Keyword", 0, "Zuzana Jelčicoová", "Zuzana JELČICOOVÁ", "Oticon"},
      {"TinyM^2Net", 0, "Hasib-Al-Rashid", "Hasib-Al-RASHID", "University of Maryland Baltimore"},
      {"Millimeter-Scale", 0, "Andrea Bejarno-Carbo", "Andrea BEJARNO-CARBO",
       "University of Michigan, Ann Arbor MI"},
      {"Distributed On-Sensor", 0, "Jorge Gomez", "Jorge GOMEZ", "Reality Labs, Meta"},
      {"PocketNN", 0, "Jaewoo Song", "Jaewoo SONG",
       "Hong Kong University of Science and Technology (HKUST)"},
      // A field of work where the institution should stand.
      {"Toward Compact", 0, "Seul-Ki Yeom", "", ""},
      {"A Fast Network", 0, "Arnab Neelim Mazumder", "",
       "University of Maryland, Baltimore County"},
      {"Power-of-Two", 0, "Dominika Przewlocka-Rus", "", "Meta Reality Lab Research"},
  }));
  CAPTURE(c.title, c.index);
  const Paper* paper = paper_titled(imported().file, c.title);
  REQUIRE(paper != nullptr);
  REQUIRE(paper->authors.size() > c.index);
  const Author& author = paper->authors[c.index];
  CHECK(author.name == c.name);
  CHECK(author.source_name == c.source_name);
  if (*c.affiliation == '\0') {
    CHECK(author.affiliations.empty());
  } else {
    REQUIRE(author.affiliations.size() == 1);
    CHECK(author.affiliations[0].raw == c.affiliation);
  }
}

TEST_CASE("a page alone, without the authority file, gives the same people", "[program_page]") {
  const ProgramPageImport alone = test::import_ok(page(), "tinyml-2022", overrides());
  CHECK(alone.file == imported().file);
}

TEST_CASE("chairs have a role and an affiliation", "[program_page]") {
  const std::vector<Session>& sessions = imported().file.sessions;
  const Chair& asgar = sessions[0].chairs[0];
  CHECK(asgar.name == "Zain Asgar");
  CHECK(asgar.role == "Adjunct Professor Of Computer Science");
  CHECK(asgar.affiliations[0].raw == "Stanford University");
  CHECK(sessions[0].chairs[1].role == "Distinguished Engineer System Architecture");
  const Chair& homayoun = sessions[4].chairs[0];
  CHECK(homayoun.role == "Professor");
  CHECK(homayoun.affiliations[0].raw == "UC Davis");
  CHECK(sessions[2].chairs[1].affiliations[0].raw == "University of California - Berkeley");
}

TEST_CASE("text is cleaned: blanks in titles, escapes in abstracts", "[program_page]") {
  const Paper* net = paper_titled(imported().file, "L3U-Net");
  REQUIRE(net != nullptr);
  CHECK(net->title.ends_with("Parallel CNN Processors"));
  const Paper* ldp = paper_titled(imported().file, "LDP");
  REQUIRE(ldp != nullptr);
  CHECK(ldp->abstract.find("0.31% higher") != std::string::npos);
  CHECK(paper_titled(imported().file, "Delta")->abstract.find("resource- constrained") !=
        std::string::npos);
}

TEST_CASE("the authority file counts institutions as the issue lists them", "[program_page]") {
  const nlohmann::json root =
      nlohmann::json::parse(source_file("corpus/authority/institutions.json"));
  std::vector<Institution> institutions;
  for (const nlohmann::json& value : root.at("institutions"))
    institutions.push_back(institution_from_json(value));
  CHECK(std::is_sorted(institutions.begin(), institutions.end(),
                       [](const Institution& a, const Institution& b) { return a.id < b.id; }));
  const Result<InstitutionAuthority> authority =
      InstitutionAuthority::create(std::move(institutions));
  REQUIRE(authority.ok());
  std::map<std::string, int> papers;
  int without = 0;
  for (const Paper& paper : imported().file.papers) {
    std::set<std::string> ids;
    for (const Author& author : paper.authors) {
      for (const Affiliation& affiliation : author.affiliations) {
        const std::vector<std::string> found = authority->resolve(affiliation.raw);
        CAPTURE(affiliation.raw);
        REQUIRE(found.size() == 1);
        ids.insert(found[0]);
      }
    }
    for (const std::string& id : ids) ++papers[id];
    without += ids.empty() ? 1 : 0;
  }
  CHECK(papers["meta"] == 2);
  CHECK(papers["tu-dresden"] == 2);
  CHECK(papers["umbc"] == 2);
  CHECK(papers["infineon"] == 2);
  CHECK(papers["x-the-moonshot-factory"] == 1);
  CHECK(without == 1);
  CHECK(authority->resolve("Meta Inc.") == std::vector<std::string>{"meta"});
  CHECK(authority->resolve("Reality Labs, Meta") == std::vector<std::string>{"meta"});
  const std::map<std::string, std::string> spellings = {
      {"UC Riverside", "uc-riverside"},
      {"Notre Dame", "notre-dame"},
      {"HKUST", "hkust"},
      {"UMBC", "umbc"},
      {"TU Munich", "tu-munich"},
      {"CMU", "carnegie-mellon"},
      {"X, The Moonshot Factory", "x-the-moonshot-factory"}};
  for (const auto& [spelling, id] : spellings) {
    CAPTURE(spelling);
    CHECK(authority->resolve(spelling) == std::vector<std::string>{id});
  }
  for (const Session& session : imported().file.sessions) {
    for (const Chair& chair : session.chairs)
      CHECK(authority->resolve(chair.affiliations[0].raw).size() == 1);
  }
}

TEST_CASE("inserting a paper changes no other id", "[program_page][ids]") {
  const std::set<std::string> before = ids_of(imported().file);
  struct Case {
    const char* where;
    const char* block;
  };
  const Case c = GENERATE(values<Case>({
      {"Millimeter-Scale",
       "A Talk that Nobody Has Heard Yet\n\nNova STELLAN, PhD Student, Rice University\n\n"},
      {"tinyMAN",
       "A Talk that Nobody Has Heard Yet\n\nNova STELLAN, PhD Student, Rice University\n\n"},
      {"A Semi-Decoupled", "A Talk that Nobody Has Heard Yet\nNova Stellan, Rice University\n\n"},
      {"Schedule subject", "A Talk that Nobody Has Heard Yet\nNova Stellan, Rice University\n\n"},
      // The first six words of a paper that is there, in a longer title: the old paper keeps its
      // id.
      {"Millimeter-Scale",
       "An Empirical Study of Low Precision Quantization for TinyML on Very Small Batteries\n\n"
       "Nova STELLAN, PhD Student, Rice University\n\n"},
  }));
  const ProgramPageImport import =
      test::import_ok(with_block(c.where, c.block), "tinyml-2022", overrides());
  CHECK(import.file.papers.size() == 23);
  std::set<std::string> after = ids_of(import.file);
  CHECK(after.size() == before.size() + 1);
  CHECK(std::includes(after.begin(), after.end(), before.begin(), before.end()));
}

TEST_CASE("moving a paper elsewhere in the page changes no id", "[program_page][ids]") {
  std::string text = page();
  const std::size_t begin = text.find("LDP: Learnable");
  const std::size_t end = text.find("PocketNN: Integer-only");
  const std::string block = text.substr(begin, end - begin);
  text.erase(begin, end - begin);
  text.insert(text.find("An Empirical Study"), block);
  const ProgramPageImport import = test::import_ok(text, "tinyml-2022", overrides());
  CHECK(ids_of(import.file) == ids_of(imported().file));
  CHECK(import.file.papers.size() == 22);
}

TEST_CASE("the committed corpus is valid, authority and site.json included", "[program_page]") {
  const Result<CorpusReader> corpus =
      CorpusReader::open(std::string(PAPERFIND_SOURCE_DIR) + "/corpus");
  REQUIRE(corpus.ok());
  std::vector<Finding> findings;
  const Result<CorpusFrame> frame = corpus->read_frame(findings);
  REQUIRE(frame.ok());
  std::size_t papers = 0;
  const Status status =
      corpus->for_each_paper(*frame, findings, [&](Paper&&, const SourcePosition&) {
        ++papers;
        return true;
      });
  CHECK(status.ok());
  for (const Finding& finding : findings) FAIL_CHECK(finding.to_string());
  CHECK(papers >= 22);
  CHECK(frame->institutions.size() >= 25);
  CHECK(frame->site.facets.size() >= 2);
}

TEST_CASE("nothing below the end of the schedule is a paper", "[program_page]") {
  const std::string more =
      page() + "\n9:00 am to 10:00 am\n\nA Paper\nNova Stellan, Rice University\n";
  const ProgramPageImport import = test::import_ok(more, "tinyml-2022", overrides());
  CHECK(import.file == imported().file);
  CHECK(import.warnings.empty());
}

}  // namespace
}  // namespace paperfind
