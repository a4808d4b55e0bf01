#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/render/json_parts.h"
#include "engine/render/links.h"

namespace paperfind::json_parts {
namespace {

void write_paper(JsonWriter& out, const Hit& hit) {
  const Paper& paper = hit.paper;
  out.begin_object();
  out.member("id", paper.id);
  out.member("url", paper_path(paper.id));
  out.member("title", paper.title);
  out.key("authors");
  out.begin_array();
  for (const Author& author : paper.authors) {
    out.begin_object();
    out.text_or_null("id", author.person);
    out.member("name", author.name);
    out.member("institutions", institutions_of(author));
    out.end_object();
  }
  out.end_array();
  out.key("sessions");
  write_sessions(out, hit.sessions);
  out.text_or_null("event", paper.event);
  out.number_or_null("year", hit.year);
  out.text_or_null("type", paper.type);
  out.text_or_null("award", paper.award);
  out.member("has", paper_has(paper));
  out.key("links");
  write_links(out, paper, listed_exports(hit));
  out.end_object();
}

}  // namespace

void write_papers(JsonWriter& out, const std::vector<Hit>& papers) {
  out.key("papers");
  out.begin_array();
  for (const Hit& hit : papers) write_paper(out, hit);
  out.end_array();
}

void write_ref(JsonWriter& out, const NamedRef& ref, const RefForm& form) {
  out.begin_object();
  out.member("id", ref.id);
  out.member(form.name, ref.name);
  out.member("url", form.path(ref.id));
  out.end_object();
}

void write_ref(JsonWriter& out, std::string_view key, const std::optional<NamedRef>& ref,
               const RefForm& form) {
  out.key(key);
  if (!ref) return out.null();
  write_ref(out, *ref, form);
}

void write_counted(JsonWriter& out, std::string_view key, const std::vector<FacetValue>& values,
                   std::string (*path)(std::string_view)) {
  out.key(key);
  out.begin_array();
  for (const FacetValue& value : values) {
    out.begin_object();
    out.member("id", value.id);
    out.member("name", value.label);
    out.member("count", std::uint64_t{value.count});
    out.text_or_null("hint", value.hint);
    out.member("url", path(value.id));
    out.end_object();
  }
  out.end_array();
}

void write_chairs(JsonWriter& out, const std::vector<Chair>& chairs) {
  out.key("chairs");
  out.begin_array();
  for (const Chair& chair : chairs) {
    out.begin_object();
    out.text_or_null("id", chair.person);
    out.member("name", chair.name);
    out.text_or_null("role", chair.role);
    std::vector<std::string> affiliations;
    for (const Affiliation& affiliation : chair.affiliations) {
      affiliations.push_back(affiliation.raw.empty() ? affiliation.institution : affiliation.raw);
    }
    out.member("affiliations", affiliations);
    out.end_object();
  }
  out.end_array();
}

void write_programme_items(JsonWriter& out, const std::vector<ProgrammeItem>& items) {
  out.begin_array();
  for (const ProgrammeItem& item : items) {
    out.begin_object();
    out.member("kind", item.is_session ? "session" : "entry");
    out.member("id", item.id);
    out.member("title", item.title);
    out.text_or_null("type", item.type);
    out.text_or_null("track", item.track);
    out.text_or_null("start", item.start);
    out.text_or_null("end", item.end);
    out.text_or_null("tz", item.tz);
    out.text_or_null("room", item.room);
    write_chairs(out, item.chairs);
    out.member("papers", std::uint64_t{item.papers});
    out.text_or_null("url", item.is_session ? session_path(item.id) : "");
    out.end_object();
  }
  out.end_array();
}

void write_event(JsonWriter& out, std::string_view key, const Event& event) {
  out.key(key);
  if (event.id.empty()) return out.null();
  out.begin_object();
  out.member("id", event.id);
  out.member("name", event.name);
  out.text_or_null("short", event.short_name);
  out.number_or_null("year", event.year);
  out.member("url", event_path(event.id));
  out.end_object();
}

}  // namespace paperfind::json_parts
