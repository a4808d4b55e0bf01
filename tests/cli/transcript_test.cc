// What people type and what they see: both outputs, and the exit status.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

constexpr const char* kDelta = "tinyml-2022-delta-keyword-transformer-bringing-transformers-to";

std::string lower_ascii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

// "label → count" of a facet, as jsonl gives it.
std::vector<std::pair<std::string, int>> facet(const std::string& name) {
  std::vector<std::pair<std::string, int>> out;
  for (const std::string& line : lines_of(ask({"facets", name, "--format", "jsonl"}).out)) {
    const json value = json::parse(line);
    out.emplace_back(value.at("id"), value.at("count"));
  }
  return out;
}

int count_of(const std::string& facet_name, const std::string& id) {
  for (const auto& [value, count] : facet(facet_name)) {
    if (value == id) return count;
  }
  return 0;
}

// Papers in the text between the first blank-less lines: rows of the table begin with a rank.
bool holds_escape(const std::string& text) { return text.find('\x1b') != std::string::npos; }

}  // namespace

TEST_CASE("keyword spotting: the papers about it come first", "[cli]") {
  std::set<std::string> about;
  for (const json& paper : corpus_papers()) {
    const std::string text =
        paper.at("title").get<std::string>() + " " + paper.value("abstract", "");
    if (lower_ascii(text).find("keyword spotting") != std::string::npos)
      about.insert(paper.at("id"));
  }
  REQUIRE(about.size() >= 2);
  const std::vector<std::string> ids = ask_ids({"search", "keyword", "spotting"});
  REQUIRE(ids.size() >= about.size());
  const std::set<std::string> first(ids.begin(),
                                    ids.begin() + static_cast<std::ptrdiff_t>(about.size()));
  CHECK(first == about);
}

TEST_CASE("facets session: five sessions in programme order", "[cli]") {
  std::vector<int> counts;
  for (const auto& [id, count] : facet("session")) counts.push_back(count);
  CHECK(counts == std::vector<int>{4, 4, 5, 5, 4});
  const RunResult table = ask({"facets", "session"});
  CHECK(table.out.find("5 values") != std::string::npos);
  CHECK(lines_of(table.out).size() == 6);
}

TEST_CASE("facets institution: spellings of one institution count as one", "[cli]") {
  for (const char* id : {"meta", "tu-dresden", "umbc", "infineon"}) {
    CAPTURE(id);
    CHECK(count_of("institution", id) == 2);
  }
  const json answer = json::parse(ask({"facets", "institution", "--json"}).out);
  CHECK(answer.at("missing").at("count") == 1);
  CHECK(ask({"facets", "institution"}).out.find("     1  No institution given") !=
        std::string::npos);
}

TEST_CASE("Names and titles are found however they are typed", "[cli]") {
  CHECK(ask_ids({"search", "jelcicoova"}).at(0) == kDelta);
  std::string tinym2net;
  for (const json& paper : corpus_papers()) {
    if (paper.at("title").get<std::string>().find("TinyM") == 0) tinym2net = paper.at("id");
  }
  REQUIRE_FALSE(tinym2net.empty());
  for (const char* typed : {"TinyM2Net", "TinyM^2Net", "tinym²net"}) {
    CAPTURE(typed);
    CHECK(ask_ids({"search", typed}).at(0) == tinym2net);
  }
}

TEST_CASE("A table says how many, of what, and where to go on", "[cli]") {
  const RunResult page = ask({"search", "-n", "3", "--institution", "Infineon Technologies"});
  CHECK(page.out.find("2 papers at Infineon Technologies (generation gen-000001-") == 0);
  const RunResult first = ask({"search", "-n", "5"});
  CHECK(first.out.find("22 papers (generation ") == 0);
  CHECK(first.out.find("1–5 of 22.  Next: paperfind --db ") != std::string::npos);
  CHECK(first.out.find("search -n 5 --page 2\n") != std::string::npos);
  const RunResult last = ask({"search", "-n", "5", "--page", "5"});
  CHECK(last.out.find("21–22 of 22.\n") != std::string::npos);
  CHECK(ask({"search", "-n", "5", "--page", "6"}).exit_code == 1);
}

