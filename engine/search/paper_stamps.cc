#include "engine/search/paper_stamps.h"

#include <algorithm>
#include <utility>

#include "engine/schema/stored_paper.h"

namespace paperfind {

Result<std::vector<PaperStamp>> paper_stamps(const RecordTools& tools, DocId first,
                                             std::size_t count) {
  std::vector<PaperStamp> stamps;
  const std::size_t last =
      std::min<std::size_t>(tools.snapshot.columns().doc_count(), std::size_t{first} + count - 1);
  for (std::size_t doc = first; doc <= last; ++doc) {
    if (tools.hidden.contains(static_cast<DocId>(doc))) continue;
    // Not load_paper: so many would drive those out that pages ask for.
    Result<Paper> paper = decode_paper(
        tools.db.get_document(static_cast<DocId>(doc), Xapian::DOC_ASSUME_VALID).get_data());
    if (!paper.ok()) return paper.error();
    const bool said = !paper->updated.empty();
    stamps.push_back({std::move(paper->id), std::move(said ? paper->updated : paper->published)});
  }
  return stamps;
}

}  // namespace paperfind
