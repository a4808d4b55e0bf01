// Filters by id, label or alias.
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;

namespace {

// Two people of one name, and a session whose code is another one's title.
constexpr const char* kCorpus = R"({
 "schema": 1,
 "event": {"id": "e1", "name": "Event One", "year": 2026, "tz": "UTC"},
 "sessions": [{"id": "s1", "title": "First Talks", "event": "e1", "code": "A1"},
              {"id": "s2", "title": "Second Talks", "event": "e1", "code": "B2"}],
 "papers": [
  {"id": "p1", "title": "On lakes", "event": "e1", "presentations": [{"session": "s1"}],
   "authors": [{"name": "Ada Ibsen", "person": "ada-ibsen-lakes"}]},
  {"id": "p2", "title": "On hills", "event": "e1", "presentations": [{"session": "s2"}],
   "authors": [{"name": "Ada Ibsen", "person": "ada-ibsen-hills"}, {"name": "Bo Müller"}]}
 ]
})";

struct Case {
  std::vector<std::string> arguments;
  std::string ids;
};

}  // namespace

TEST_CASE("A value is an id, a label or an alias, whatever its accents and capitals", "[cli]") {
  const TempDir folder;
  const std::string index = index_of(kCorpus, folder.path());
  const std::vector<Case> cases = {
      {{"--session", "s1"}, "p1\n"},
      {{"--session", "first talks"}, "p1\n"},
      {{"--session", "B2"}, "p2\n"},
      {{"--session", "s1", "--session", "Second Talks"}, "p1\np2\n"},
      {{"--author", "bo-muller"}, "p2\n"},
      {{"--author", "BO MULLER"}, "p2\n"},
      {{"--author", "ada-ibsen-hills"}, "p2\n"},
      {{"--not", "session=First Talks"}, "p2\n"},
      {{"--all", "author=Bo Müller", "--all", "author=ada-ibsen-hills"}, "p2\n"},
      {{"--institution", "~none"}, "p1\np2\n"},
      {{"--year", "2026"}, "p1\np2\n"},
      {{"--year", "2030"}, ""},
      {{"--year", "2025..2026"}, "p1\np2\n"},
      {{"--year", "..2025"}, ""},
      {{"on", "--session", "s1"}, "p1\n"},
  };
  for (const Case& c : cases) {
    std::vector<std::string> arguments = {"search", "--db", index, "--format", "ids"};
    arguments.insert(arguments.end(), c.arguments.begin(), c.arguments.end());
    const RunResult result = run_paperfind(arguments);
    CAPTURE(c.arguments, result.err);
    CHECK(result.out == c.ids);
    CHECK(result.exit_code == (c.ids.empty() ? 1 : 0));
  }
}

TEST_CASE("An ambiguous name lists the ids, an unknown one the near ones", "[cli]") {
  const TempDir folder;
  const std::string index = index_of(kCorpus, folder.path());
  const std::vector<Case> cases = {
      {{"--author", "ada ibsen"},
       "paperfind: --author: \"ada ibsen\" is the name of 2 (say which: ada-ibsen-hills, "
       "ada-ibsen-lakes)\n"},
      {{"--author", "ibsen"},
       "paperfind: --author: no author is called \"ibsen\" (did you mean ada-ibsen-hills, "
       "ada-ibsen-lakes?)\n"},
      {{"--session", "nine"},
       "paperfind: --session: no session is called \"nine\" (paperfind facets session lists "
       "them)\n"},
      {{"--not", "author=ada ibsen"},
       "paperfind: --not: \"ada ibsen\" is the name of 2 (say which: ada-ibsen-hills, "
       "ada-ibsen-lakes)\n"},
  };
  for (const Case& c : cases) {
    std::vector<std::string> arguments = {"search", "--db", index};
    arguments.insert(arguments.end(), c.arguments.begin(), c.arguments.end());
    const RunResult result = run_paperfind(arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.out == "");
    CHECK(result.err == c.ids);
  }
}
