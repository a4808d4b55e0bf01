#include "engine/base/nlohmann_json.h"
#include "engine/record/record_json.h"

namespace paperfind {
namespace {

using nlohmann::json;

void take(const json& object, const char* key, std::string& out) {
  if (const auto it = object.find(key); it != object.end()) out = it->get_ref<const std::string&>();
}

void take(const json& object, const char* key, std::vector<std::string>& out) {
  const auto it = object.find(key);
  if (it == object.end()) return;
  out.reserve(it->size());
  for (const json& item : *it) out.push_back(item.get_ref<const std::string&>());
}

void take(const json& object, const char* key, bool& out) {
  if (const auto it = object.find(key); it != object.end()) out = it->get<bool>();
}

void take(const json& object, const char* key, int& out) {
  if (const auto it = object.find(key); it != object.end()) out = it->get<int>();
}

void take(const json& object, const char* key, std::optional<int>& out) {
  if (const auto it = object.find(key); it != object.end()) out = it->get<int>();
}

template <typename Item, typename Convert>
void take_list(const json& object, const char* key, std::vector<Item>& out, Convert convert) {
  const auto it = object.find(key);
  if (it == object.end()) return;
  out.reserve(it->size());
  for (const json& item : *it) out.push_back(convert(item));
}

// json keeps its keys sorted, so its dump is canonical.
void take_extra(const json& object, ExtraFields& out) {
  for (const auto& [key, value] : object.items()) {
    if (key.compare(0, 2, "x_") == 0)
      out[key] = value.dump(-1, ' ', false, json::error_handler_t::replace);
  }
}

Affiliation affiliation_from(const json& value) {
  if (value.is_string()) return {value.get<std::string>(), {}};
  Affiliation affiliation;
  take(value, "raw", affiliation.raw);
  take(value, "institution", affiliation.institution);
  return affiliation;
}

Author author_from(const json& object) {
  Author author;
  take(object, "name", author.name);
  take(object, "source_name", author.source_name);
  take(object, "given", author.given);
  take(object, "family", author.family);
  take(object, "person", author.person);
  take(object, "orcid", author.orcid);
  take_list(object, "affiliations", author.affiliations, affiliation_from);
  take(object, "presenting", author.presenting);
  take(object, "corresponding", author.corresponding);
  return author;
}

Presentation presentation_from(const json& object) {
  Presentation presentation;
  take(object, "session", presentation.session);
  take(object, "position", presentation.position);
  take(object, "start", presentation.start);
  take(object, "end", presentation.end);
  take(object, "room", presentation.room);
  return presentation;
}

Video video_from(const json& object) {
  Video video;
  take(object, "url", video.url);
  take(object, "announced", video.announced);
  take(object, "title", video.title);
  take(object, "provider", video.provider);
  take(object, "duration", video.duration);
  take(object, "captions", video.captions);
  take(object, "transcript", video.transcript);
  take(object, "thumbnail", video.thumbnail);
  take(object, "recorded", video.recorded);
  return video;
}

Chair chair_from(const json& object) {
  Chair chair;
  take(object, "name", chair.name);
  take(object, "person", chair.person);
  take(object, "role", chair.role);
  take_list(object, "affiliations", chair.affiliations, affiliation_from);
  return chair;
}

PaperStatus status_from(const json& object) {
  std::string status;
  take(object, "status", status);
  if (status == "withdrawn") return PaperStatus::Withdrawn;
  if (status == "retracted") return PaperStatus::Retracted;
  return PaperStatus::Active;
}

void take_translations(const json& object, std::map<std::string, Translation>& out) {
  const auto it = object.find("translations");
  if (it == object.end()) return;
  for (const auto& [language, value] : it->items()) {
    Translation& translation = out[language];
    take(value, "title", translation.title);
    take(value, "abstract", translation.abstract);
  }
}

}  // namespace

Paper paper_from_json(const json& object) {
  Paper paper;
  take(object, "id", paper.id);
  take(object, "title", paper.title);
  take_list(object, "authors", paper.authors, author_from);
  take(object, "abstract", paper.abstract);
  take(object, "event", paper.event);
  take_list(object, "presentations", paper.presentations, presentation_from);
  take(object, "type", paper.type);
  take(object, "track", paper.track);
  take(object, "keywords", paper.keywords);
  take(object, "lang", paper.lang);
  take(object, "doi", paper.doi);
  take(object, "arxiv", paper.arxiv);
  take(object, "pages", paper.pages);
  take(object, "pdf", paper.pdf);
  take(object, "html", paper.html);
  take(object, "slides", paper.slides);
  take(object, "poster", paper.poster);
  take(object, "code", paper.code);
  take(object, "data", paper.data);
  take_list(object, "videos", paper.videos, video_from);
  take(object, "award", paper.award);
  take(object, "license", paper.license);
  take(object, "published", paper.published);
  take(object, "updated", paper.updated);
  take(object, "visible_from", paper.visible_from);
  paper.status = status_from(object);
  take(object, "status_note", paper.status_note);
  take(object, "aliases", paper.aliases);
  take(object, "related", paper.related);
  take_translations(object, paper.translations);
  take_extra(object, paper.extra);
  return paper;
}

Session session_from_json(const json& object) {
  Session session;
  take(object, "id", session.id);
  take(object, "title", session.title);
  take(object, "event", session.event);
  take(object, "track", session.track);
  take(object, "day", session.day);
  take(object, "start", session.start);
  take(object, "end", session.end);
  take(object, "tz", session.tz);
  take(object, "room", session.room);
  take_list(object, "chairs", session.chairs, chair_from);
  take(object, "description", session.description);
  take(object, "stream", session.stream);
  take(object, "type", session.type);
  take(object, "parent", session.parent);
  take(object, "order", session.order);
  take(object, "code", session.code);
  take_extra(object, session.extra);
  return session;
}

ScheduleEntry schedule_entry_from_json(const json& object) {
  ScheduleEntry entry;
  take(object, "id", entry.id);
  take(object, "title", entry.title);
  take(object, "event", entry.event);
  take(object, "type", entry.type);
  take(object, "start", entry.start);
  take(object, "end", entry.end);
  take(object, "room", entry.room);
  take_extra(object, entry.extra);
  return entry;
}

Event event_from_json(const json& object) {
  Event event;
  take(object, "id", event.id);
  take(object, "name", event.name);
  take(object, "short", event.short_name);
  take(object, "year", event.year);
  take(object, "start", event.start);
  take(object, "end", event.end);
  take(object, "tz", event.tz);
  take(object, "place", event.place);
  take(object, "url", event.url);
  take(object, "series", event.series);
  take(object, "publisher", event.publisher);
  take(object, "isbn", event.isbn);
  take(object, "proceedings_title", event.proceedings_title);
  take(object, "languages", event.languages);
  take(object, "facets", event.facets);
  take(object, "logo", event.logo);
  take_extra(object, event.extra);
  return event;
}

Person person_from_json(const json& object) {
  Person person;
  take(object, "id", person.id);
  take(object, "name", person.name);
  take(object, "variants", person.variants);
  take(object, "orcid", person.orcid);
  take(object, "homepage", person.homepage);
  take(object, "not_same_as", person.not_same_as);
  take(object, "note", person.note);
  take(object, "merged_into", person.merged_into);
  take(object, "papers", person.papers);
  take_extra(object, person.extra);
  return person;
}

Institution institution_from_json(const json& object) {
  Institution institution;
  take(object, "id", institution.id);
  take(object, "name", institution.name);
  take(object, "aliases", institution.aliases);
  take(object, "acronyms", institution.acronyms);
  take(object, "ror", institution.ror);
  take(object, "country", institution.country);
  take(object, "city", institution.city);
  take(object, "parent", institution.parent);
  take(object, "url", institution.url);
  take(object, "match", institution.match);
  take(object, "successor", institution.successor);
  take_extra(object, institution.extra);
  return institution;
}

SiteConfig site_from_json(const json& object) {
  SiteConfig site;
  take(object, "name", site.name);
  take(object, "base_url", site.base_url);
  take(object, "facets", site.facets);
  take(object, "languages", site.languages);
  take(object, "synonyms", site.synonyms);
  take(object, "report_url", site.report_url);
  return site;
}

}  // namespace paperfind
