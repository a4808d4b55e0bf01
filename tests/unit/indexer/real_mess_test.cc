// Each example of the table "What real data has wrong" of docs/importing.md, from import to search.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "indexer/import/jsonl.h"
#include "tests/catch.h"
#include "tests/unit/indexer/imported.h"
#include "tests/unit/indexer/mess_table.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using nlohmann::json;
using testing::Imported;
using testing::mess_table;
using testing::MessRow;
using testing::SmallIndex;

std::string id_of(std::size_t row) { return "row-" + std::to_string(row); }

std::string line_of(const MessRow& row, std::size_t number) {
  json paper = {{"id", id_of(number)}, {"event", "DEMO 2031"}, {"title", "A paper"}};
  if (row.field == "name") {
    paper["authors"] = json::array({row.text});
  } else if (row.field == "affiliation") {
    paper["authors"] =
        json::array({json{{"name", "Some Body"}, {"affiliations", json::array({row.text})}}});
  } else {
    paper[row.field] = row.text;
  }
  return paper.dump() + "\n";
}

const std::vector<MessRow>& rows() {
  static const std::vector<MessRow> read = mess_table();
  return read;
}

// All examples as one collection.
const Imported& imported() {
  static const Imported made = [] {
    std::string lines;
    for (std::size_t i = 0; i < rows().size(); ++i) {
      if (!rows()[i].field.empty()) lines += line_of(rows()[i], i);
    }
    return testing::import_text([](const ImportJob& job) { return import_jsonl(job); }, "in.jsonl",
                                lines);
  }();
  return made;
}

std::string kept_in(const std::string& field, const Paper& paper) {
  if (field == "title") return paper.title;
  if (field == "abstract") return paper.abstract;
  if (field == "doi") return paper.doi;
  if (field == "url") return paper.html + paper.pdf;
  if (field == "pages") return paper.pages;
  if (field == "session") {
    return imported().session(paper.presentations.at(0).session).title;
  }
  if (field == "affiliation") return paper.authors.at(0).affiliations.at(0).raw;
  std::string names;
  for (const Author& author : paper.authors) names += (names.empty() ? "" : "; ") + author.name;
  return names;
}

// Ids of the papers that hold a query as it is typed.
std::set<std::string> found(SmallIndex& index, const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.typo = TypoMode::Off;
  request.relax = false;
  request.per_page = 100;
  std::set<std::string> ids;
  for (const Hit& hit : index.search(request).hits) {
    if (!hit.partial) ids.insert(hit.paper.id);
  }
  return ids;
}

TEST_CASE("what real data has wrong is repaired or kept as the table says", "[mess]") {
  CHECK(imported().rejects().empty());
  std::size_t examples = 0;
  for (std::size_t i = 0; i < rows().size(); ++i) {
    const MessRow& row = rows()[i];
    if (row.field.empty()) continue;
    CAPTURE(row.kind, row.text);
    ++examples;
    CHECK(kept_in(row.field, imported().paper(id_of(i))) == row.kept);
  }
  CHECK(examples >= 60);
}

TEST_CASE("what real data has wrong is found as the table says", "[mess]") {
  SmallIndex index(imported().bytes);
  for (std::size_t i = 0; i < rows().size(); ++i) {
    const MessRow& row = rows()[i];
    CAPTURE(row.kind);
    for (const std::string& query : row.found_by) {
      CAPTURE(query);
      CHECK(found(index, query).count(id_of(i)) == 1);
    }
    for (const std::string& query : row.not_found_by) {
      CAPTURE(query);
      CHECK(found(index, query).count(id_of(i)) == 0);
    }
  }
}

TEST_CASE("institutions are counted as the table says", "[mess]") {
  SmallIndex index(imported().bytes);
  std::map<std::string, std::vector<std::string>> counted;
  SearchRequest all;
  all.per_page = 100;
  for (const Hit& hit : index.search(all).hits) {
    for (const InstitutionRef& one : hit.institutions) counted[hit.paper.id].push_back(one.id);
  }
  for (std::size_t i = 0; i < rows().size(); ++i) {
    CAPTURE(rows()[i].kind);
    if (!rows()[i].institutions.empty()) CHECK(counted[id_of(i)] == rows()[i].institutions);
  }
}

}  // namespace
}  // namespace paperfind
