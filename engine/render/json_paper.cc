#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/render/export.h"
#include "engine/render/html_escape.h"
#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/json_writer.h"
#include "engine/render/links.h"

namespace paperfind {
namespace {

void write_affiliations(JsonWriter& out, const Author& author) {
  out.begin_array();
  for (const Affiliation& affiliation : author.affiliations) {
    out.begin_object();
    out.member("raw", affiliation.raw);
    out.text_or_null("institution", affiliation.institution);
    out.end_object();
  }
  out.end_array();
}

void write_authors(JsonWriter& out, const Paper& paper) {
  out.key("authors");
  out.begin_array();
  std::uint64_t position = 0;
  for (const Author& author : paper.authors) {
    out.begin_object();
    out.text_or_null("id", author.person);
    out.member("name", author.name);
    out.member("name_html", html_escape(author.name));
    out.member("position", ++position);
    out.text_or_null("orcid", author.orcid);
    out.member("institutions", json_parts::institutions_of(author));
    out.key("affiliations");
    write_affiliations(out, author);
    out.end_object();
  }
  out.end_array();
}

void write_videos(JsonWriter& out, const Paper& paper) {
  out.key("videos");
  out.begin_array();
  for (const Video& video : paper.videos) {
    out.begin_object();
    out.text_or_null("url", web_address(video.url));
    out.member("announced", video.announced);
    out.text_or_null("title", video.title);
    out.text_or_null("provider", video.provider);
    out.number_or_null("duration", video.duration);
    out.text_or_null("captions", video.captions);
    out.end_object();
  }
  out.end_array();
}

std::vector<std::string> web_addresses(const std::vector<std::string>& urls) {
  std::vector<std::string> out;
  std::copy_if(urls.begin(), urls.end(), std::back_inserter(out), is_web_address);
  return out;
}

void write_related(JsonWriter& out, const PaperView& view) {
  out.key("related");
  out.begin_array();
  for (const RelatedPaper& related : view.related) {
    out.begin_object();
    out.member("id", related.id);
    out.member("title", related.title);
    out.member("url", paper_path(related.id));
    out.member("why", related.why);
    out.end_object();
  }
  out.end_array();
}

void write_neighbour(JsonWriter& out, std::string_view key,
                     const std::optional<std::pair<std::string, std::string>>& neighbour) {
  out.key(key);
  if (!neighbour) return out.null();
  out.begin_object();
  out.member("id", neighbour->first);
  out.member("title", neighbour->second);
  out.member("url", paper_path(neighbour->first));
  out.end_object();
}

const char* status_name(PaperStatus status) {
  switch (status) {
    case PaperStatus::Active:
      return "active";
    case PaperStatus::Withdrawn:
      return "withdrawn";
    case PaperStatus::Retracted:
      return "retracted";
  }
  return "active";
}

void write_institutions(JsonWriter& out, const std::vector<InstitutionRef>& institutions) {
  out.key("institutions");
  out.begin_array();
  for (const InstitutionRef& institution : institutions) {
    out.begin_object();
    out.member("id", institution.id);
    out.member("name", institution.name);
    out.text_or_null("ror", institution.ror);
    out.end_object();
  }
  out.end_array();
}

void write_programme(JsonWriter& out, const PaperView& view) {
  write_institutions(out, view.institutions);
  out.key("sessions");
  json_parts::write_sessions(out, view.sessions);
  out.text_or_null("event", view.paper.event);
  out.number_or_null("year", view.year);
  out.text_or_null("type", view.paper.type);
  out.text_or_null("track", view.paper.track);
  out.text_or_null("award", view.paper.award);
}

std::vector<std::string_view> exports_of(const PaperView& view) {
  std::vector<std::string_view> exports = {"bib", "ris", "csl"};
  if (has_calendar(view.sessions)) exports.emplace_back("ics");
  return exports;
}

void write_attachments(JsonWriter& out, const PaperView& view) {
  const Paper& paper = view.paper;
  out.member("has", paper_has(paper));
  out.key("links");
  json_parts::write_links(out, paper, exports_of(view));
  write_videos(out, paper);
  out.member("slides", web_addresses(paper.slides));
  out.member("code", web_addresses(paper.code));
  out.member("data", web_addresses(paper.data));
}

void write_bibliography(JsonWriter& out, const Paper& paper) {
  out.text_or_null("doi", paper.doi);
  out.text_or_null("arxiv", paper.arxiv);
  out.text_or_null("pages", paper.pages);
  out.text_or_null("lang", paper.lang);
  out.text_or_null("license", paper.license);
  out.text_or_null("published", paper.published);
  out.text_or_null("updated", paper.updated);
  out.member("status", status_name(paper.status));
  out.text_or_null("status_note", paper.status_note);
  out.member("aliases", paper.aliases);
}

// What the paper itself says.
void write_record(JsonWriter& out, const PaperView& view) {
  const Paper& paper = view.paper;
  out.member("id", paper.id);
  out.member("generation", view.generation);
  json_parts::write_shards(out, view.shards);
  out.member("url", paper_path(paper.id));
  out.member("title", paper.title);
  out.member("title_html", html_escape(paper.title));
  write_authors(out, paper);
  write_programme(out, view);
  out.text_or_null("abstract", paper.abstract);
  out.text_or_null("abstract_html", html_escape(paper.abstract));
  out.member("keywords", paper.keywords);
  write_attachments(out, view);
  write_bibliography(out, paper);
}

}  // namespace

std::string paper_json(const PaperView& view) {
  JsonWriter out;
  out.begin_object();
  write_record(out, view);
  write_related(out, view);
  write_neighbour(out, "prev", view.previous);
  write_neighbour(out, "next", view.next);
  out.end_object();
  return out.take() + '\n';
}

std::string paper_json_line(const PaperView& view) {
  JsonWriter out;
  out.begin_object();
  write_record(out, view);
  out.end_object();
  return out.take() + '\n';
}

}  // namespace paperfind
