#include "cli/place.h"

#include <string>

#include "cli/remote.h"
#include "cli/shell.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

using namespace paperfind;
using namespace paperfind::cli;
using paperfind::testing::TempDir;
using paperfind::testing::write_text;

namespace {

std::string shown(const Options& options, const Environment& environment) {
  const Result<Place> place = find_place(options, environment);
  if (!place.ok()) return place.error().to_string();
  return place->url.empty() ? "db " + place->db : "url " + place->url;
}

Options with_db(const std::string& db) {
  Options options;
  options.db = db;
  return options;
}

Options with_url(const std::string& url) {
  Options options;
  options.url = url;
  return options;
}

}  // namespace

TEST_CASE("find_place asks flags, environment, configuration, default in this order", "[cli]") {
  const TempDir folder;
  write_text(folder / "config/paperfind/config.toml",
             "# mine\nurl = \"http://config:1\"  # there\n");
  Environment all = {{"PAPERFIND_DB", "/env/db"},
                     {"PAPERFIND_URL", "http://env:1"},
                     {"XDG_CONFIG_HOME", folder / "config"},
                     {"XDG_DATA_HOME", "/data"},
                     {"HOME", "/home/x"}};
  CHECK(shown(with_db("flag"), all) == "db flag");
  CHECK(shown(with_url("http://flag:1"), all) == "url http://flag:1");
  CHECK(shown({}, all) == "db /env/db");
  all.erase("PAPERFIND_DB");
  CHECK(shown({}, all) == "url http://env:1");
  all["PAPERFIND_URL"] = "";
  CHECK(shown({}, all) == "url http://config:1");
  all["XDG_CONFIG_HOME"] = "relative/is/ignored";
  CHECK(shown({}, all) == "db /data/paperfind");
  all.erase("XDG_DATA_HOME");
  CHECK(shown({}, all) == "db /home/x/.local/share/paperfind");
  CHECK(shown({}, {}) == "no index named (use --db DIR or --url URL)");
}

TEST_CASE("A configuration file that cannot be understood is told with its line", "[cli]") {
  struct Case {
    std::string text;
    std::string message;
  };
  const Case c = GENERATE(values<Case>({
      {"\n\ndbb = \"x\"\n", "f:3: \"dbb\" is not a setting (db or url)"},
      {"db = x", "f:1: the value of db is not in quotes (db = \"…\")"},
      {"db = \"x", "f:1: the value of db is not in quotes (db = \"…\")"},
      {"db = \"x\" y", "f:1: the value of db is not in quotes (db = \"…\")"},
      {"db", "f:1: the value of db is not in quotes (db = \"…\")"},
      {"db = 'x'\r\ndb = 'y'", "f:2: db is set twice"},
  }));
  CAPTURE(c.text);
  const auto keys = parse_config(c.text, "f");
  REQUIRE_FALSE(keys.ok());
  CHECK(keys.error().to_string() == c.message);
}

TEST_CASE("A configuration file's strings may hold quotes and signs", "[cli]") {
  CHECK(parse_config("db = \"a\\\"b\\\\c # d\"", "f").value().at("db") == "a\"b\\c # d");
  CHECK(parse_config("url='x\\y'", "f").value().at("url") == "x\\y");
  CHECK(parse_config("", "f").value().empty());
}

TEST_CASE("open_remote takes addresses of daemons only", "[cli]") {
  const std::string fine = GENERATE("http://127.0.0.1:8080", "http://localhost",
                                    "http://[::1]:8080/", "http://search.example.org/papers/");
  CHECK(open_remote(fine).ok());
  const std::string wrong =
      GENERATE("", "127.0.0.1:8080", "ftp://host", "http://", "http:///path", "http://user@host",
               "http://host/?q=x", "http://host:99999", "http://host:port");
  CAPTURE(wrong);
  REQUIRE_FALSE(open_remote(wrong).ok());
  CHECK(open_remote(wrong).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("A problem document becomes the error it was made of", "[cli]") {
  const Error error = error_of_answer(
      400, R"({"title":"T","status":400,"detail":"D","param":"sort","hint":"year"})", "u");
  CHECK(error.code == ErrorCode::InvalidInput);
  CHECK(error.to_string() == "sort: D (year)");
  CHECK(error_of_answer(404, R"({"title":"T","detail":"D"})", "u").code == ErrorCode::NotFound);
  CHECK(error_of_answer(503, R"({"title":"T"})", "u").to_string() == "T");
  // Some other server.
  const Error other = error_of_answer(404, "<html>", "http://x/");
  CHECK(other.code == ErrorCode::Unavailable);
  CHECK(other.to_string() ==
        "http://x/: answered with status 404 (is this the address of a paperfind-searchd?)");
}

TEST_CASE("command_for_page prints what can be pasted", "[cli]") {
  struct Case {
    std::vector<std::string> argv;
    std::string command;
  };
  const Case c = GENERATE(values<Case>({
      {{"search", "a", "b"}, "paperfind search a b --page 2"},
      {{"search", "--page", "1", "a b"}, "paperfind search 'a b' --page 2"},
      {{"search", "--page=1", "it's"}, "paperfind search 'it'\\''s' --page 2"},
      {{"search", "--", "a", "-b"}, "paperfind search --page 2 -- a -b"},
      {{"search", "ü", "$(x)", ""}, "paperfind search ü '$(x)' '' --page 2"},
  }));
  CHECK(command_for_page(c.argv, 2) == c.command);
}
