#include "engine/search/session_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/schema/programme.h"

namespace paperfind {
namespace {

void set_neighbours(SessionView& view, const CorpusFrame& frame) {
  const std::vector<const Session*> order = sessions_of_event(frame, view.session.event);
  const auto at = std::find_if(order.begin(), order.end(), [&](const Session* session) {
    return session->id == view.session.id;
  });
  if (at == order.end()) return;
  const auto named = [](const Session* session) { return NamedRef{session->id, session->title}; };
  if (at != order.begin()) view.previous = named(*std::prev(at));
  if (std::next(at) != order.end()) view.next = named(*std::next(at));
}

void set_parts(SessionView& view, const Snapshot& snapshot) {
  if (const Session* parent = snapshot.catalog().session(view.session.parent)) {
    view.parent = NamedRef{parent->id, parent->title};
  }
  std::vector<const Session*> parts;
  for (const Session& other : snapshot.catalog().frame().sessions) {
    if (other.parent == view.session.id) parts.push_back(&other);
  }
  std::sort(parts.begin(), parts.end(),
            [](const Session* a, const Session* b) { return is_before(*a, *b); });
  if (parts.size() > kMaxListedValues) parts.resize(kMaxListedValues);
  for (const Session* part : parts) view.parts.push_back(programme_item(snapshot, *part));
}

}  // namespace

Result<SessionView> session_view(const RecordTools& tools, std::string_view id) {
  const Catalog& catalog = tools.snapshot.catalog();
  const Session* session = catalog.session(id);
  if (session == nullptr) {
    return Error{ErrorCode::NotFound, fmt::format("there is no session \"{}\"", id), "id"};
  }
  SessionView view;
  view.generation = tools.snapshot.name();
  view.shards = shard_report(tools.index);
  view.session = *session;
  view.session.chairs = linked_chairs(tools.snapshot, session->chairs);
  if (const Event* event = catalog.event(session->event)) {
    view.event = *event;
    if (view.session.tz.empty()) view.session.tz = event->tz;
  }
  const std::vector<DocId> docs = papers_in_session(tools, session->id);
  view.total = docs.size();
  Result<std::vector<Hit>> papers = listed_papers(tools, docs);
  if (!papers.ok()) return papers.error();
  view.papers = std::move(papers).value();
  set_neighbours(view, catalog.frame());
  set_parts(view, tools.snapshot);
  return view;
}

}  // namespace paperfind