TEST_CASE("A line parts papers with all the words from those with some", "[cli]") {
  const TempDir folder;
  const std::string index = index_of(
      R"({"schema":1,"event":{"id":"e","name":"E","year":2022,"tz":"UTC"},"papers":[
{"id":"p1","event":"e","title":"Quartz","authors":[]},
{"id":"p2","event":"e","title":"Velvet quartz","authors":[]},
{"id":"p3","event":"e","title":"Velvet harbor","authors":[]},
{"id":"p4","event":"e","title":"Tundra","authors":[]}]})",
      folder.path());
  const auto search = [&](std::vector<std::string> flags) {
    flags.insert(flags.begin(), {"search", "--db", index, "quartz", "velvet"});
    return run_paperfind(std::move(flags));
  };
  const auto begins = [](const std::string& line, const std::string& text) {
    return line.rfind(text, 0) == 0;
  };
  std::vector<std::string> lines = lines_of(search({"--format", "table"}).out);
  CHECK(begins(lines.at(0), "1 paper for quartz velvet, and 2 with some of the words (gen"));
  std::vector<std::string> order;
  for (const std::string& line : lines) {
    for (const char* part :
         {"   1  Velvet quartz", "With some of the words:", "   2  ", "   3  "}) {
      if (begins(line, part)) order.emplace_back(part);
    }
  }
  CHECK(order == std::vector<std::string>{"   1  Velvet quartz",
                                          "With some of the words:", "   2  ", "   3  "});
  CHECK(search({"--format", "table", "-n1"}).out.find("With some") == std::string::npos);
  CHECK(search({"-n1"}).out.find("1–1 of 3.  Next: ") != std::string::npos);
  CHECK(search({"-n1", "--page", "2"}).out.find("With some of the words:\n   2  ") !=
        std::string::npos);

  const std::vector<std::string> ids = lines_of(search({"--format", "ids"}).out);
  CHECK(ids == std::vector<std::string>{"p2", "p1", "p3"});
  CHECK(lines_of(search({"--format", "ids", "--all-results"}).out) == ids);
  const json page = json::parse(search({"--json", "--explain"}).out);
  CHECK(page.at("total") == 1);
  CHECK(page.at("partial_total") == 2);
  std::vector<std::string> matches;
  for (const json& hit : page.at("results")) {
    matches.push_back(hit.at("match"));
    CHECK_FALSE(hit.at("explanation").empty());
  }
  CHECK(matches == std::vector<std::string>{"full", "partial", "partial"});
  // One of the words is enough: then nothing is partial.
  CHECK(json::parse(search({"--json", "--any"}).out).at("total") == 3);
}

TEST_CASE("Every page together is every paper, once", "[cli]") {
  const std::vector<std::string> all = ask_ids({"search", "--all-results"});
  CHECK(all.size() == corpus_papers().size());
  std::vector<std::string> paged;
  for (int page = 1; page <= 5; ++page) {
    for (std::string& id : ask_ids({"search", "-n5", "--page", std::to_string(page)})) {
      paged.push_back(std::move(id));
    }
  }
  CHECK(paged == all);
}

TEST_CASE("No table is wider than the terminal", "[cli]") {
  for (const char* columns : {"40", "60", "97"}) {
    const RunResult result = run_paperfind({"search", "--db", corpus_index(), "learning"},
                                           {.environment = {{"COLUMNS", columns}}});
    REQUIRE(result.exit_code == 0);
    for (const std::string& line : lines_of(result.out)) {
      // Bytes that continue a character take no column of their own; this corpus has no wide
      // characters.
      const auto width = std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      });
      CAPTURE(line);
      // The line with the command to paste is never broken.
      if (line.find("paperfind ") == std::string::npos) CHECK(width <= std::stoi(columns));
    }
  }
}

TEST_CASE("Each format has its shape", "[cli]") {
  const RunResult jsonl = ask({"search", "learning", "--format", "jsonl"});
  const json page = json::parse(ask({"search", "learning", "--json"}).out);
  const std::vector<std::string> lines = lines_of(jsonl.out);
  REQUIRE(lines.size() == page.at("results").size());
  for (std::size_t i = 0; i < lines.size(); ++i) CHECK(json::parse(lines[i]) == page["results"][i]);
  CHECK(page.contains("facets"));
  CHECK(page.at("facets").contains("session"));
  const json short_hit = json::parse(
      lines_of(ask({"search", "learning", "--format=jsonl", "--fields=title"}).out).at(0));
  CHECK(short_hit.contains("title"));
  CHECK_FALSE(short_hit.contains("authors"));
}

