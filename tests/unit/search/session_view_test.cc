#include <string>
#include <vector>

#include "engine/schema/programme.h"
#include "tests/catch.h"
#include "tests/unit/search/record_corpus.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::record_corpus;
using testing::SmallIndex;

std::string ids_of(const std::vector<Hit>& papers) {
  std::string out;
  for (const Hit& hit : papers) out += (out.empty() ? "" : " ") + hit.paper.id;
  return out;
}

std::string id_of(const std::optional<NamedRef>& ref) { return ref ? ref->id : "-"; }

TEST_CASE("a session lists its papers by position, then by time, without withdrawn ones",
          "[records]") {
  SmallIndex index(record_corpus());
  const Result<SessionView> view = index.searcher().session("a");
  REQUIRE(view.ok());
  CHECK(ids_of(view->papers) == "p2 p1 p4 p3");
  CHECK(view->total == 4);
  CHECK(view->event.name == "Symposium 2026");
  CHECK(view->session.chairs.front().name == "Petra Vogel");
  // Its zone is the event's, and its times have that zone's offset.
  CHECK(view->session.tz == "Europe/Zurich");
  CHECK(view->session.start == "2026-03-28T09:00:00+01:00");
  CHECK(index.search("session=a").total == view->total);
}

TEST_CASE("a chair has an id only where there is a page for it", "[records]") {
  SmallIndex unknown(record_corpus());
  CHECK(unknown.searcher().session("a").value().session.chairs.front().person.empty());
  SmallIndex known(record_corpus(), "", "", testing::record_people());
  CHECK(known.searcher().session("a").value().session.chairs.front().person == "petra-vogel");
}

TEST_CASE("sessions stand between their neighbours in the event's programme", "[records]") {
  SmallIndex index(record_corpus());
  const auto beside = [&](std::string_view id) {
    const Result<SessionView> view = index.searcher().session(id);
    REQUIRE(view.ok());
    return id_of(view->previous) + " " + id_of(view->next);
  };
  // By time, then by room; those without a time of day first on their day, without a day first.
  CHECK(beside("f") == "- b");
  CHECK(beside("b") == "f a");
  CHECK(beside("a") == "b d");
  CHECK(beside("d") == "a c");
  CHECK(beside("c") == "d -");
}

TEST_CASE("a session names its parts and what it is part of", "[records]") {
  SmallIndex index(record_corpus());
  const Result<SessionView> whole = index.searcher().session("a");
  REQUIRE(whole.ok());
  REQUIRE(whole->parts.size() == 1);
  CHECK(whole->parts.front().id == "f");
  CHECK_FALSE(whole->parent);
  const Result<SessionView> part = index.searcher().session("f");
  REQUIRE(part.ok());
  CHECK(id_of(part->parent) == "a");
  CHECK(part->total == 0);
  CHECK(part->session.start.empty());
}

TEST_CASE("an unknown session is not found", "[records]") {
  SmallIndex index(record_corpus());
  const std::string id =
      GENERATE(values<std::string>({"nothing", "", "A", "~none", std::string(300, 'a')}));
  const Result<SessionView> view = index.searcher().session(id);
  REQUIRE_FALSE(view.ok());
  CHECK(view.error().code == ErrorCode::NotFound);
  CHECK(view.error().message == "there is no session \"" + id + "\"");
}

TEST_CASE("what stands beside a paper in its session is never withdrawn", "[records]") {
  SmallIndex index(record_corpus());
  const Result<PaperView> view = index.searcher().paper("p1");
  REQUIRE(view.ok());
  REQUIRE(view->previous);
  CHECK(view->previous->first == "p2");
  // p5 has position 3 and was withdrawn.
  REQUIRE(view->next);
  CHECK(view->next->first == "p4");
}

}  // namespace
}  // namespace paperfind
