#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/render/links.h"
#include "searchd/pages/json_ld.h"
#include "searchd/pages/json_ld_parts.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

using json_ld::address_of;
using json_ld::Json;
using json_ld::put;
using json_ld::thing;

// When and where something is: of an event, a session, a line of the programme.
struct Occasion {
  std::string start;
  std::string end;
  std::string room;   // may be empty
  std::string place;  // of the event
};

Json location(const Occasion& occasion) {
  Json venue = thing("Place", occasion.place);
  put(venue, "address", occasion.place);
  if (occasion.room.empty()) return venue;
  Json room = thing("Place", occasion.room);
  put(room, "address", occasion.place);
  put(room, "containedInPlace", venue);
  return room;
}

Json event_node(const std::string& title, const std::string& address, const Occasion& occasion) {
  Json node = {{"@type", "Event"}};
  put(node, "@id", address);
  put(node, "name", title_text(title));
  put(node, "url", address);
  put(node, "startDate", occasion.start);
  put(node, "endDate", occasion.end);
  put(node, "location", location(occasion));
  return node;
}

Json event_node(const Site& site, const Event& event) {
  const std::string year = event.year > 0 ? std::to_string(event.year) : "";
  const std::string address = address_of(site, event.id.empty() ? "" : event_path(event.id));
  return event_node(event.name, address,
                    {event.start.empty() ? year : event.start, event.end, "", event.place});
}

Json session_node(const Site& site, const ProgrammeItem& item, const Event& event) {
  return event_node(item.title, address_of(site, session_path(item.id)),
                    {item.start, item.end, item.room, event.place});
}

Json sessions_of(const Site& site, const EventView& view) {
  Json list = Json::array();
  for (const ProgrammeDay& day : view.programme.days) {
    for (const ProgrammeSlot& slot : day.slots) {
      for (const ProgrammeItem& item : slot.items) {
        if (item.is_session) list.push_back(session_node(site, item, view.event));
      }
    }
  }
  return list;
}

Json chairs_of(const Site& site, const Session& session) {
  Json list = Json::array();
  for (const Chair& chair : session.chairs) {
    list.push_back(thing("Person", chair.name,
                         address_of(site, chair.person.empty() ? "" : person_path(chair.person))));
  }
  return list;
}

Json papers_of(const Site& site, const SessionView& view) {
  Json list = Json::array();
  for (const Hit& hit : view.papers) {
    list.push_back(thing("ScholarlyArticle", title_text(hit.paper.title),
                         address_of(site, paper_path(hit.paper.id))));
  }
  return list;
}

// The session it is a part of, else the event.
Json whole_of(const Site& site, const SessionView& view) {
  if (!view.parent) return event_node(site, view.event);
  return event_node(view.parent->name, address_of(site, session_path(view.parent->id)),
                    {view.session.day, "", "", view.event.place});
}

}  // namespace

std::string event_json_ld_html(const Site& site, const EventView& view, const Crumbs& crumbs) {
  const Event& event = view.event;
  Json node = event_node(site, event);
  put(node, "alternateName", event.short_name);
  put(node, "sameAs", web_address(event.url));
  put(node, "superEvent", thing("EventSeries", event.series));
  put(node, "inLanguage", Json(event.languages));
  put(node, "subEvent", sessions_of(site, view));
  const Crumb page = {event_path(event.id), title_text(event.name)};
  return json_ld::graph_html({node, json_ld::breadcrumbs(site, crumbs, page)});
}

std::string session_json_ld_html(const Site& site, const SessionView& view, const Crumbs& crumbs) {
  const Session& session = view.session;
  const std::string path = session_path(session.id);
  Json node = event_node(session.title, address_of(site, path),
                         {session.start.empty() ? session.day : session.start, session.end,
                          session.room, view.event.place});
  put(node, "description", session.description);
  put(node, "contributor", chairs_of(site, session));
  if (!view.event.id.empty() || view.parent) put(node, "superEvent", whole_of(site, view));
  Json parts = Json::array();
  for (const ProgrammeItem& item : view.parts) {
    parts.push_back(session_node(site, item, view.event));
  }
  put(node, "subEvent", parts);
  put(node, "workFeatured", papers_of(site, view));
  const Crumb page = {path, title_text(session.title)};
  return json_ld::graph_html({node, json_ld::breadcrumbs(site, crumbs, page)});
}

}  // namespace paperfind
