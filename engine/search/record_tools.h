// What the views of records are made with.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/record_views.h"
#include "engine/store/doc_set.h"
#include "engine/store/paper_index.h"
#include "engine/store/snapshot.h"

namespace paperfind {

// What a searcher lends. `hidden`: papers no list may show.
struct RecordTools {
  const PaperIndex& index;
  const Snapshot& snapshot;
  const DocSet& hidden;
};

// The papers that have a value, in programme order: newest first. Throws Xapian::Error.
std::vector<DocId> papers_with(const RecordTools& tools, Facet facet, std::string_view value);
// Their number, without reading them. Of sessions, institutions and people.
std::size_t paper_count(const Snapshot& snapshot, Facet facet, std::string_view value);

// The papers of a session: by position there, then by time, then in programme order. Throws
// Xapian::Error.
std::vector<DocId> papers_in_session(const RecordTools& tools, const std::string& session);

// The first kMaxListedPapers of `docs` as lists show them, nothing marked. Throws Xapian::Error.
Result<std::vector<Hit>> listed_papers(const RecordTools& tools, std::span<const DocId> docs);

// The values of a facet among `docs`, most papers first, cut at kMaxListedValues. `left_out`: a
// value not to be listed.
FacetCounts values_among(const Snapshot& snapshot, Facet facet, const std::vector<DocId>& docs,
                         std::string_view left_out = {});

// Most papers first, cut at kMaxListedValues; those with as many stay in their order.
void keep_most(std::vector<FacetValue>& values);

// With the current ids of those who have a page, and no other.
std::vector<Chair> linked_chairs(const Snapshot& snapshot, std::vector<Chair> chairs);

ProgrammeItem programme_item(const Snapshot& snapshot, const Session& session);

}  // namespace paperfind
