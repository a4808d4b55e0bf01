#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "engine/schema/fields.h"
#include "engine/search/facet_counter.h"
#include "engine/search/searcher.h"
#include "engine/store/columns_builder.h"
#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::SmallIndex;
using Counts = std::map<std::string, std::size_t>;

// A corpus drawn at random, with every kind of facet value and many papers that lack one.
std::string random_corpus(unsigned seed, int papers) {
  std::mt19937 random(seed);
  const auto pick = [&random](unsigned n) { return random() % n; };
  std::string lines =
      "{\"kind\":\"event\",\"id\":\"e\",\"name\":\"E\",\"year\":2022,\"tz\":\"UTC\"}\n";
  for (unsigned s = 0; s < 5; ++s) {
    lines += "{\"kind\":\"session\",\"id\":\"s" + std::to_string(s) +
             "\",\"title\":\"S\",\"event\":\"e\",\"order\":" + std::to_string(9 - s) + "}\n";
  }
  static constexpr const char* kWords[] = {"alpha", "beta", "gamma", "delta", "epsilon"};
  for (int p = 0; p < papers; ++p) {
    lines += "{\"kind\":\"paper\",\"id\":\"p" + std::to_string(p) + "\",\"title\":\"";
    for (unsigned w = 0; w <= pick(4); ++w) lines += std::string(kWords[pick(5)]) + " ";
    lines += "\",\"event\":\"e\",\"authors\":[";
    const unsigned authors = pick(4);
    for (unsigned a = 0; a < authors; ++a) {
      lines += std::string(a > 0 ? "," : "") + "{\"name\":\"N" + std::to_string(pick(9)) +
               " X\",\"affiliations\":[";
      if (pick(3) > 0) lines += "\"Inst " + std::to_string(pick(6)) + "\"";
      lines += "]}";
    }
    lines += "],\"presentations\":[";
    const unsigned sessions = pick(3);
    const unsigned first = pick(5);
    for (unsigned s = 0; s < sessions; ++s) {
      lines += std::string(s > 0 ? "," : "") + "{\"session\":\"s" +
               std::to_string((first + s) % 5) + "\"}";
    }
    lines += "]";
    if (pick(2) > 0) lines += ",\"type\":\"" + std::string(pick(2) > 0 ? "full" : "short") + "\"";
    if (pick(2) > 0) lines += ",\"keywords\":[\"k" + std::to_string(pick(4)) + "\"]";
    lines += "}\n";
  }
  return lines;
}

SearchRequest random_request(std::mt19937& random) {
  static constexpr const char* kQueries[] = {
      "", "alpha", "beta gamma", "alpha OR delta", "-beta", "\"alpha beta\""};
  static const std::map<std::string, std::vector<std::string>> kValues = {
      {"session", {"s0", "s1", "s2", "~none"}},
      {"institution", {"inst-1", "inst-2", "~none", "nowhere"}},
      {"type", {"full", "short", "~none"}},
      {"keyword", {"k0", "k1", "~none"}},
  };
  SearchRequest request;
  request.query = kQueries[random() % std::size(kQueries)];
  request.per_page = 100;
  request.facet_limit = 1000;
  if (random() % 2 == 0) request.facets = {"session", "keyword"};  // few are counted another way
  for (const auto& [facet, values] : kValues) {
    if (random() % 2 == 0) continue;
    FacetFilter filter{facet, {}, {}, {}};
    std::set<std::string> any, all, none;
    for (const std::string& value : values) {
      const unsigned what = random() % 8;
      if (what < 2) any.insert(value);
      if (what == 2) none.insert(value);
      if (what == 3 && facet != "type") all.insert(value);
    }
    filter.any.assign(any.begin(), any.end());
    filter.all.assign(all.begin(), all.end());
    filter.excluded.assign(none.begin(), none.end());
    if (!any.empty() || !all.empty() || !none.empty()) request.filters.push_back(filter);
  }
  return request;
}

// The counts as a child would make them: read every paper of the corpus, ask each whether it fits.
class NaiveCounter {
 public:
  explicit NaiveCounter(SmallIndex& index) : index_(index) {}

  bool fits(const Hit& hit, const SearchRequest& request, const std::string& except) const {
    return std::all_of(request.filters.begin(), request.filters.end(),
                       [&](const FacetFilter& filter) {
                         const std::set<std::string> values = values_of(hit, filter.facet);
                         const auto has = [&](const std::string& v) { return values.count(v) > 0; };
                         if (std::any_of(filter.excluded.begin(), filter.excluded.end(), has))
                           return false;
                         if (!std::all_of(filter.all.begin(), filter.all.end(), has)) return false;
                         return filter.facet == except || filter.any.empty() ||
                                std::any_of(filter.any.begin(), filter.any.end(), has);
                       });
  }

  std::vector<Hit> matching(const std::string& query) {
    SearchRequest request;
    request.query = query;
    request.per_page = 100;
    request.no_facets = true;
    ResultPage page = index_.search(request);
    page.hits.resize(page.total);  // papers with some of the words only come after, uncounted
    return page.hits;
  }

