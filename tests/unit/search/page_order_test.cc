// Full matches, partial ones after them, and pages that fit together, through the front door.
#include <algorithm>
#include <functional>
#include <map>
#include <ostream>
#include <random>
#include <set>
#include <string>

#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::SmallIndex;
using Ids = std::vector<std::string>;

constexpr const char* kWords[] = {"quartz", "velvet", "tundra", "harbor",  "lantern", "meadow",
                                  "copper", "saddle", "falcon", "ribbon",  "cactus",  "pepper",
                                  "anchor", "walnut", "marble", "thimble", "granite", "violin",
                                  "orchid", "magnet", "the",    "of",      "papers",  "describing"};
constexpr std::size_t kPapers = 230;  // more than are looked at twice

// Some words stand in half of the papers, some in one of thirty.
std::string any_word(std::mt19937& random) {
  const std::size_t most = std::size(kWords);
  return kWords[std::min(random() % most, random() % most)];
}

std::string any_words(std::mt19937& random, std::size_t count) {
  std::string words;
  for (std::size_t i = 0; i < count; ++i) words += (i == 0 ? "" : " ") + any_word(random);
  return words;
}

std::string corpus() {
  std::mt19937 random(7);
  std::string lines = R"({"kind":"event","id":"e0","name":"E0","year":2020,"tz":"UTC"}
{"kind":"event","id":"e1","name":"E1","year":2021,"tz":"UTC"}
{"kind":"event","id":"e2","name":"E2","year":2022,"tz":"UTC"}
)";
  for (std::size_t i = 0; i < kPapers; ++i) {
    const std::string event = std::to_string(random() % 3);
    const std::string type = random() % 4 == 0 ? "short" : "full";
    const std::string title = any_words(random, 2 + random() % 4);
    const std::string abstract = any_words(random, random() % 14);
    lines += R"({"kind":"paper","id":"p)" + std::to_string(i) + R"(","event":"e)" + event +
             R"(","type":")" + type + R"(","authors":[],"title":")" + title + R"(","abstract":")" +
             abstract + "\"}\n";
  }
  return lines;
}

SmallIndex& index() {
  static SmallIndex kIndex(corpus());
  return kIndex;
}

SearchRequest random_request(unsigned seed) {
  std::mt19937 random(seed);
  SearchRequest request;
  for (std::size_t left = 1 + random() % 6; left > 0; --left) {
    const std::string word = any_word(random);
    switch (random() % 12) {
      case 0:
        request.query += "+" + word;
        break;
      case 1:
        request.query += "-" + word;
        break;
      case 2:
        request.query += "\"" + word + " " + any_word(random) + "\"";
        break;
      case 3:
        request.query += "(" + word + " OR " + any_word(random) + ")";
        break;
      case 4:
        request.query += "year:2021..";
        break;
      case 5:
        request.query += word.substr(0, 3) + "*";
        break;
      default:
        request.query += word;
    }
    request.query += " ";
  }
  static constexpr SortKey kSorts[] = {SortKey::Relevance, SortKey::Relevance, SortKey::Relevance,
                                       SortKey::Title,     SortKey::Year,      SortKey::Programme};
  request.sort = kSorts[random() % std::size(kSorts)];
  if (random() % 5 == 0) request.mode = MatchMode::Any;
  request.facets = {"type"};
  return request;
}

std::vector<FacetFilter> random_filters(unsigned seed) {
  std::mt19937 random(seed * 31);
  switch (random() % 4) {
    case 0:
      return {{"type", {"short"}, {}, {}}};
    case 1:
      return {{"year", {}, {}, {"2021"}}};
    case 2:
      return {{"type", {"full"}, {}, {}}, {"year", {"2020", "2021"}, {}, {}}};
    default:
      return {{"type", {"poster"}, {}, {}}};
  }
}

struct Listed {
  std::string id;
  double score;
  bool partial;
  friend bool operator==(const Listed&, const Listed&) = default;
};
std::ostream& operator<<(std::ostream& out, const Listed& listed) {
  return out << listed.id << (listed.partial ? "? " : " ") << listed.score;
}

// All hits, asked for page by page.
std::vector<Listed> all_hits(SearchRequest request, std::size_t per_page) {
  std::vector<Listed> list;
  request.per_page = per_page;
  for (request.page = 1;; ++request.page) {
    const ResultPage page = index().search(request);
    for (const Hit& hit : page.hits) {
      REQUIRE(hit.rank == list.size() + 1);
      list.push_back({hit.paper.id, hit.score, hit.partial});
    }
    if (page.hits.size() < per_page) {
      REQUIRE(list.size() == page.total + page.partial_total);
      return list;
    }
  }
}

