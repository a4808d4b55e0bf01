#include "engine/search/paper_lists.h"

#include <fmt/format.h>

#include <utility>

#include "engine/search/hit_builder.h"
#include "engine/search/load_paper.h"

namespace paperfind {

DocId doc_of(const RecordTools& tools, std::string_view id) {
  return tools.index.first_with(id_term(id));
}

ListedDocs listed_docs(const RecordTools& tools, const std::vector<std::string>& ids) {
  ListedDocs listed;
  DocSet seen(tools.snapshot.columns().doc_count());
  for (const std::string& id : ids) {
    const DocId doc = doc_of(tools, id);
    if (doc == 0 || tools.hidden.contains(doc)) {
      listed.notices.push_back(doc == 0 ? fmt::format("There is no paper \"{}\".", id)
                                        : fmt::format("The paper \"{}\" was withdrawn.", id));
      continue;
    }
    if (seen.contains(doc)) continue;
    seen.add(doc);
    listed.docs.push_back(doc);
  }
  return listed;
}

PaperView paper_view(const Snapshot& snapshot, DocId doc, Paper paper) {
  PaperView view;
  view.generation = snapshot.name();
  view.year = year_of(snapshot, paper);
  view.institutions = institutions_of(snapshot, doc, paper);
  view.sessions = sessions_of(snapshot, paper);
  if (const Event* event = snapshot.catalog().event(paper.event)) view.event = *event;
  view.paper = std::move(paper);
  return view;
}

Result<PaperView> shown_paper(const RecordTools& tools, std::string_view id, DocId doc) {
  if (doc == 0) {
    return Error{ErrorCode::NotFound, fmt::format("there is no paper \"{}\"", id), "id"};
  }
  Result<Paper> paper = load_paper(tools.snapshot, tools.index, doc);
  if (!paper.ok()) return paper.error();
  if (paper->status == PaperStatus::Withdrawn) {
    return Error{ErrorCode::Gone, fmt::format("the paper \"{}\" was withdrawn", id), "id",
                 paper->status_note};
  }
  return paper_view(tools.snapshot, doc, std::move(paper).value());
}

Result<std::vector<PaperView>> paper_views(const RecordTools& tools,
                                           std::span<const std::uint32_t> docs) {
  std::vector<PaperView> views;
  views.reserve(docs.size());
  for (const std::uint32_t doc : docs) {
    Result<Paper> paper = load_paper_once(tools.snapshot, tools.index, doc);
    if (!paper.ok()) return paper.error();
    views.push_back(paper_view(tools.snapshot, doc, std::move(paper).value()));
  }
  return views;
}

}  // namespace paperfind
