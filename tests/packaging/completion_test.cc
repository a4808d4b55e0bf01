// What a Tab does, in every shell we have a file for.
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/packaging/help_words.h"
#include "tests/support/http.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
using namespace std::chrono_literals;

namespace {

std::string file_of(const std::string& name) {
  return std::string(PAPERFIND_PACKAGING_DIR) + "/completions/" + name;
}

// Our programs by name, and an index to complete from.
RunOptions shell_options() {
  RunOptions options;
  const std::string bin = program("");
  options.environment = {{"PATH", bin + ":" + std::getenv("PATH")},
                         {"PAPERFIND_DB", corpus_index()},
                         {"TERM", "xterm"},
                         {"LC_ALL", "C.UTF-8"}};
  return options;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

bool has(const std::string& shell) {
  const bool there = run({shell, "--version"}).exit_code == 0;
  if (!there) WARN("skipped: there is no " + shell + " (Debian: " + shell + ")");
  return there;
}

// The words as readline parts them; COMPREPLY, a line each.
std::vector<std::string> in_bash(const std::string& name, std::vector<std::string> words) {
  const std::string script = R"(
    source "$1"; shift
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
    COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
    $(complete -p "$1" | sed 's/.*-F \([^ ]*\) .*/\1/') 2>/dev/null
    ((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}")";
  std::vector<std::string> argv = {"bash", "--norc", "-c", script, "bash", file_of("bash/" + name),
                                   name};
  argv.insert(argv.end(), words.begin(), words.end());
  const RunResult result = run(argv, shell_options());
  CHECK(result.err == "");
  return lines_of(result.out);
}

// Each a word, a tab and what it means.
std::vector<std::string> in_fish(const std::string& name, const std::string& line) {
  const RunResult result =
      run({"fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]",
           file_of("fish/" + name + ".fish"), line},
          shell_options());
  CHECK(result.err == "");
  return lines_of(result.out);
}

// The line after the Tab.
std::string in_zsh(const std::string& line) {
  const RunResult result =
      run({"zsh", "-f", source_dir() / "tests/packaging/complete.zsh", file_of("zsh"), line},
          shell_options());
  CHECK(result.err == "");
  const std::vector<std::string> lines = lines_of(result.out);
  return lines.empty() ? std::string() : lines.back();
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("every flag of --help is offered and no other", "[completion]") {
  const std::string name = GENERATE("paperfind", "paperfind-indexer", "paperfind-searchd");
  // The program's own flags may stand behind each command.
  const std::set<std::string> everywhere =
      name == "paperfind" ? std::set<std::string>{} : flags_in(help_of(name, ""));
  for (const std::string& command : commands_of(name)) {
    CAPTURE(name, command);
    // The overview of paperfind has two flags as examples of where to look.
    if (name == "paperfind" && (command.empty() || command == "help" || command == "version")) {
      continue;
    }
    std::vector<std::string> words;
    std::istringstream in(command);
    for (std::string word; in >> word;) words.push_back(word);
    words.emplace_back("--");
    std::set<std::string> wanted = flags_in(help_of(name, command));
    wanted.insert(everywhere.begin(), everywhere.end());
    std::erase_if(wanted, [](const std::string& flag) { return !flag.starts_with("--"); });
    const Lines offered = in_bash(name, words);
    CHECK(std::set<std::string>(offered.begin(), offered.end()) == wanted);
  }
}

TEST_CASE("every command is offered", "[completion]") {
  for (const std::string name : {"paperfind", "paperfind-indexer"}) {
    std::set<std::string> wanted;
    for (const std::string& command : commands_of(name)) {
      if (!command.empty() && command.find(' ') == std::string::npos) wanted.insert(command);
    }
    const Lines offered = in_bash(name, {""});
    CHECK(std::set<std::string>(offered.begin(), offered.end()) == wanted);
  }
  CHECK(in_bash("paperfind-indexer", {"authority", "m"}) == Lines{"merge"});
}

TEST_CASE("bash completes commands, flags and values of facets", "[completion]") {
  struct Case {
    std::string program;
    Lines typed;
    Lines offered;
  };
  const Case c = GENERATE(values<Case>({
      {"paperfind", {"fac"}, {"facets"}},
      {"paperfind", {"search", "--inst"}, {"--institution"}},
      // By name, and by what earlier Tabs made of it.
      {"paperfind", {"search", "--institution", "Tu"}, {"tu-dresden", "tu-munich"}},
      {"paperfind", {"search", "--institution", "tu-d"}, {"tu-dresden"}},
      {"paperfind", {"search", "--institution", "\"TU D"}, {"tu-dresden", "tu-munich"}},
      {"paperfind", {"search", "--institution", "=", "tu-d"}, {"tu-dresden"}},
      {"paperfind", {"search", "--session", "Algorithms"}, {"tinyml-2022-tinyml-algorithms"}},
      {"paperfind", {"search", "--not", "sess"}, {"session="}},
      {"paperfind", {"search", "--not", "session", "=", "Hardw"}, {"tinyml-2022-tinyml-hardware"}},
      {"paperfind", {"search", "--year", ""}, {"2022"}},
      {"paperfind", {"search", "--institution", "nowhere"}, {}},
      {"paperfind", {"search", "--format", "b"}, {"bib"}},
      {"paperfind", {"eval", "--format", "t"}, {"table", "trec"}},
      {"paperfind", {"facets", "inst"}, {"institution"}},
      {"paperfind", {"search", "--facets", "session,inst"}, {"session,institution"}},
      {"paperfind", {"suggest", "--types", "ph"}, {"phrase"}},
      {"paperfind", {"help", "q"}, {"query"}},
      {"paperfind", {"search", "--", "--inst"}, {}},
      // An index that is not there has no values, and says nothing.
      {"paperfind", {"search", "--db", "/nowhere", "--session", ""}, {}},
      {"paperfind-indexer", {"roll"}, {"rollback"}},
      {"paperfind-indexer", {"import", "bi"}, {"bibtex"}},
      {"paperfind-indexer", {"diff", "cur"}, {"current"}},
      {"paperfind-searchd", {"--log-level", "w"}, {"warning"}},
  }));
  CAPTURE(c.program, c.typed);
  CHECK(in_bash(c.program, c.typed) == c.offered);
}

TEST_CASE("generations of the index are offered to roll back to", "[completion]") {
  const Lines offered = in_bash("paperfind-indexer", {"rollback", "--db", corpus_index(), ""});
  REQUIRE(offered.size() == 1);
  CHECK(offered[0].starts_with("gen-000001-"));
}

TEST_CASE("values come from a daemon as from an index", "[completion]") {
  const Daemon daemon(corpus_index());
  // As readline parts an address.
  CHECK(in_bash("paperfind", {"search", "--url", "http", ":", "//127.0.0.1", ":",
                              std::to_string(daemon.port()), "--session", "Algo"}) ==
        Lines{"tinyml-2022-tinyml-algorithms"});
}

TEST_CASE("names that hold what shells would part are quoted", "[completion]") {
  const TempDir folder;
  write_text(folder / "corpus/event.json", R"({"schema": 1,
    "event": {"id": "e1", "name": "E", "year": 2026, "tz": "UTC", "start": "2026-05-04",
              "end": "2026-05-04"},
    "papers": [{"id": "p1", "title": "One", "event": "e1", "authors": [], "track": "Full; papers & $HOME"}]})");
  REQUIRE(run({program("paperfind-indexer"), "build", folder / "corpus", "--db", folder / "index"})
              .exit_code == 0);
  const Lines offered = in_bash("paperfind", {"search", "--db", folder / "index", "--track", "F"});
  REQUIRE(offered.size() == 1);
  // Whatever it is, a shell makes one word of it, which finds the paper.
  const RunResult found =
      run({"bash", "-c", "paperfind search --db \"$1\" --format ids --track " + offered[0], "bash",
           folder / "index"},
          shell_options());
  CHECK(found.out == "p1\n");
}

TEST_CASE("fish completes commands, flags and values of facets", "[completion]") {
  if (!has("fish")) return;
  CHECK(in_fish("paperfind", "paperfind search --institution tu-") ==
        Lines{"tu-dresden\tTU Dresden", "tu-munich\tTechnical University of Munich"});
  CHECK(in_fish("paperfind", "paperfind search --institution=tu-d") ==
        Lines{"--institution=tu-dresden\tTU Dresden"});
  CHECK(in_fish("paperfind", "paperfind vers") == Lines{"version\tprint the version"});
  CHECK(in_fish("paperfind", "paperfind search --explai") ==
        Lines{"--explain\tsay what each paper's score is made of"});
  CHECK(in_fish("paperfind-indexer", "paperfind-indexer import bibt") == Lines{"bibtex"});
  CHECK(in_fish("paperfind-searchd", "paperfind-searchd --log-level warn") == Lines{"warning"});
}

TEST_CASE("zsh completes commands, flags and values of facets", "[completion]") {
  if (!has("zsh")) return;
  struct Case {
    std::string typed;
    std::string line;
  };
  const Case c = GENERATE(values<Case>({
      {"paperfind sea", "paperfind search "},
      {"paperfind search --institution Infin", "paperfind search --institution infineon "},
      {"paperfind search --institution=tu-d", "paperfind search --institution=tu-dresden "},
      {"paperfind search --session 'tinyML Algo",
       "paperfind search --session 'tinyml-2022-tinyml-algorithms' "},
      {"paperfind search --not sessio", "paperfind search --not session="},
      {"paperfind-indexer roll", "paperfind-indexer rollback "},
      {"paperfind-searchd --log-level deb", "paperfind-searchd --log-level debug "},
  }));
  CHECK(in_zsh(c.typed) == c.line);
}
