#include <string>

#include "engine/base/nlohmann_json.h"
#include "engine/render/json.h"
#include "tests/catch.h"
#include "tests/unit/render/golden.h"
#include "tests/unit/searchd/record_sample.h"

using namespace paperfind;
using paperfind::testing::golden;
using paperfind::testing::indented;
using Json = nlohmann::ordered_json;

TEST_CASE("records have the keys of the interface, in their order", "[json]") {
  CHECK(indented(session_json(sample::session_view())) == golden("session.json"));
  CHECK(indented(person_json(sample::person_view())) == golden("person.json"));
  CHECK(indented(institution_json(sample::institution_view())) == golden("institution.json"));
  CHECK(indented(schedule_json(sample::schedule_view())) == golden("schedule.json"));
  CHECK(indented(event_json(sample::event_view())) == golden("event.json"));
}

TEST_CASE("what a session does not have is null or an empty list", "[json]") {
  SessionView view;
  view.session.id = "s1";
  view.session.stream = "javascript:alert(1)";
  const Json record = Json::parse(session_json(view));
  for (const char* key :
       {"event", "start", "end", "tz", "room", "description", "stream", "parent", "prev", "next"}) {
    CAPTURE(key);
    CHECK(record[key].is_null());
  }
  CHECK(record["papers"].empty());
  CHECK(record["total"].get<int>() == 0);
  CHECK(record["chairs"].is_array());
}