  static std::set<std::string> values_of(const Hit& hit, const std::string& facet) {
    std::set<std::string> values;
    const Paper& paper = hit.paper;
    if (facet == "session") {
      for (const Presentation& p : paper.presentations) values.insert(p.session);
    } else if (facet == "institution") {
      for (const Author& author : paper.authors) {
        for (const Affiliation& affiliation : author.affiliations)
          values.insert(affiliation.institution);
      }
    } else if (facet == "type" && !paper.type.empty()) {
      values.insert(paper.type);
    } else if (facet == "keyword") {
      values.insert(paper.keywords.begin(), paper.keywords.end());
    }
    if (values.empty()) values.insert("~none");
    return values;
  }

 private:
  SmallIndex& index_;
};

Counts listed(const FacetCounts& facet) {
  Counts counts;
  for (const FacetValue& value : facet.values) {
    if (value.count > 0) counts[value.id] = value.count;
  }
  if (facet.missing && facet.missing->count > 0) counts["~none"] = facet.missing->count;
  return counts;
}

TEST_CASE("facet counts agree with a naive counter and with what a click gives",
          "[search][property]") {
  const unsigned seed = GENERATE(11U, 12U);
  CAPTURE(seed);
  SmallIndex index(random_corpus(seed, 80));
  NaiveCounter naive(index);
  std::mt19937 random(seed);
  for (int round = 0; round < 40; ++round) {
    const SearchRequest request = random_request(random);
    CAPTURE(request.query, round);
    const ResultPage page = index.search(request);
    const std::vector<Hit> matching = naive.matching(request.query);
    const auto fitting = std::count_if(matching.begin(), matching.end(), [&](const Hit& hit) {
      return naive.fits(hit, request, "");
    });
    CHECK(page.total == static_cast<std::size_t>(fitting));
    CHECK(page.hits.size() == page.total + page.partial_total);
    for (const FacetCounts& facet : page.facets) {
      if (facet.name != "session" && facet.name != "institution" && facet.name != "type" &&
          facet.name != "keyword") {
        continue;
      }
      CAPTURE(facet.name);
      Counts expected;
      for (const Hit& hit : matching) {
        if (!naive.fits(hit, request, facet.name)) continue;
        for (const std::string& value : NaiveCounter::values_of(hit, facet.name)) ++expected[value];
      }
      CHECK(listed(facet) == expected);
      for (const auto& [value, count] : listed(facet)) {
        SearchRequest clicked = request;
        std::erase_if(clicked.filters, [&](const FacetFilter& f) { return f.facet == facet.name; });
        FacetFilter filter{facet.name, {value}, {}, {}};
        for (const FacetFilter& old : request.filters) {
          if (old.facet == facet.name) {
            filter.all = old.all;
            filter.excluded = old.excluded;
          }
        }
        clicked.filters.push_back(filter);
        CHECK(index.search(clicked).total == count);
      }
    }
  }
}

Counts listed(const FacetColumn& column, const CountedFacet& counted) {
  Counts counts;
  for (const Ordinal value : counted.present()) {
    CHECK(counts.emplace(column.id(value), counted[value]).second);
  }
  if (counted.none() > 0) counts["~none"] = counted.none();
  return counts;
}

TEST_CASE("all facets at once count what each counts by itself", "[search][property]") {
  std::mt19937 random(9);
  CorpusFrame frame;
  const Resolver resolver = std::move(Resolver::create(std::move(frame))).value();
  ColumnsBuilder builder(resolver);
  constexpr DocId kPapers = 4000;
  for (DocId doc = 1; doc <= kPapers; ++doc) {
    Paper paper;
    paper.id = std::to_string(doc);
    paper.title = "T";
    // More values than are looked through, fewer, and the same everywhere.
    for (unsigned i = 0; i < random() % 4; ++i) {
      paper.keywords.push_back("k" + std::to_string(random() % 3000));
    }
    std::sort(paper.keywords.begin(), paper.keywords.end());
    paper.keywords.erase(std::unique(paper.keywords.begin(), paper.keywords.end()),
                         paper.keywords.end());
    if (random() % 3 > 0) paper.type = "t" + std::to_string(random() % 5);
    paper.lang = "en";
    builder.add(paper, facets_of(paper, resolver));
  }
  const Columns columns = builder.finish();
  FacetTally tally;
  ValueCounts counts;
  for (const DocId hits : {DocId{0}, DocId{7}, DocId{3000}, DocId{1}, DocId{500}}) {
    CAPTURE(hits);
    FilteredDocs docs;
    for (DocId doc = 1; doc <= kPapers; ++doc) {
      const unsigned kind = random() % kPapers;
      if (kind < hits) docs.hits.push_back(doc);
      if (kind == hits) docs.near_misses[index_of(Facet::Keyword)].push_back(doc);
      if (kind == hits + 1) docs.near_misses[index_of(Facet::Lang)].push_back(doc);
    }
    tally.count(columns, docs);
    for (const FacetSpec& spec : kFacets) {
      CAPTURE(spec.name);
      const FacetColumn& column = columns.facet(spec.facet);
      Counts expected;
      for (const auto* some : {&docs.hits, &docs.near_misses[index_of(spec.facet)]}) {
        for (const DocId doc : *some) {
          for (const Ordinal value : column.values(doc)) {
            ++expected[value == column.none() ? "~none" : std::string(column.id(value))];
          }
        }
      }
      counts.count(column, docs, spec.facet);
      CHECK(listed(column, counts.counted()) == expected);
      CHECK(listed(column, tally.of(spec.facet, column)) == expected);
    }
  }
}