TEST_CASE("show prints whole papers, also those named on standard input", "[cli]") {
  const RunResult card = ask({"show", kDelta});
  CHECK(card.out.find("Zuzana Jelčicoová (Oticon)") != std::string::npos);
  CHECK(card.out.find("98.4% accuracy") != std::string::npos);
  CHECK(card.out.find("\nSimilar papers\n      A Fast Network Exploration Strategy") !=
        std::string::npos);
  CHECK(card.out.find("shares: pruning, edge; same session\n") != std::string::npos);
  const RunResult piped = run_paperfind({"show", "-", "--format", "ids", "--db", corpus_index()},
                                        {.input = std::string(kDelta) + "\n"});
  CHECK(piped.out == std::string(kDelta) + "\n");
  // One unknown id: the others are shown all the same.
  const RunResult some = ask({"show", "nope", kDelta, "--format=ids"});
  CHECK(some.exit_code == 1);
  CHECK(some.out == std::string(kDelta) + "\n");
  CHECK(some.err == "paperfind: there is no paper \"nope\"\n");
  CHECK(ask({"show", "../x"}).err == "paperfind: there is no paper \"../x\"\n");
}

TEST_CASE("The query may come from standard input", "[cli]") {
  const RunResult result = run_paperfind({"search", "-", "--format", "ids", "--db", corpus_index()},
                                         {.input = "jelcicoova\n"});
  CHECK(result.out == std::string(kDelta) + "\n");
}

TEST_CASE("Exit statuses and what goes to standard error", "[cli]") {
  const TempDir folder;
  struct Case {
    std::vector<std::string> arguments;
    int exit_code;
    std::string err;  // how it begins
  };
  const std::string db = corpus_index();
  const std::string nobody = "http://127.0.0.1:" + std::to_string(free_port());
  const std::vector<Case> cases = {
      {{"search", "pruning", "--institution", "meta", "--db", db, "--format=ids"}, 1, ""},
      {{"facets", "institution", "--prefix", "zzzzzz", "--db", db, "--format=ids"}, 1, ""},
      {{}, 2, "paperfind: no command given"},
      {{"serach"}, 2, "paperfind: no command is called \"serach\" (did you mean \"search\"?)\n"},
      {{"search", "--db", db, "--instituton=x"},
       2,
       "paperfind: unknown flag --instituton (did you mean --institution?)\n"},
      {{"search", "--db", db, "--institution", "nowhere at all"},
       2,
       "paperfind: --institution: no institution is called \"nowhere at all\""},
      {{"search", "--db", db, "--fields", "nope"}, 2, "paperfind: fields: "},
      {{"search", "x", "--db", folder / "none"}, 66, "paperfind: " + (folder / "none")},
      {{"search", "x", "--url", nobody}, 69, "paperfind: " + nobody + ": nobody answers"},
  };
  for (const Case& c : cases) {
    const RunResult result = run_paperfind(c.arguments);
    CAPTURE(c.arguments, result.err);
    CHECK(result.exit_code == c.exit_code);
    CHECK(result.out == "");
    CHECK(result.err.find(c.err) == 0);
  }
  for (const char* flag : {"--help", "--version", "help", "version"}) {
    const RunResult result = run_paperfind({flag});
    CHECK(result.exit_code == 0);
    CHECK(result.out.find("paperfind ") == 0);
    CHECK(result.err == "");
  }
}

TEST_CASE("Suggestions come in groups with their papers", "[cli]") {
  const RunResult person = ask({"suggest", "jelc"});
  CHECK(person.exit_code == 0);
  CHECK(person.out.find("person\n     1  Zuzana Jelčicoová  zuzana-jelcicoova") == 0);
  const RunResult none = ask({"suggest", "xyzzy"});
  CHECK(none.exit_code == 1);
  CHECK(none.out == "");
  const RunResult nothing = run_paperfind({"suggest", "--db", corpus_index()});
  CHECK(nothing.exit_code == 2);
  CHECK(nothing.err ==
        "paperfind: suggest needs the beginning of a query (paperfind suggest PREFIX)\n");
  CHECK(run_paperfind({"suggest", "a", "-n", "21", "--db", corpus_index()}).err ==
        "paperfind: --count: \"21\" is not a number from 1 to 20\n");
}

TEST_CASE("A damaged index is told as such", "[cli]") {
  const TempDir folder;
  std::filesystem::copy(corpus_index(), folder / "index", std::filesystem::copy_options::recursive);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "index")) {
    if (entry.path().filename() == "MANIFEST.json") write_text(entry.path(), "{");
  }
  const RunResult result = run_paperfind({"search", "x", "--db", folder / "index"});
  CHECK(result.exit_code == 65);
  CHECK(result.out == "");
  CHECK(result.err.find("MANIFEST.json") != std::string::npos);
}

