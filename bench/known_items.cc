// How often a search for one known paper finds it: in the top ten, and first.
//
//   known_items INDEX QUERIES CORPUS [--misses]
//
// QUERIES: lines "type <tab> query <tab> line", where `line` is the number from 1 of the line of
// CORPUS, the flat .jsonl the index was imported from, that holds the paper; 0: no paper is meant.
// Asked in the default mode. Prints a row a type: queries, share of papers in the top ten and at
// rank 1, mean milliseconds, and the shares of queries whose words were changed (replaced, searched
// with another word beside them) or were offered a change.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "bench/opened_index.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/identifiers.h"

namespace {

using namespace paperfind;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kTop = 10;

struct Item {
  std::string type;
  std::string query;
  std::size_t line = 0;
};

struct Figures {
  std::size_t queries = 0, known = 0, top = 0, first = 0;
  std::size_t changed = 0, offered = 0;
  double milliseconds = 0;
};

std::vector<Item> read_items(const char* path) {
  std::vector<Item> items;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t last = line.rfind('\t');
    if (first == std::string::npos || last == first) continue;
    items.push_back({line.substr(0, first), line.substr(first + 1, last - first - 1),
                     std::strtoul(line.c_str() + last + 1, nullptr, 10)});
  }
  return items;
}

// The ids of the papers of the lines that are asked for, as the importer gave them.
std::map<std::size_t, std::string> read_ids(const char* path, const std::vector<Item>& items) {
  std::map<std::size_t, std::string> ids;
  for (const Item& item : items) ids[item.line];
  std::ifstream in(path);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    const auto wanted = ids.find(++number);
    if (wanted == ids.end()) continue;
    const auto record = nlohmann::json::parse(line, nullptr, false);
    if (record.is_object() && record.value("id", nlohmann::json()).is_string()) {
      wanted->second = id_from_source(record["id"].get<std::string>());
    }
  }
  return ids;
}

// Its place from 1 among the first ten; 0 where it is not there.
std::size_t place_of(const std::string& id, const ResultPage& page) {
  const auto found = std::find_if(page.hits.begin(), page.hits.end(),
                                  [&id](const Hit& hit) { return hit.paper.id == id; });
  return found == page.hits.end() ? 0 : static_cast<std::size_t>(found - page.hits.begin()) + 1;
}

void ask(Searcher& searcher, const Item& item, const std::string& id, bool misses,
         Figures& figures) {
  SearchRequest request;
  request.query = item.query;
  request.per_page = kTop;
  request.no_facets = true;
  const Clock::time_point start = Clock::now();
  const auto page = searcher.search(request);
  figures.milliseconds += std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  ++figures.queries;
  if (!page.ok()) return fmt::print(stderr, "{}: {}\n", item.query, page.error().to_string());
  const auto& corrections = page->query.corrections;
  const bool changed = std::any_of(corrections.begin(), corrections.end(),
                                   [](const Correction& c) { return c.applied; });
  if (changed) ++figures.changed;
  if (!changed && !corrections.empty()) ++figures.offered;
  std::string how;
  for (const Correction& c : corrections) {
    how += fmt::format("  {} {} {}", c.from, c.applied ? "->" : "?>", c.to);
  }
  if (item.line == 0) {
    if (misses && !how.empty()) fmt::print("{}\t{}\t0{}\n", item.type, item.query, how);
    return;
  }
  const std::size_t place = place_of(id, *page);
  ++figures.known;
  if (place > 0) ++figures.top;
  if (place == 1) ++figures.first;
  if (misses && (place == 0 || !how.empty())) {
    fmt::print("{}\t{}\t{}\trank {} of {}{}\n", item.type, item.query, item.line, place,
               page->total, how);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool misses = argc == 5 && std::string_view(argv[4]) == "--misses";
  if (argc != 4 && !misses) {
    fmt::print(stderr, "usage: known_items INDEX QUERIES CORPUS [--misses]\n");
    return 2;
  }
  const auto [snapshot, searcher] = open_index(argv[1]);
  const std::vector<Item> items = read_items(argv[2]);
  const auto ids = read_ids(argv[3], items);
  std::map<std::string, Figures> figures;
  for (const Item& item : items) {
    ask(*searcher, item, ids.at(item.line), misses, figures[item.type]);
  }
  fmt::print("{} papers\n{:10} {:>7} {:>8} {:>8} {:>8} {:>9} {:>9}\n", snapshot->manifest().papers,
             "type", "queries", "top 10", "rank 1", "mean ms", "changed", "offered");
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? std::string("-")
                      : fmt::format("{:.1f}%",
                                    100.0 * static_cast<double>(part) / static_cast<double>(whole));
  };
  for (const auto& [type, f] : figures) {
    fmt::print("{:10} {:>7} {:>8} {:>8} {:>8.3f} {:>9} {:>9}\n", type, f.queries,
               share(f.top, f.known), share(f.first, f.known),
               f.milliseconds / static_cast<double>(f.queries), share(f.changed, f.queries),
               share(f.offered, f.queries));
  }
  return 0;
}
