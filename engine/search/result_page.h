// What the engine answers: everything a page, a JSON body or a terminal needs, with nothing
// rendered yet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/query/synonyms.h"
#include "engine/record/paper.h"
#include "engine/search/search_request.h"
#include "engine/search/shard_report.h"

namespace paperfind {

// Text with the byte ranges [begin, end) that matched, in order, not overlapping.
struct MarkedText {
  std::string text;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
};

struct Correction {
  std::string from;
  std::string to;
  bool applied = false;  // false: only offered
  bool also = false;     // applied: searched beside what was typed, not in its place
  std::string query;     // offered: the whole query with it taken up
};

// How the query was read.
struct QueryReport {
  std::string raw;
  std::string effective;  // with applied corrections
  std::string parsed;     // "(attention AND pruning) FILTER institution=mit"
  std::vector<FacetFilter> filters;
  std::vector<Correction> corrections;
  std::vector<UsedSynonym> synonyms;
  std::vector<std::string> relaxed;  // words no longer insisted on
  std::vector<std::string> ignored;
  std::vector<std::string> notices;
};

struct InstitutionRef {
  std::string id;
  std::string name;
  std::string ror;
};

// A paper's slot in the programme, with its session's own data beside it.
struct SessionRef {
  std::string id;
  std::string title;
  std::string start;
  std::string end;
  std::string tz;  // IANA
  std::string room;
  std::optional<int> position;
};

struct Hit {
  std::size_t rank = 0;  // from 1, over all pages
  double score = 0;
  bool partial = false;  // holds some of the words, not all
  Paper paper;
  int year = 0;
  MarkedText title;
  std::vector<MarkedText> authors;           // beside paper.authors
  std::vector<InstitutionRef> institutions;  // of all authors, each once, in order of first mention
  std::vector<MarkedText> institution_names;  // beside institutions
  std::vector<SessionRef> sessions;
  MarkedText snippet;               // of `snippet_field`, one or two parts of it
  bool snippet_cut_before = false;  // text was left out before the snippet
  bool snippet_cut_after = false;
  std::string snippet_field;            // "abstract", "affiliation", …; empty: no snippet
  std::vector<std::string> matched_in;  // fields, in table order
  std::vector<std::pair<std::string, double>> explanation;  // with explain: what each part added
};

struct FacetValue {
  std::string id;
  std::string label;
  std::size_t count = 0;
  bool selected = false;
  std::string hint;   // a session's day, time and room; a ROR id; may be empty
  std::string alias;  // in a value search: the alias that matched, if not the label
};

struct FacetCounts {
  std::string name;
  std::string label;
  FacetOrder order = FacetOrder::Count;
  std::size_t distinct = 0;  // values with a hit
  bool truncated = false;    // more values than listed
  std::vector<FacetValue> values;
  std::optional<FacetValue> missing;  // "~none", when some paper lacks the facet or it is selected
};

struct ResultPage {
  SearchRequest request;
  QueryReport query;
  std::string generation;
  std::size_t total = 0;          // papers that match in full (or in part, where none does)
  std::size_t partial_total = 0;  // papers listed after them
  ShardReport shards;
  std::vector<Hit> hits;
  std::vector<FacetCounts> facets;
};

struct FacetPage {
  FacetRequest request;
  QueryReport query;
  std::string generation;
  ShardReport shards;
  FacetCounts facet;
  bool more = false;
};

// A paper to read beside another, and why.
struct RelatedPaper {
  std::string id;
  std::string title;
  std::string why;  // "shares: keyword spotting; same session"
};

// One paper with what stands around it.
struct PaperView {
  std::string generation;
  ShardReport shards;
  Paper paper;
  int year = 0;
  Event event;
  std::vector<InstitutionRef> institutions;
  std::vector<SessionRef> sessions;
  // Neighbours in the first session, by position.
  std::optional<std::pair<std::string, std::string>> previous;  // id, title
  std::optional<std::pair<std::string, std::string>> next;
  std::vector<RelatedPaper> related;  // those the paper names first
};

// Every paper of a search, in its order: what an export goes over.
struct PaperList {
  std::string generation;
  std::vector<std::uint32_t> docs;  // numbers of documents, of this generation alone
};

}  // namespace paperfind
