// Whole titles and whole names: is the paper of a title first, and do a person's papers come before
// all others?
//   whole_items INDEX CORPUS [SAMPLES]      (CORPUS: the flat lines the index was imported from)
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "bench/opened_index.h"
#include "engine/base/nlohmann_json.h"
#include "engine/text/normalize.h"
#include "engine/text/person_name.h"

namespace {

using namespace paperfind;

constexpr std::size_t kDefaultSamples = 2000;

struct Share {
  std::size_t asked = 0, good = 0;
  void print(const char* what) const {
    fmt::print(
        "{:36} {:>6} of {:>6}  {:.2f}%\n", what, good, asked,
        100.0 * static_cast<double>(good) / static_cast<double>(std::max<std::size_t>(asked, 1)));
  }
};

std::vector<Hit> ask(Searcher& searcher, const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.per_page = kMaxPerPage;
  request.no_facets = true;
  request.snippet_words = 0;
  request.highlight = HighlightMode::None;
  auto page = searcher.search(request);
  if (page.ok()) return std::move(page->hits);
  fmt::print(stderr, "{}: {}\n", query, page.error().to_string());
  return {};
}

void ask_title(Searcher& searcher, const std::string& title, Share& share) {
  const std::string key = fold_key(title);
  if (key.empty() || title.size() > kMaxQueryBytes) return;
  ++share.asked;
  const std::vector<Hit> hits = ask(searcher, title);
  if (!hits.empty() && fold_key(hits.front().paper.title) == key) {
    ++share.good;
  } else {
    fmt::print(stderr, "title: {}\n", title);
  }
}

void ask_name(Searcher& searcher, const std::string& name, Share& share) {
  const std::string key = person_key(name);
  if (key.empty()) return;
  ++share.asked;
  const std::vector<Hit> hits = ask(searcher, name);
  const auto is_theirs = [&](const Hit& hit) {
    return std::any_of(hit.paper.authors.begin(), hit.paper.authors.end(),
                       [&](const Author& author) { return person_key(author.name) == key; });
  };
  if (!hits.empty() && is_theirs(hits.front()) &&
      std::is_partitioned(hits.begin(), hits.end(), is_theirs)) {
    ++share.good;
  } else {
    fmt::print(stderr, "name: {}\n", name);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: whole_items INDEX CORPUS [SAMPLES]\n");
    return 2;
  }
  const auto [snapshot, searcher] = open_index(argv[1]);
  const std::size_t samples = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : kDefaultSamples;
  const std::size_t step = std::max<std::size_t>(snapshot->manifest().papers / samples, 1);
  Share titles, names;
  std::ifstream in(argv[2]);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    if (number++ % step != 0) continue;
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object()) continue;
    const nlohmann::json title = record.value("title", nlohmann::json());
    if (title.is_string()) ask_title(*searcher, title.get<std::string>(), titles);
    const nlohmann::json authors = record.value("authors", nlohmann::json::array());
    if (authors.is_array() && !authors.empty() && authors.front().contains("name")) {
      ask_name(*searcher, authors.front()["name"].get<std::string>(), names);
    }
  }
  titles.print("whole title: its paper is first");
  names.print("whole name: that person's come first");
  return 0;
}