TEST_CASE("A correction is said on standard error, and can be refused", "[cli]") {
  const RunResult corrected = ask({"search", "transfomer", "--format", "ids"});
  CHECK(corrected.exit_code == 0);
  CHECK(corrected.err ==
        "paperfind: showing results for \"transformer\" (use --no-typo for \"transfomer\")\n");
  CHECK(lines_of(corrected.out).at(0) == kDelta);
  CHECK(ask({"search", "transfomer", "keyword", "--format", "ids"}).err ==
        "paperfind: showing results for \"transformer keyword\" (use --no-typo for \"transfomer "
        "keyword\")\n");
  CHECK(ask({"search", "transfomer", "--format", "ids", "-q"}).err == "");
  const RunResult refused = ask({"search", "transfomer", "--format", "ids", "--no-typo"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.out == "");
}

TEST_CASE("Other names that were searched are said to who wants to know", "[cli]") {
  const std::string note =
      "paperfind: also searched: \"keyword spotting\" for \"KWS\" (--no-synonyms leaves it out)\n";
  const RunResult quiet = ask({"search", "KWS", "--format", "ids"});
  CHECK(quiet.err == "");
  const RunResult told = ask({"search", "KWS", "--format", "ids", "-v"});
  CHECK(told.err.find(note) != std::string::npos);
  CHECK(told.out == quiet.out);
  const RunResult without = ask({"search", "KWS", "--format", "ids", "-v", "--no-synonyms"});
  CHECK(without.err.find("also searched") == std::string::npos);
  CHECK(lines_of(without.out).size() < lines_of(quiet.out).size());
}

TEST_CASE("A reader that goes away is no error", "[cli]") {
  // It waits for its input, so the reader is gone before the first byte is written.
  Process process({program("paperfind"), "search", "-", "--db", corpus_index(), "--json"},
                  clean({.input = "learning"}));
  process.close_output();
  const RunResult result = process.wait(60s);
  CHECK(result.exit_code == 0);
  CHECK(result.err == "");
}

TEST_CASE("A full disk is an error", "[cli]") {
  const RunResult result =
      run({"sh", "-c", R"("$0" search --db "$1" >/dev/full)", program("paperfind"), corpus_index()},
          clean({}));
  CHECK(result.exit_code == 74);
  CHECK(result.err.find("paperfind: standard output: cannot write") == 0);
}

TEST_CASE("Colour is for terminals that want it", "[cli]") {
  CHECK_FALSE(holds_escape(ask({"search", "keyword"}).out));
  CHECK(holds_escape(ask({"search", "keyword", "--color", "always"}).out));
  struct Case {
    const char* environment;
    bool color;
  };
  // script(1) gives a terminal.
  for (const Case& c :
       {Case{"TERM=xterm", true}, Case{"TERM=dumb", false}, Case{"TERM=xterm NO_COLOR=1", false}}) {
    const std::string command = std::string(c.environment) + " '" + program("paperfind") +
                                "' search keyword --db '" + corpus_index() + "'";
    const RunResult result = run({"script", "-qec", command, "/dev/null"}, clean({}));
    CAPTURE(c.environment, result.out, result.err);
    REQUIRE(result.exit_code == 0);
    CHECK(holds_escape(result.out) == c.color);
  }
}

TEST_CASE("embed prints the very lines the daemon's /demo shows", "[cli]") {
  const ServedIndex served(corpus_index());
  const RunResult run = run_paperfind({"embed", "--url", served.url() + "/"});
  CHECK(run.exit_code == 0);
  std::string shown = http_get(served.port(), "/demo").body;
  shown = shown.substr(shown.find("<code>") + 6);
  shown = shown.substr(0, shown.find("</code>"));
  const std::vector<std::pair<std::string, std::string>> kBack = {
      {"https://search.example.org", served.url()}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
  for (const auto& [from, to] : kBack) {
    for (std::size_t at = shown.find(from); at != std::string::npos; at = shown.find(from)) {
      shown.replace(at, from.size(), to);
    }
  }
  CHECK(run.out == shown);
  CHECK(run.out.find("integrity=\"sha384-") != std::string::npos);
}

TEST_CASE("embed needs a daemon, and no words", "[cli]") {
  CHECK(run_paperfind({"embed"}).exit_code == 2);
  const RunResult words = run_paperfind({"embed", "box", "--url", "http://127.0.0.1:9"});
  CHECK(words.exit_code == 2);
  CHECK(words.err.find("takes no words") != std::string::npos);
  CHECK(run_paperfind({"embed", "--url", "http://127.0.0.1:9"}).exit_code == 69);
}
