// Papers one after the other, as exports and shortlists go over them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/record_tools.h"
#include "engine/search/result_page.h"

namespace paperfind {

// 0: there is none. Throws Xapian::Error.
DocId doc_of(const RecordTools& tools, std::string_view id);

struct ListedDocs {
  std::vector<DocId> docs;           // each once, in the order they were named
  std::vector<std::string> notices;  // of ids without a paper that can be shown
};
// Throws Xapian::Error.
ListedDocs listed_docs(const RecordTools& tools, const std::vector<std::string>& ids);

// The record with what its parts refer to, without neighbours and similar papers.
PaperView paper_view(const Snapshot& snapshot, DocId doc, Paper paper);

// That of one paper: of document `doc`, found by `id`; 0 for none. NotFound, Gone when withdrawn.
// Throws Xapian::Error.
Result<PaperView> shown_paper(const RecordTools& tools, std::string_view id, DocId doc);

// Of papers read once. InvalidData when one cannot be decoded. Throws Xapian::Error.
Result<std::vector<PaperView>> paper_views(const RecordTools& tools,
                                           std::span<const std::uint32_t> docs);

}  // namespace paperfind
