#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/render/export.h"
#include "engine/text/normalize.h"
#include "tests/catch.h"
#include "tests/unit/render/nasty_papers.h"
#include "tests/unit/searchd/record_sample.h"

namespace paperfind {
namespace {

using Lines = std::vector<std::string>;

std::string calendar_of(const std::vector<PaperView>& papers) {
  Export out(*find_export_format("ics"),
             {"Efficient; models", "https://papers.example.org", "/x", "/y", ""});
  std::string text = out.head();
  for (const PaperView& paper : papers) text += out.entry(paper);
  return text + out.tail();
}

// Lines as they were before they were folded. Each is checked for its length on the way.
Lines unfolded(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find("\r\n");
    REQUIRE(end != std::string_view::npos);
    const std::string line(text.substr(0, end));
    CAPTURE(line);
    CHECK(line.size() <= 75);
    CHECK(is_clean_utf8(line));
    CHECK(std::none_of(line.begin(), line.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    text.remove_prefix(end + 2);
    if (line.starts_with(" ")) {
      REQUIRE_FALSE(lines.empty());
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
  }
  return lines;
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\';
    if (escape) ++i;
    out += escape && text[i] == 'n' ? '\n' : text[i];
  }
  return out;
}

Lines starting(const Lines& lines, const std::string& name) {
  Lines found;
  for (const std::string& line : lines) {
    if (line.starts_with(name)) found.push_back(line.substr(name.size()));
  }
  return found;
}

TEST_CASE("a talk is an event in its own zone, which is explained once", "[calendar]") {
  PaperView second = sample::plain_paper();
  second.paper.id = "p2";
  const Lines lines = unfolded(calendar_of({sample::plain_paper(), second}));
  CHECK(lines.front() == "BEGIN:VCALENDAR");
  CHECK(lines.back() == "END:VCALENDAR");
  CHECK(starting(lines, "X-WR-CALNAME:") == Lines{"Efficient\\; models"});
  CHECK(starting(lines, "BEGIN:VTIMEZONE").size() == 1);
  CHECK(starting(lines, "TZID:") == Lines{"Europe/Zurich"});
  CHECK(starting(lines, "DTSTART;TZID=Europe/Zurich:") ==
        Lines{"20260603T103000", "20260603T103000"});
  CHECK(starting(lines, "DTEND;TZID=Europe/Zurich:") ==
        Lines{"20260603T120000", "20260603T120000"});
  CHECK(starting(lines, "UID:") ==
        Lines{"papers/p0421/s12@papers.example.org", "papers/p2/s12@papers.example.org"});
  CHECK(starting(lines, "DTSTAMP:") == Lines{"20260603T000000Z", "20260603T000000Z"});
  CHECK(starting(lines, "LOCATION:").front() == "Hall B\\, Zürich");
  CHECK(starting(lines, "SUMMARY:").front() ==
        "Pruning attention heads of BERT & co: 60% of $L_1$");
  CHECK(starting(lines, "URL:").front() == "https://papers.example.org/papers/p0421");
}

TEST_CASE("times of zones nobody knows are in Greenwich", "[calendar]") {
  struct Case {
    std::string tz, start, line;
  };
  const Case c = GENERATE(values<Case>({
      {"PDT", "2022-03-28T09:30:00-07:00", "DTSTART:20220328T163000Z"},
      {"", "2022-03-28T09:30:00-07:00", "DTSTART:20220328T163000Z"},
      {"UTC", "2022-03-28T09:30:00Z", "DTSTART:20220328T093000Z"},
      {"X\r\nEND:VEVENT", "2022-03-28T09:30:00Z", "DTSTART:20220328T093000Z"},
      // As the zone has it, however it was written down.
      {"America/Los_Angeles", "2022-03-28T16:30:00Z",
       "DTSTART;TZID=America/Los_Angeles:20220328T093000"},
  }));
  PaperView paper = sample::plain_paper();
  paper.sessions[0].tz = c.tz;
  paper.sessions[0].start = c.start;
  const Lines lines = unfolded(calendar_of({paper}));
  CHECK(std::count(lines.begin(), lines.end(), c.line) == 1);
}

TEST_CASE("a slot without a time is no event", "[calendar]") {
  PaperView paper = sample::plain_paper();
  CHECK(has_calendar(paper.sessions));
  paper.sessions[0].start = "";
  CHECK_FALSE(has_calendar(paper.sessions));
  CHECK(calendar_of({paper}).find("VEVENT") == std::string::npos);
  paper.sessions.clear();
  CHECK(calendar_of({paper}).find("VEVENT") == std::string::npos);
}

TEST_CASE("a change of the record raises the sequence", "[calendar]") {
  PaperView paper = sample::plain_paper();
  CHECK(calendar_of({paper}).find("SEQUENCE") == std::string::npos);
  paper.paper.updated = "2026-07-01";
  const Lines lines = unfolded(calendar_of({paper}));
  CHECK(starting(lines, "SEQUENCE:") == Lines{"29714400"});
  CHECK(starting(lines, "LAST-MODIFIED:") == Lines{"20260701T000000Z"});
}

TEST_CASE("a paper given twice in one session is two events", "[calendar]") {
  PaperView paper = sample::plain_paper();
  paper.sessions.push_back(paper.sessions[0]);
  CHECK(starting(unfolded(calendar_of({paper})), "UID:") ==
        Lines{"papers/p0421/s12@papers.example.org", "papers/p0421/s12/2@papers.example.org"});
}

TEST_CASE("the calendar of a session has the session, and talks with a time of their own",
          "[calendar]") {
  const ExportFormat& format = *find_export_format("ics");
  ExportSource source = record_source(format, "/sessions/s12", "S", "https://papers.example.org");
  source.session = sample::session_view();
  PaperView with_session = sample::plain_paper();
  PaperView alone = sample::plain_paper();
  alone.paper.id = "p2";
  alone.sessions[0].start = "2026-06-03T11:00:00+02:00";
  alone.sessions.push_back(alone.sessions[0]);
  alone.sessions[1].id = "s13";
  Export out(format, source);
  std::string text = out.head();
  text += out.entry(with_session);
  text += out.entry(alone);
  const Lines lines = unfolded(text + out.tail());
  CHECK(starting(lines, "UID:") ==
        Lines{"sessions/s12@papers.example.org", "papers/p2/s12@papers.example.org"});
  CHECK(starting(lines, "DTSTART;TZID=Europe/Zurich:") ==
        Lines{"20260603T103000", "20260603T110000"});
  CHECK(starting(lines, "URL:").front() == "https://papers.example.org/sessions/s12");
  CHECK(unescaped(starting(lines, "DESCRIPTION:").front()).find("Chair: Efficient models") !=
        std::string::npos);
}

TEST_CASE("the calendar of a schedule has its sessions and breaks, whatever they are called",
          "[calendar]") {
  for (const std::string& title : sample::nasty_texts()) {
    CAPTURE(title);
    ScheduleView schedule;
    schedule.event = sample::event(title);
    ProgrammeItem session = sample::programme_item(title), pause = session, timeless = session;
    pause.is_session = false;
    pause.id = "b1";
    timeless.id = "s13";
    timeless.start = "";
    schedule.programme.days = {
        {"2026-06-03", {{session.start, {session, pause}}, {"", {timeless}}}}};
    const Lines lines = unfolded(schedule_calendar(schedule, "https://papers.example.org"));
    CHECK(starting(lines, "UID:") ==
          Lines{"sessions/s12@papers.example.org", "schedule/b1@papers.example.org"});
    CHECK(starting(lines, "BEGIN:VEVENT").size() == 2);
    CHECK(starting(lines, "BEGIN:VTIMEZONE").size() == 1);
    CHECK(starting(lines, "URL:").size() == 1);
  }
}

TEST_CASE("an end before the start is left out", "[calendar]") {
  PaperView paper = sample::plain_paper();
  paper.sessions[0].end = paper.sessions[0].start;
  CHECK(calendar_of({paper}).find("DTEND") == std::string::npos);
}

TEST_CASE("whatever a record holds, lines are short and unfold to it", "[calendar]") {
  const std::vector<PaperView> papers = sample::nasty_papers();
  const Lines lines = unfolded(calendar_of(papers));
  const std::size_t count = papers.size();
  for (const char* once : {"BEGIN:VEVENT", "END:VEVENT", "UID:", "DTSTAMP:", "SUMMARY:"}) {
    CAPTURE(once);
    CHECK(starting(lines, once).size() == count);
  }
  CHECK(std::count(lines.begin(), lines.end(), "END:VCALENDAR") == 1);
  std::set<std::string> uids;
  for (const std::string& uid : starting(lines, "UID:")) CHECK(uids.insert(uid).second);

  PaperView long_one = sample::plain_paper();
  long_one.paper.abstract = "One; two, three\\n\nfour " + std::string(200, 'x') + "é中\U0001F600é";
  const Lines long_lines = unfolded(calendar_of({long_one}));
  CHECK(unescaped(starting(long_lines, "DESCRIPTION:").at(0)) ==
        "Ana Díaz, Jan van der Berg III\n\nMassachusetts Institute of Technology\n\n" +
            long_one.paper.abstract);
}

}  // namespace
}  // namespace paperfind
