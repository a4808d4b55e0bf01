#include "engine/base/nlohmann_json.h"
#include "engine/record/record_json.h"

namespace paperfind {
namespace {

using nlohmann::ordered_json;

void put(ordered_json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

void put(ordered_json& json, const char* key, const std::vector<std::string>& values) {
  if (!values.empty()) json[key] = values;
}

void put_true(ordered_json& json, const char* key, bool value) {
  if (value) json[key] = true;
}

void put(ordered_json& json, const char* key, const std::optional<int>& value) {
  if (value) json[key] = *value;
}

// `items` through `convert`, left out when there are none.
template <typename Item, typename Convert>
void put_list(ordered_json& json, const char* key, const std::vector<Item>& items,
              Convert convert) {
  if (items.empty()) return;
  ordered_json& list = json[key] = ordered_json::array();
  for (const Item& item : items) list.push_back(convert(item));
}

void put_extra(ordered_json& json, const ExtraFields& extra) {
  for (const auto& [key, text] : extra) json[key] = ordered_json::parse(text);
}

ordered_json affiliation_json(const Affiliation& affiliation) {
  if (affiliation.institution.empty()) return affiliation.raw;
  ordered_json json = ordered_json::object();
  put(json, "raw", affiliation.raw);
  put(json, "institution", affiliation.institution);
  return json;
}

ordered_json author_json(const Author& author) {
  ordered_json json{{"name", author.name}};
  put(json, "source_name", author.source_name);
  put(json, "given", author.given);
  put(json, "family", author.family);
  put(json, "person", author.person);
  put(json, "orcid", author.orcid);
  put_list(json, "affiliations", author.affiliations, affiliation_json);
  put_true(json, "presenting", author.presenting);
  put_true(json, "corresponding", author.corresponding);
  return json;
}

ordered_json presentation_json(const Presentation& presentation) {
  ordered_json json = ordered_json::object();
  put(json, "session", presentation.session);
  put(json, "position", presentation.position);
  put(json, "start", presentation.start);
  put(json, "end", presentation.end);
  put(json, "room", presentation.room);
  return json;
}

ordered_json video_json(const Video& video) {
  ordered_json json = ordered_json::object();
  put(json, "url", video.url);
  put_true(json, "announced", video.announced);
  put(json, "title", video.title);
  put(json, "provider", video.provider);
  if (video.duration != 0) json["duration"] = video.duration;
  put(json, "captions", video.captions);
  put(json, "transcript", video.transcript);
  put(json, "thumbnail", video.thumbnail);
  put(json, "recorded", video.recorded);
  return json;
}

ordered_json chair_json(const Chair& chair) {
  ordered_json json{{"name", chair.name}};
  put(json, "person", chair.person);
  put(json, "role", chair.role);
  put_list(json, "affiliations", chair.affiliations, affiliation_json);
  return json;
}

void put_translations(ordered_json& json, const std::map<std::string, Translation>& translations) {
  if (translations.empty()) return;
  ordered_json& all = json["translations"] = ordered_json::object();
  for (const auto& [language, translation] : translations) {
    ordered_json one = ordered_json::object();
    put(one, "title", translation.title);
    put(one, "abstract", translation.abstract);
    all[language] = std::move(one);
  }
}

// The links of a paper: what paper_has() looks at, and the pages.
void put_material(ordered_json& json, const Paper& paper) {
  put(json, "pdf", paper.pdf);
  put(json, "html", paper.html);
  put(json, "slides", paper.slides);
  put(json, "poster", paper.poster);
  put(json, "code", paper.code);
  put(json, "data", paper.data);
  put_list(json, "videos", paper.videos, video_json);
}

void put_history(ordered_json& json, const Paper& paper) {
  put(json, "award", paper.award);
  put(json, "license", paper.license);
  put(json, "published", paper.published);
  put(json, "updated", paper.updated);
  put(json, "visible_from", paper.visible_from);
  if (paper.status == PaperStatus::Withdrawn) json["status"] = "withdrawn";
  if (paper.status == PaperStatus::Retracted) json["status"] = "retracted";
  put(json, "status_note", paper.status_note);
  put(json, "aliases", paper.aliases);
  put(json, "related", paper.related);
  put_translations(json, paper.translations);
}

// `kind` of a .jsonl line.
const char* kind_of(const Paper&) { return "paper"; }
const char* kind_of(const Session&) { return "session"; }
const char* kind_of(const ScheduleEntry&) { return "schedule"; }
const char* kind_of(const Event&) { return "event"; }

constexpr auto kReplace = ordered_json::error_handler_t::replace;

}  // namespace

ordered_json to_json(const Paper& paper) {
  ordered_json json{{"id", paper.id}, {"title", paper.title}, {"authors", ordered_json::array()}};
  for (const Author& author : paper.authors) json["authors"].push_back(author_json(author));
  put(json, "abstract", paper.abstract);
  json["event"] = paper.event;
  put_list(json, "presentations", paper.presentations, presentation_json);
  put(json, "type", paper.type);
  put(json, "track", paper.track);
  put(json, "keywords", paper.keywords);
  put(json, "lang", paper.lang);
  put(json, "doi", paper.doi);
  put(json, "arxiv", paper.arxiv);
  put(json, "pages", paper.pages);
  put_material(json, paper);
  put_history(json, paper);
  put_extra(json, paper.extra);
  return json;
}

ordered_json to_json(const Session& session) {
  ordered_json json{{"id", session.id}, {"title", session.title}, {"event", session.event}};
  put(json, "track", session.track);
  put(json, "day", session.day);
  put(json, "start", session.start);
  put(json, "end", session.end);
  put(json, "tz", session.tz);
  put(json, "room", session.room);
  put_list(json, "chairs", session.chairs, chair_json);
  put(json, "description", session.description);
  put(json, "stream", session.stream);
  put(json, "type", session.type);
  put(json, "parent", session.parent);
  put(json, "order", session.order);
  put(json, "code", session.code);
  put_extra(json, session.extra);
  return json;
}

ordered_json to_json(const ScheduleEntry& entry) {
  ordered_json json{{"id", entry.id}, {"title", entry.title}};
  put(json, "event", entry.event);
  put(json, "type", entry.type);
  put(json, "start", entry.start);
  put(json, "end", entry.end);
  put(json, "room", entry.room);
  put_extra(json, entry.extra);
  return json;
}

ordered_json to_json(const Event& event) {
  ordered_json json{{"id", event.id}, {"name", event.name}};
  put(json, "short", event.short_name);
  json["year"] = event.year;
  put(json, "start", event.start);
  put(json, "end", event.end);
  json["tz"] = event.tz;
  put(json, "place", event.place);
  put(json, "url", event.url);
  put(json, "series", event.series);
  put(json, "publisher", event.publisher);
  put(json, "isbn", event.isbn);
  put(json, "proceedings_title", event.proceedings_title);
  put(json, "languages", event.languages);
  put(json, "facets", event.facets);
  put(json, "logo", event.logo);
  put_extra(json, event.extra);
  return json;
}

ordered_json to_json(const Person& person) {
  ordered_json json{{"id", person.id}, {"name", person.name}};
  put(json, "variants", person.variants);
  put(json, "orcid", person.orcid);
  put(json, "homepage", person.homepage);
  put(json, "not_same_as", person.not_same_as);
  put(json, "note", person.note);
  put(json, "merged_into", person.merged_into);
  put(json, "papers", person.papers);
  put_extra(json, person.extra);
  return json;
}

ordered_json to_json(const Institution& institution) {
  ordered_json json{{"id", institution.id}, {"name", institution.name}};
  put(json, "aliases", institution.aliases);
  put(json, "acronyms", institution.acronyms);
  put(json, "ror", institution.ror);
  put(json, "country", institution.country);
  put(json, "city", institution.city);
  put(json, "parent", institution.parent);
  put(json, "url", institution.url);
  put(json, "match", institution.match);
  put(json, "successor", institution.successor);
  put_extra(json, institution.extra);
  return json;
}

ordered_json to_json(const SiteConfig& site) {
  ordered_json json = ordered_json::object();
  put(json, "name", site.name);
  put(json, "base_url", site.base_url);
  put(json, "facets", site.facets);
  put(json, "languages", site.languages);
  put(json, "synonyms", site.synonyms);
  put(json, "report_url", site.report_url);
  return json;
}

ordered_json to_json(const EventFile& file) {
  ordered_json json{{"schema", 1}, {"event", to_json(file.event)}};
  const auto convert = [](const auto& record) { return to_json(record); };
  put_list(json, "sessions", file.sessions, convert);
  put_list(json, "papers", file.papers, convert);
  put_list(json, "schedule", file.schedule, [&](const ScheduleEntry& entry) {
    ordered_json one = to_json(entry);
    if (entry.event == file.event.id) one.erase("event");
    return one;
  });
  return json;
}

std::string to_text(const EventFile& file) {
  return to_json(file).dump(2, ' ', false, kReplace) + "\n";
}

template <typename Record>
std::string to_jsonl_line(const Record& record) {
  std::string line = std::string(R"({"kind":")") + kind_of(record) + R"(",)";
  // A record is never empty: its id at least is there.
  return line + to_json(record).dump(-1, ' ', false, kReplace).substr(1);
}

template std::string to_jsonl_line(const Paper&);
template std::string to_jsonl_line(const Session&);
template std::string to_jsonl_line(const ScheduleEntry&);
template std::string to_jsonl_line(const Event&);

}  // namespace paperfind
