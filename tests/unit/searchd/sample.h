// A small made-up answer for tests of what is drawn from it.
#pragma once

#include <string>

#include "engine/search/result_page.h"

namespace paperfind::sample {

inline SessionRef session() {
  return {"s12",
          "Efficient models",
          "2026-06-03T10:30:00+02:00",
          "2026-06-03T12:00:00+02:00",
          "Europe/Zurich",
          "Hall B",
          3};
}

inline Hit hit(const std::string& text = "Pruning attention heads") {
  Hit hit;
  hit.rank = 1;
  hit.score = 17.314159;
  hit.year = 2026;
  hit.paper.id = "p0421";
  hit.paper.title = text;
  hit.paper.event = "sym2026";
  hit.paper.type = "full";
  hit.paper.abstract = "We prune. " + text;
  hit.paper.pdf = "https://example.org/p0421.pdf";
  Author author;
  author.name = "Ana Díaz";
  author.person = "ana-diaz";
  author.affiliations = {{"MIT", "mit"}, {"MIT CSAIL", "mit"}};
  hit.paper.authors = {author};
  hit.title = {text, {{0, 7}, {8, 17}}};
  hit.authors = {{"Ana Díaz", {}}};
  hit.institutions = {
      {"mit", "Massachusetts Institute of Technology", "https://ror.org/042nb2s44"}};
  hit.sessions = {session()};
  hit.snippet = {"we prune 60% of attention heads", {{3, 8}, {16, 25}}};
  hit.snippet_cut_before = true;
  hit.snippet_cut_after = true;
  hit.snippet_field = "abstract";
  hit.matched_in = {"title", "abstract"};
  return hit;
}

inline FacetCounts institutions() {
  FacetCounts facet;
  facet.name = "institution";
  facet.label = "Institution";
  facet.distinct = 88;
  facet.truncated = true;
  facet.values = {{"mit", "Massachusetts Institute of Technology", 9, true, "", ""},
                  {"eth-zurich", "ETH Zürich", 7, false, "", ""}};
  facet.missing = FacetValue{"~none", "No institution given", 4, false, "", ""};
  return facet;
}

inline ResultPage page() {
  ResultPage page;
  page.request.query = "attention pruning";
  page.request.filters = {{"institution", {"mit"}, {}, {}}};
  page.request.per_page = 5;
  page.query.raw = "attention pruning";
  page.query.effective = "attention pruning";
  page.query.parsed = "(attention AND pruning) FILTER institution=mit";
  page.query.filters = page.request.filters;
  page.generation = "gen-000002-9f31c2ab";
  page.total = 9;
  page.hits = {hit()};
  page.facets = {institutions()};
  return page;
}

}  // namespace paperfind::sample
