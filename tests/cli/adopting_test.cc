// docs/adopting.md, typed as it stands.
#include <cstdlib>
#include <string>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
using nlohmann::json;

namespace {

// The commands of a section: what stands between lines of ```.
std::string commands_of(const std::string& section) {
  const std::string page = read_text(PAPERFIND_SOURCE_DIR "/docs/adopting.md");
  const std::size_t begin = page.find("\n## " + section);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = page.find("\n## ", begin + 1);
  std::string commands;
  for (std::size_t at = page.find("\n```\n", begin); at < end;) {
    const std::size_t last = page.find("\n```\n", at + 5);
    commands += page.substr(at + 5, last - at - 4);
    at = page.find("\n```\n", last + 5);
  }
  return commands;
}

RunResult type(const std::string& commands, const TempDir& folder) {
  const std::filesystem::path programs = std::filesystem::path(program("paperfind")).parent_path();
  RunOptions options = clean({});
  options.folder = folder.path();
  options.environment.emplace_back("PATH", programs.string() + ":" + std::getenv("PATH"));
  return run({"sh", "-e", "-c", commands}, options);
}

}  // namespace

TEST_CASE("the corpus of docs/adopting.md is built, searched, changed and brought back", "[cli]") {
  const TempDir folder;
  const RunResult made = type(commands_of("2. Your corpus"), folder);
  CAPTURE(made.out, made.err);
  REQUIRE(made.exit_code == 0);
  CHECK(made.out.find("no problem found") != std::string::npos);
  CHECK(made.out.find("1  Pruning attention heads\n") != std::string::npos);

  const RunResult changed = type(
      "sed -i 's/Which heads/Which of them/' mycorpus/sym2026.json\n"
      "paperfind-indexer build mycorpus --db myindex\npaperfind search pruning --db myindex",
      folder);
  CHECK(changed.out.find("Which of them can go?") != std::string::npos);
  const RunResult back = type(
      "paperfind-indexer rollback --db myindex\npaperfind search pruning --db myindex", folder);
  CHECK(back.exit_code == 0);
  CHECK(back.out.find("Which heads can go?") != std::string::npos);
}

TEST_CASE("the pages that docs/adopting.md tells of are there", "[cli]") {
  const TempDir folder;
  REQUIRE(type(commands_of("2. Your corpus"), folder).exit_code == 0);
  const ServedIndex served(folder / "myindex");
  CHECK(http_get(served.port(), "/readyz").body == "ready\n");
  const std::string page = read_text(PAPERFIND_SOURCE_DIR "/docs/adopting.md");
  std::size_t pages = 0;
  for (std::size_t at = page.find("\n| `/"); at != std::string::npos;
       at = page.find("\n| `/", at + 1)) {
    std::string target = page.substr(at + 4, page.find('`', at + 4) - at - 4);
    // "/authors/…": of the corpus's only author.
    if (const std::size_t dots = target.find("…"); dots != std::string::npos) {
      const json paper =
          json::parse(http_get(served.port(), "/api/v1/papers/sym2026-pruning").body);
      const json& author = paper.at("authors").at(0);
      target.erase(dots);
      if (target == "/authors/") target += author.at("id").get<std::string>();
      if (target == "/institutions/") target += author.at("institutions").at(0).get<std::string>();
      if (target == "/list?ids=") target += "sym2026-pruning";
    }
    CAPTURE(target);
    const HttpReply reply = http_get(served.port(), target);
    CHECK(reply.status == 200);
    CHECK(reply.body.find("<link rel=\"canonical\" href=\"https://search.example.org/") !=
          std::string::npos);
    ++pages;
  }
  CHECK(pages >= 11);
}
