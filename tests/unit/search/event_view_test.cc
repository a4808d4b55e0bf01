#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/unit/search/record_corpus.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::record_corpus;
using testing::SmallIndex;

// "2026-03-28: 08:45 x1; 09:00 b a | …": what stands together begins together.
std::string text_of(const Programme& programme) {
  std::string out;
  for (const ProgrammeDay& day : programme.days) {
    out += (out.empty() ? "" : " | ") + (day.day.empty() ? std::string("?") : day.day) + ":";
    for (const ProgrammeSlot& slot : day.slots) {
      out += (&slot == &day.slots.front() ? " " : "; ");
      out += slot.start.empty() ? "-" : slot.start.substr(11, 5);
      for (const ProgrammeItem& item : slot.items) out += " " + item.id;
    }
  }
  return out;
}

TEST_CASE("a schedule goes by day and time, what is parallel side by side", "[records]") {
  SmallIndex index(record_corpus());
  const Result<ScheduleView> view = index.searcher().schedule({.event = "e26"});
  REQUIRE(view.ok());
  CHECK(text_of(view->programme) ==
        "2026-03-28: 08:45 x1; 09:00 b a; 10:30 x2 | 2026-03-29: 09:00 c; - d | ?: - f");
  CHECK(view->programme.total == 7);
  CHECK(view->programme.listed == 7);
  CHECK(view->other.empty());
}

TEST_CASE("times of a schedule have the offset of their zone on that day", "[records]") {
  SmallIndex index(record_corpus());
  const Result<ScheduleView> view = index.searcher().schedule({.event = "e26"});
  REQUIRE(view.ok());
  const std::vector<ProgrammeDay>& days = view->programme.days;
  CHECK(days[0].slots[1].start == "2026-03-28T09:00:00+01:00");
  CHECK(days[1].slots[0].start == "2026-03-29T09:00:00+02:00");
  // Entries have no zone of their own.
  CHECK(days[0].slots[0].items[0].tz == "Europe/Zurich");
  CHECK_FALSE(days[0].slots[0].items[0].is_session);
}

TEST_CASE("a schedule in another zone has that zone's times and days", "[records]") {
  SmallIndex index(record_corpus());
  const Result<ScheduleView> view =
      index.searcher().schedule({.event = "e26", .zone = "Pacific/Auckland"});
  REQUIRE(view.ok());
  CHECK(text_of(view->programme) ==
        "2026-03-28: 20:45 x1; 21:00 b a; 22:30 x2 | 2026-03-29: 20:00 c; - d | ?: - f");
  CHECK(view->programme.days[0].slots[0].items[0].tz == "Pacific/Auckland");
  const Result<ScheduleView> east =
      index.searcher().schedule({.event = "e26", .zone = "America/Los_Angeles"});
  REQUIRE(east.ok());
  // What has no time of day stays on the day of the event.
  CHECK(text_of(east->programme) ==
        "2026-03-28: 00:45 x1; 01:00 b a; 02:30 x2 | 2026-03-29: 00:00 c; - d | ?: - f");
  const Result<ScheduleView> none = index.searcher().schedule({.event = "e26", .zone = "PST"});
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().where == "tz");
}

TEST_CASE("the schedule is the newest event's that has one, unless another is named", "[records]") {
  SmallIndex index(record_corpus());
  const Result<ScheduleView> newest = index.searcher().schedule({.event = ""});
  REQUIRE(newest.ok());
  CHECK(newest->event.id == "e26");
  const Result<ScheduleView> without = index.searcher().schedule({.event = "e25"});
  REQUIRE(without.ok());
  CHECK(without->programme.days.empty());
  REQUIRE(without->other.size() == 1);
  CHECK(without->other.front().id == "e26");
  const Result<ScheduleView> unknown = index.searcher().schedule({.event = "e24"});
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.error().code == ErrorCode::NotFound);
  CHECK(unknown.error().message == "there is no event \"e24\"");
}

TEST_CASE("a schedule of very many sessions is cut and says so", "[records]") {
  std::string lines = R"({"kind":"event","id":"e","name":"Big","year":2026,"tz":"UTC"})"
                      "\n";
  for (int i = 0; i < 600; ++i) {
    lines += R"({"kind":"session","id":"s)" + std::to_string(i) +
             R"(","title":"S","event":"e","start":"2026-03-28T09:00"})"
             "\n";
  }
  lines += R"({"kind":"paper","id":"p","title":"P","event":"e","authors":[]})"
           "\n";
  SmallIndex index(lines);
  const Result<ScheduleView> view = index.searcher().schedule({.event = ""});
  REQUIRE(view.ok());
  CHECK(view->programme.total == 600);
  CHECK(view->programme.listed == 500);
  REQUIRE(view->programme.days.size() == 1);
  CHECK(view->programme.days[0].slots.at(0).items.size() == 500);
}

TEST_CASE("an event counts its papers, people and institutions", "[records]") {
  SmallIndex index(record_corpus());
  const Result<EventView> view = index.searcher().event("e26");
  REQUIRE(view.ok());
  CHECK(view->total == 6);
  CHECK(index.search("event=e26").total == view->total);
  CHECK(view->unplaced == 1);
  CHECK(index.search("event=e26&session=~none").total == view->unplaced);
  CHECK(view->people == 4);
  // Sessions alone.
  CHECK(text_of(view->programme) == "2026-03-28: 09:00 b a | 2026-03-29: 09:00 c; - d | ?: - f");
  REQUIRE(view->other.size() == 1);
  CHECK(view->other.front().id == "e25");
  REQUIRE_FALSE(view->institutions.values.empty());
  for (const FacetValue& value : view->institutions.values) {
    CHECK(index.search("event=e26&institution=" + value.id).total == value.count);
  }
}

TEST_CASE("an event without sessions has an empty programme", "[records]") {
  SmallIndex index(record_corpus());
  const Result<EventView> view = index.searcher().event("e25");
  REQUIRE(view.ok());
  CHECK(view->programme.days.empty());
  CHECK(view->total == 1);
  CHECK(view->unplaced == 1);
}

TEST_CASE("an unknown event is not found", "[records]") {
  SmallIndex index(record_corpus());
  const std::string id =
      GENERATE(values<std::string>({"nothing", "", "E26", "~none", std::string(300, 'a')}));
  const Result<EventView> view = index.searcher().event(id);
  REQUIRE_FALSE(view.ok());
  CHECK(view.error().code == ErrorCode::NotFound);
  CHECK(view.error().message == "there is no event \"" + id + "\"");
}

}  // namespace
}  // namespace paperfind
