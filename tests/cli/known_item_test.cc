// Every title, every author and every institution of the corpus is found, through the real
// programs.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/text/normalize.h"
#include "tests/catch.h"
#include "tests/cli/fixture.h"

using namespace paperfind::testing;
using nlohmann::json;

namespace {

using Ids = std::set<std::string>;

// The first papers of an answer, as many as are expected.
Ids first_of(const std::vector<std::string>& ids, std::size_t count) {
  return {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(count, ids.size()))};
}

std::vector<std::string> search(const std::string& typed) {
  return ask_ids({"search", "--all-results", "--", typed});
}

std::map<std::string, Ids> papers_by_author() {
  std::map<std::string, Ids> out;
  for (const json& paper : corpus_papers()) {
    for (const json& author : paper.at("authors")) {
      out[author.at("name").get<std::string>()].insert(paper.at("id").get<std::string>());
    }
  }
  return out;
}

}  // namespace

TEST_CASE("Every title as typed is rank 1", "[cli]") {
  const std::vector<json> papers = corpus_papers();
  REQUIRE(papers.size() >= 22);
  for (const json& paper : papers) {
    const std::string title = paper.at("title");
    CAPTURE(title);
    const std::vector<std::string> ids = search(title);
    REQUIRE_FALSE(ids.empty());
    CHECK(ids.front() == paper.at("id").get<std::string>());
  }
}

TEST_CASE("Every author's papers come first, all of them, however the name is typed", "[cli]") {
  const auto authors = papers_by_author();
  REQUIRE(authors.size() >= 40);
  for (const auto& [name, papers] : authors) {
    for (const std::string& typed : {name, paperfind::fold(name)}) {
      CAPTURE(typed, papers);
      CHECK(first_of(search(typed), papers.size()) == papers);
    }
  }
}

TEST_CASE("Every institution's papers come first, and are all there is by filter", "[cli]") {
  std::map<std::string, Ids> papers;
  std::map<std::string, std::string> names;
  for (const std::string& line : lines_of(ask({"search", "--all-results", "--format=jsonl"}).out)) {
    const json hit = json::parse(line);
    for (const json& institution : hit.at("institutions")) {
      papers[institution.at("id")].insert(hit.at("id").get<std::string>());
      names[institution.at("id")] = institution.at("name");
    }
  }
  REQUIRE(papers.size() >= 20);
  for (const auto& [id, expected] : papers) {
    CAPTURE(id, names[id]);
    CHECK(first_of(search(names[id]), expected.size()) == expected);
    for (const std::string& value : {id, names[id], paperfind::fold(names[id])}) {
      const std::vector<std::string> ids =
          ask_ids({"search", "--all-results", "--institution", value});
      CHECK(Ids(ids.begin(), ids.end()) == expected);
      CHECK(ids.size() == expected.size());
    }
  }
}

TEST_CASE("Every alias and acronym of an institution is a name of it", "[cli]") {
  const json file = json::parse(read_text(source_dir() / "corpus/authority/institutions.json"));
  const json& list = file.is_array() ? file : file.at("institutions");
  const std::vector<std::string> with_papers = ask_ids({"facets", "institution"});
  std::size_t tried = 0;
  for (const json& institution : list) {
    const std::string id = institution.at("id");
    // Parents of others may have none of their own.
    if (std::find(with_papers.begin(), with_papers.end(), id) == with_papers.end()) continue;
    const std::vector<std::string> expected = ask_ids({"search", "--institution", id});
    for (const char* key : {"aliases", "acronyms"}) {
      for (const json& alias : institution.value(key, json::array())) {
        CAPTURE(id, alias);
        CHECK(ask_ids({"search", "--institution", alias.get<std::string>()}) == expected);
        ++tried;
      }
    }
  }
  CHECK(tried >= 10);
}