Ids sorted_ids(const std::vector<Listed>& list) {
  Ids ids;
  for (const Listed& listed : list) ids.push_back(listed.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

constexpr unsigned kQueries = 80;

TEST_CASE("pages of any length are one list", "[search]") {
  int beyond_head = 0, with_partial = 0;
  for (unsigned seed = 1; seed <= kQueries; ++seed) {
    SearchRequest request = random_request(seed);
    if (seed % 3 == 0) request.filters = random_filters(seed);
    CAPTURE(seed, request.query);
    const std::vector<Listed> list = all_hits(request, 100);
    REQUIRE(all_hits(request, 7) == list);
    const Ids ids = sorted_ids(list);
    REQUIRE(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
    beyond_head += list.size() > 100 ? 1 : 0;
    with_partial += !list.empty() && list.front().partial != list.back().partial ? 1 : 0;
  }
  CHECK(beyond_head > 5);
  CHECK(with_partial > 10);
}

TEST_CASE("full matches stand before partial ones whatever the order", "[search]") {
  for (unsigned seed = 1; seed <= kQueries; ++seed) {
    SearchRequest request = random_request(seed);
    if (seed % 2 == 0) request.filters = random_filters(seed);
    request.per_page = 100;
    CAPTURE(seed, request.query);
    const ResultPage page = index().search(request);
    const auto partial = [](const Hit& hit) { return hit.partial; };
    REQUIRE(std::is_partitioned(page.hits.begin(), page.hits.end(), std::not_fn(partial)));
    const auto full = static_cast<std::size_t>(
        std::count_if(page.hits.begin(), page.hits.end(), std::not_fn(partial)));
    if (page.query.relaxed.empty()) {
      REQUIRE(full == std::min<std::size_t>(page.total, 100));
    } else {
      // No paper holds all: those with some are what is counted.
      REQUIRE(full == 0);
      REQUIRE(page.partial_total == 0);
    }
  }
}

TEST_CASE("facets count what the total counts", "[search]") {
  for (unsigned seed = 1; seed <= kQueries; ++seed) {
    SearchRequest request = random_request(seed);
    request.per_page = 100;
    CAPTURE(seed, request.query);
    const ResultPage page = index().search(request);
    if (page.total > 100) continue;
    std::map<std::string, std::size_t> counts;
    for (std::size_t i = 0; i < page.total; ++i) ++counts[page.hits[i].paper.type];
    for (const FacetValue& value : page.facets.front().values) {
      CAPTURE(value.id);
      REQUIRE(value.count == counts[value.id]);
    }
  }
}

TEST_CASE("twenty full matches or a wish for no others end the list", "[search]") {
  for (unsigned seed = 1; seed <= kQueries; ++seed) {
    SearchRequest request = random_request(seed);
    CAPTURE(seed, request.query);
    const ResultPage page = index().search(request);
    if (request.mode == MatchMode::Any || (page.query.relaxed.empty() && page.total >= 20)) {
      REQUIRE(page.partial_total == 0);
    }
    if (request.mode == MatchMode::Any) continue;
    SearchRequest strict = request, all = request;
    strict.relax = false;
    all.mode = MatchMode::All;
    for (const SearchRequest& asked : {strict, all}) {
      const ResultPage only = index().search(asked);
      REQUIRE(only.partial_total == 0);
      REQUIRE(only.query.relaxed.empty());
      REQUIRE(only.total == (page.query.relaxed.empty() ? page.total : 0));
      for (const Hit& hit : only.hits) REQUIRE_FALSE(hit.partial);
    }
  }
}

TEST_CASE("filters take papers away and change nothing else", "[search]") {
  for (unsigned seed = 1; seed <= kQueries; ++seed) {
    SearchRequest request = random_request(seed);
    CAPTURE(seed, request.query);
    std::map<std::string, bool> partial;  // by id, of the unfiltered list
    for (const Listed& listed : all_hits(request, 100)) partial[listed.id] = listed.partial;
    const QueryReport report = index().search(request).query;
    const std::vector<FacetFilter> filters = random_filters(seed);
    Ids kept;
    for (const auto& [id, some] : partial) {
      SearchRequest one = request;
      one.query = "id:" + id;
      one.filters = filters;
      if (seed % 8 == 0 && index().search(one).total == 1) kept.push_back(id);
    }
    request.filters = filters;
    const std::vector<Listed> list = all_hits(request, 100);
    for (const Listed& listed : list) {
      REQUIRE(partial.contains(listed.id));
      REQUIRE(partial.at(listed.id) == listed.partial);
    }
    if (seed % 8 == 0) REQUIRE(sorted_ids(list) == kept);
    const QueryReport filtered = index().search(request).query;
    REQUIRE(filtered.parsed.starts_with(report.parsed));
    REQUIRE(filtered.relaxed == report.relaxed);
    REQUIRE(filtered.effective == report.effective);
  }
}

TEST_CASE("a sort key orders full matches and partial ones each", "[search]") {
  SearchRequest request;
  request.query = "violin walnut";
  request.per_page = 100;
  const ResultPage by_words = index().search(request);
  REQUIRE(by_words.total > 1);
  REQUIRE(by_words.partial_total > 1);
  for (const SortKey key : {SortKey::Year, SortKey::YearDescending, SortKey::Title,
                            SortKey::Programme, SortKey::Author}) {
    request.sort = key;
    const ResultPage page = index().search(request);
    REQUIRE(page.total == by_words.total);
    REQUIRE(page.partial_total == by_words.partial_total);
    const auto before = [&](const Hit& a, const Hit& b) {
      if (key == SortKey::Year) return a.year < b.year;
      if (key == SortKey::YearDescending) return a.year > b.year;
      return key == SortKey::Title && a.paper.title < b.paper.title;
    };
    const auto middle = page.hits.begin() + static_cast<std::ptrdiff_t>(page.total);
    CHECK(std::is_sorted(page.hits.begin(), middle, before));
    CHECK(std::is_sorted(middle, page.hits.end(), before));
    for (auto hit = page.hits.begin(); hit != page.hits.end(); ++hit) {
      CHECK(hit->partial == (hit >= middle));
      CHECK(hit->score == 0);
    }
  }
}

// `both` papers with two words, five with each alone.
std::string two_words(int both) {
  std::string lines =
      "{\"kind\":\"event\",\"id\":\"e\",\"name\":\"E\",\"year\":2022,\"tz\":\"UTC\"}\n";
  for (int i = 0; i < both + 10; ++i) {
    const char* title = i < both       ? "Quartz velvet"
                        : i < both + 5 ? "Quartz tundra"
                                       : "Velvet meadow";
    lines += R"({"kind":"paper","id":"p)" + std::to_string(100 + i) +
             R"(","event":"e","authors":[],"title":")" + title + "\"}\n";
  }
  return lines;
}

TEST_CASE("where twenty papers hold all the words no others follow", "[search]") {
  struct Case {
    int both;
    std::size_t partial;
  };
  const Case c = GENERATE(values<Case>({{1, 10}, {19, 10}, {20, 0}, {21, 0}}));
  CAPTURE(c.both);
  SmallIndex in(two_words(c.both));
  const ResultPage page = in.search("q=quartz%20velvet");
  CHECK(page.total == static_cast<std::size_t>(c.both));
  CHECK(page.partial_total == c.partial);
  CHECK(page.query.relaxed.empty());
  CHECK(page.query.notices.empty());
  // Of a filter's few the same holds: it has no say in what is listed.
  const ResultPage filtered = in.search("q=quartz%20velvet&year=2022");
  CHECK(filtered.partial_total == c.partial);
}

std::string sentences() {
  return R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"}
{"kind":"paper","id":"all","event":"e","authors":[],"title":"Quartz velvet tundra harbor","abstract":"A lantern meadow with a copper saddle."}
{"kind":"paper","id":"quartz","event":"e","authors":[],"title":"Quartz alone"}
{"kind":"paper","id":"velvet","event":"e","authors":[],"title":"Velvet alone"}
{"kind":"paper","id":"apart","event":"e","authors":[],"title":"Meadow and lantern"}
{"kind":"paper","id":"together","event":"e","authors":[],"title":"One lantern meadow"}
{"kind":"paper","id":"rest","event":"e","authors":[],"title":"Harbor of copper"}
)";
}

SmallIndex& few() {
  static SmallIndex kIndex(sentences());
  return kIndex;
}

struct Case {
  std::string query;
  Ids full, partial;  // sorted
};

TEST_CASE("what is insisted on holds in partial matches too", "[search]") {
  const Case c = GENERATE(values<Case>({
      {"quartz velvet", {"all"}, {"quartz", "velvet"}},
      {"+quartz velvet", {"all"}, {"quartz"}},
      {"+quartz +velvet tundra", {"all"}, {}},
      {"\"lantern meadow\" quartz", {"all"}, {"together"}},
      {"\"meadow lantern\" quartz", {}, {}},
      {"lantern NEAR/3 meadow quartz", {"all"}, {"apart", "together"}},
      {"lantern ADJ/3 meadow quartz", {"all"}, {"together"}},
      {"(quartz OR velvet) harbor", {"all"}, {"quartz", "velvet"}},
      {"quartz velvet -alone", {"all"}, {}},
      {"quartz velvet id:all", {"all"}, {}},
      {"quartz velvet year:2022", {"all"}, {"quartz", "velvet"}},
      // Sentences are taken apart, phrases with '+' are not.
      {"quartz velvet tundra harbor \"lantern meadow\"",
       {"all"},
       {"apart", "quartz", "rest", "together", "velvet"}},
      {"quartz velvet tundra harbor +\"lantern meadow\"", {"all"}, {"together"}},
      {"quartz velvet tundra \"lantern meadow\"", {"all"}, {"together"}},
  }));
  CAPTURE(c.query);
  SearchRequest request;
  request.query = c.query;
  const ResultPage page = few().search(request);
  Ids full, partial;
  for (const Hit& hit : page.hits) (hit.partial ? partial : full).push_back(hit.paper.id);
  std::sort(full.begin(), full.end());
  std::sort(partial.begin(), partial.end());
  CHECK(full == c.full);
  CHECK(partial == c.partial);
  CHECK(page.total == c.full.size());
  CHECK(page.partial_total == c.partial.size());
}

TEST_CASE("where no paper holds all the words those with some are the total", "[search]") {
  SearchRequest request;
  request.query = "alone quartz harbor";
  const ResultPage page = few().search(request);
  CHECK(page.total == 4);
  CHECK(page.partial_total == 0);
  CHECK(page.query.relaxed == Ids{"alone", "quartz", "harbor"});
  CHECK(page.query.notices.empty());
  for (const Hit& hit : page.hits) CHECK(hit.partial);
}

TEST_CASE("a phrase among many words no paper has is marked word by word", "[search]") {
  SearchRequest request;
  request.query = "quartz velvet tundra harbor \"meadow lantern\"";
  const ResultPage page = few().search(request);
  CHECK(page.total == 6);
  CHECK(page.query.relaxed == Ids{"quartz", "velvet", "tundra", "harbor", "meadow", "lantern"});
  CHECK(page.query.parsed == "(quartz AND velvet AND tundra AND harbor AND meadow AND lantern)");
}

TEST_CASE("a partial match is marked and explained like a full one", "[search]") {
  struct Explained {
    std::string query, id;
    Ids parts, marks;
  };
  const Explained c = GENERATE(values<Explained>({
      {"quartz velvet", "velvet", {"velvet"}, {"Velvet"}},
      {"\"lantern meadow\" quartz", "together", {"\"lantern meadow\""}, {"lantern meadow"}},
      {"quartz velvet tundra harbor \"lantern meadow\"",
       "apart",
       {"lantern", "meadow"},
       {"Meadow", "lantern"}},
      {"quartz velvet tundra harbor \"lantern meadow\"", "rest", {"harbor"}, {"Harbor"}},
  }));
  CAPTURE(c.query, c.id);
  SearchRequest request;
  request.query = c.query;
  request.explain = true;
  const ResultPage page = few().search(request);
  REQUIRE(page.total == 1);
  const auto hit = std::find_if(page.hits.begin(), page.hits.end(),
                                [&](const Hit& other) { return other.paper.id == c.id; });
  REQUIRE(hit != page.hits.end());
  CHECK(hit->partial);
  CHECK(hit->score > 0);
  Ids parts, marks;
  for (const auto& [part, weight] : hit->explanation) parts.push_back(part);
  for (const auto& [begin, end] : hit->title.marks) {
    marks.push_back(hit->title.text.substr(begin, end - begin));
  }
  CHECK(parts == c.parts);
  CHECK(marks == c.marks);
}

}  // namespace
}  // namespace paperfind