FacetCounts facet_of(const ResultPage& page, const std::string& name) {
  const auto found = std::find_if(page.facets.begin(), page.facets.end(),
                                  [&](const FacetCounts& facet) { return facet.name == name; });
  REQUIRE(found != page.facets.end());
  return *found;
}

std::vector<std::string> ids_of(const FacetCounts& facet) {
  std::vector<std::string> ids;
  for (const FacetValue& value : facet.values) ids.push_back(value.id);
  return ids;
}

TEST_CASE("facet values stand in the order people expect", "[search]") {
  SmallIndex index(testing::small_corpus(), testing::small_authority());
  using Ids = std::vector<std::string>;
  SECTION("sessions in programme order, institutions by count, then by label") {
    const ResultPage page = index.search("");
    CHECK(ids_of(facet_of(page, "session")) == Ids{"s1", "s2", "s3"});
    CHECK(ids_of(facet_of(page, "institution")) == Ids{"mit", "acme-labs", "eth-zurich"});
    CHECK(facet_of(page, "institution").missing->count == 3);
    CHECK(ids_of(facet_of(page, "year")) == Ids{"2022", "2021"});
  }
  SECTION("what is selected comes first and never drops out") {
    const ResultPage page = index.search("institution=eth-zurich&facet_limit=1&q=spotting");
    const FacetCounts facet = facet_of(page, "institution");
    CHECK(ids_of(facet) == Ids{"eth-zurich", "mit"});
    CHECK(facet.values.front().selected);
    CHECK(facet.values.front().count == 0);
    CHECK(page.total == 0);
  }
  SECTION("an unknown value stays in sight and is named") {
    const ResultPage page = index.search("institution=nowhere");
    CHECK(facet_of(page, "institution").values.front().id == "nowhere");
    REQUIRE(page.query.notices.size() == 2);
    CHECK(page.query.notices.front() == "No paper here has the institution \"nowhere\".");
  }
  SECTION("order can be chosen") {
    CHECK(ids_of(facet_of(index.search("facet_order.institution=label"), "institution")) ==
          Ids{"acme-labs", "eth-zurich", "mit"});
  }
  SECTION("small facets keep their values at zero") {
    CHECK(ids_of(facet_of(index.search("q=spotting"), "type")) == Ids{"short", "full"});
  }
  SECTION("a cut list says so and counts all its values") {
    const FacetCounts facet = facet_of(index.search("facet_limit=1"), "institution");
    CHECK(facet.truncated);
    CHECK(facet.distinct == 3);
    CHECK(facet.values.size() == 1);
  }
}

TEST_CASE("facet values are found by any word, alias, acronym or slip", "[search]") {
  SmallIndex index(testing::small_corpus(), testing::small_authority());
  struct Case {
    std::string typed;
    std::vector<std::string> ids;
  };
  const Case c = GENERATE(values<Case>({
      {"zur", {"eth-zurich"}},
      {"MIT", {"mit"}},
      {"massachusetts technology", {"mit"}},
      {"ethz", {"eth-zurich"}},
      {"sachuset", {"mit"}},
      {"technolgy", {"mit"}},
      {"labs acme", {"acme-labs"}},
      {"xyz", {}},
  }));
  CAPTURE(c.typed);
  FacetRequest request;
  request.facet = "institution";
  request.prefix = c.typed;
  const Result<FacetPage> page = index.searcher().facet_values(request);
  REQUIRE(page.ok());
  CHECK(ids_of(page->facet) == c.ids);
  FacetRequest unknown;
  unknown.facet = "instituton";
  const Result<FacetPage> refused = index.searcher().facet_values(unknown);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().hint == "institution");
}

TEST_CASE("a filter may be named by id, label, alias or acronym", "[search]") {
  SmallIndex index(testing::small_corpus(), testing::small_authority());
  const Searcher& searcher = index.searcher();
  using Ids = std::vector<std::string>;
  CHECK(searcher.lookup_value("institution", "eth-zurich") == Ids{"eth-zurich"});
  CHECK(searcher.lookup_value("institution", "eth zurich") == Ids{"eth-zurich"});
  CHECK(searcher.lookup_value("institution", "Mit") == Ids{"mit"});
  CHECK(searcher.lookup_value("session", "efficient models") ==
        Ids{"s1", "s3"});  // two events: ambiguous
  CHECK(searcher.lookup_value("author", "ana diaz") == Ids{"ana-diaz"});
  CHECK(searcher.lookup_value("institution", "massachusetts").empty());
}

}  // namespace
}  // namespace paperfind
