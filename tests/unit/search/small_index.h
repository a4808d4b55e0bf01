// An index over a few records, made by the real write side.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/search/searcher.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {

class SmallIndex {
 public:
  // `lines`: a .jsonl corpus. `institutions`: the records of authority/institutions.json, "" for
  // none. `synonyms`: the site's synonyms file, `people`: authority/people.json, likewise.
  explicit SmallIndex(std::string_view lines, std::string_view institutions = "",
                      std::string_view synonyms = "", std::string_view people = "");

  Searcher& searcher() { return *searcher_; }
  [[nodiscard]] std::filesystem::path index() const { return folder_.path() / "index"; }

  ResultPage search(const SearchRequest& request);
  // A query string as a browser sends it: "q=attention&session=s1".
  ResultPage search(std::string_view query);
  std::vector<std::string> ids(std::string_view query);

 private:
  TempDir folder_;
  std::unique_ptr<Searcher> searcher_;
};

// Twelve papers in two events and four sessions, with whatever facets and warts the tests need.
std::string_view small_corpus();
std::string_view small_authority();

}  // namespace paperfind::testing
