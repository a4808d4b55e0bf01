#include "cli/arguments.h"

#include <string>
#include <vector>

#include "cli/help.h"
#include "tests/catch.h"

using namespace paperfind;
using namespace paperfind::cli;

namespace {

// Verb, flags and words on one line: "search count=5 sort=year | keyword spotting".
std::string shown(const std::vector<std::string>& argv) {
  const Result<Arguments> arguments = parse_arguments(argv);
  if (!arguments.ok()) return arguments.error().to_string();
  std::string out =
      arguments->verb == Verb::None ? "-" : std::string(spec_of(arguments->verb).name);
  for (const TypedFlag& flag : arguments->flags) {
    out += " " + flag.name + (flag.value.empty() ? "" : "=" + flag.value);
  }
  out += " |";
  for (const std::string& word : arguments->words) out += " " + word;
  return out;
}

struct Case {
  std::vector<std::string> argv;
  std::string shown;
};

}  // namespace

TEST_CASE("parse_arguments tells verb, flags and words apart", "[cli]") {
  const Case c = GENERATE(values<Case>({
      {{"search", "keyword", "spotting"}, "search | keyword spotting"},
      {{"search", "a", "-n", "5", "b"}, "search count=5 | a b"},
      {{"search", "-n5", "--sort=year"}, "search count=5 sort=year |"},
      {{"search", "-vn5"}, "search verbose count=5 |"},
      // Flags before the verb, with their values.
      {{"--db", "search", "search", "x"}, "search db=search | x"},
      {{"--db=index", "facets", "session"}, "facets db=index | session"},
      {{"-v", "show", "p1"}, "show verbose | p1"},
      // -q is quiet everywhere but in facets.
      {{"search", "-q", "x"}, "search quiet | x"},
      {{"facets", "-q", "x"}, "facets query=x |"},
      // A flag's value may look like a flag; each flag takes one value only.
      {{"search", "--phrase", "-n", "b"}, "search phrase=-n | b"},
      {{"search", "--session", "s1", "x", "--session", "s2"}, "search session=s1 session=s2 | x"},
      {{"search", "--institution", "[a,b]"}, "search institution=[a,b] |"},
      // "--" ends flags, "-" is a word.
      {{"search", "--", "-survey", "--", "-n"}, "search | -survey -- -n"},
      {{"search", "-"}, "search | -"},
      {{"search", ""}, "search | "},
      {{"--help"}, "- help |"},
      {{}, "- |"},
  }));
  CAPTURE(c.argv);
  CHECK(shown(c.argv) == c.shown);
}

TEST_CASE("parse_arguments names what is off and the nearest thing known", "[cli]") {
  const Case c = GENERATE(values<Case>({
      {{"serach", "x"}, "no command is called \"serach\" (did you mean \"search\"?)"},
      {{"attention"},
       "no command is called \"attention\" (to look for it: paperfind search attention)"},
      {{"search", "--institutoin", "x"},
       "unknown flag --institutoin (did you mean --institution?)"},
      {{"search", "--zzzzzzzz"}, "unknown flag --zzzzzzzz"},
      {{"search", "--prefix", "x"}, "--prefix is no flag of search"},
      {{"--session", "s1"}, "--session is no flag of paperfind itself"},
      {{"search", "attention", "-survey"},
       "unknown flag -survey (to leave a word out of the search, end the flags first: -- -survey)"},
      {{"show", "-x"}, "unknown flag -x (see paperfind --help)"},
      {{"search", "--sort"}, "--sort: needs a value: KEY"},
      {{"search", "-n"}, "-n: needs a value: N"},
      {{"search", "--any=1"}, "--any: takes no value"},
  }));
  CAPTURE(c.argv);
  REQUIRE_FALSE(parse_arguments(c.argv).ok());
  CHECK(parse_arguments(c.argv).error().code == ErrorCode::InvalidInput);
  CHECK(shown(c.argv) == c.shown);
}

TEST_CASE("Every flag of every verb stands in its help, and its own way parses", "[cli]") {
  for (const VerbSpec& verb : verbs()) {
    const std::string help = help_on(verb.verb);
    for (const FlagSpec& flag : flags()) {
      if ((flag.verbs & bit(verb.verb)) == 0) continue;
      CAPTURE(verb.name, flag.long_name);
      std::vector<std::string> argv = {std::string(verb.name), "--" + flag.long_name};
      if (!flag.value.empty()) argv.emplace_back("value");
      const Result<Arguments> arguments = parse_arguments(argv);
      REQUIRE(arguments.ok());
      CHECK(arguments->flags.at(0).id == flag.id);
      if (verb.verb == Verb::Help || verb.verb == Verb::Version) continue;
      CHECK(help.find("--" + flag.long_name) != std::string::npos);
    }
  }
}

TEST_CASE("help_on knows the commands and the query language", "[cli]") {
  CHECK(help_on(std::string("query")).value().find("OR") != std::string::npos);
  CHECK(help_on(std::string("facets")).value().find("Usage: paperfind facets") == 0);
  CHECK(help_on(std::string("serch")).error().to_string() ==
        "there is no help on \"serch\" (did you mean \"search\"?)");
}
