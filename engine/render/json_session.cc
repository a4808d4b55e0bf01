#include <cstdint>
#include <string>

#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/links.h"

namespace paperfind {
namespace {

constexpr json_parts::RefForm kSessionRef = {"title", session_path};

}  // namespace

std::string session_json(const SessionView& view) {
  const Session& session = view.session;
  JsonWriter out;
  out.begin_object();
  out.member("id", session.id);
  out.member("generation", view.generation);
  json_parts::write_shards(out, view.shards);
  out.member("url", session_path(session.id));
  out.member("title", session.title);
  json_parts::write_event(out, "event", view.event);
  out.text_or_null("type", session.type);
  out.text_or_null("track", session.track);
  out.text_or_null("code", session.code);
  out.text_or_null("day", session.day);
  out.text_or_null("start", session.start);
  out.text_or_null("end", session.end);
  out.text_or_null("tz", session.tz);
  out.text_or_null("room", session.room);
  json_parts::write_chairs(out, session.chairs);
  out.text_or_null("description", session.description);
  out.text_or_null("stream", web_address(session.stream));
  out.member("total", std::uint64_t{view.total});
  json_parts::write_papers(out, view.papers);
  json_parts::write_ref(out, "parent", view.parent, kSessionRef);
  out.key("parts");
  json_parts::write_programme_items(out, view.parts);
  json_parts::write_ref(out, "prev", view.previous, kSessionRef);
  json_parts::write_ref(out, "next", view.next, kSessionRef);
  out.member("search", value_link(Facet::Session, session.id));
  out.end_object();
  return out.take() + '\n';
}

}  // namespace paperfind
