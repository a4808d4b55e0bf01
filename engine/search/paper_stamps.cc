#include "engine/search/paper_stamps.h"

#include <algorithm>
#include <utility>

#include "engine/search/load_paper.h"

namespace paperfind {

Result<std::vector<PaperStamp>> paper_stamps(const RecordTools& tools, DocId first,
                                             std::size_t count) {
  std::vector<PaperStamp> stamps;
  const std::size_t last =
      std::min<std::size_t>(tools.snapshot.columns().doc_count(), std::size_t{first} + count - 1);
  for (std::size_t doc = first; doc <= last; ++doc) {
    if (tools.hidden.contains(static_cast<DocId>(doc))) continue;
    Result<Paper> paper = load_paper_once(tools.snapshot, tools.index, static_cast<DocId>(doc));
    if (!paper.ok()) return paper.error();
    const bool said = !paper->updated.empty();
    stamps.push_back({std::move(paper->id), std::move(said ? paper->updated : paper->published)});
  }
  return stamps;
}

}  // namespace paperfind
