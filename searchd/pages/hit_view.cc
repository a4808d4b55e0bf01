#include "searchd/pages/hit_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/render/html_escape.h"
#include "engine/render/links.h"
#include "engine/schema/facet_values.h"
#include "searchd/pages/time_text.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

View badge(const std::string& text) {
  View view;
  set_text(view, "text", text);
  return view;
}

std::vector<View> author_views(const Hit& hit) {
  std::vector<View> views;
  const std::vector<Author>& authors = hit.paper.authors;
  for (std::size_t i = 0; i < authors.size(); ++i) {
    View view;
    const MarkedText name =
        i < hit.authors.size() ? hit.authors[i] : MarkedText{authors[i].name, {}};
    set_text(view, "name_html", mark_html(name));
    set_text(view, "href", authors[i].person.empty() ? "" : person_path(authors[i].person));
    set_flag(view, "more", i + 1 < authors.size());
    views.push_back(view);
  }
  return views;
}

std::vector<View> institution_views(const Hit& hit) {
  std::vector<View> views;
  for (std::size_t i = 0; i < hit.institutions.size(); ++i) {
    View view;
    const MarkedText name = i < hit.institution_names.size()
                                ? hit.institution_names[i]
                                : MarkedText{hit.institutions[i].name, {}};
    set_text(view, "name_html", mark_html(name));
    set_text(view, "href", institution_path(hit.institutions[i].id));
    set_flag(view, "more", i + 1 < hit.institutions.size());
    views.push_back(view);
  }
  return views;
}

std::string snippet_html(const Hit& hit) {
  if (hit.snippet.text.empty()) return {};
  return (hit.snippet_cut_before ? "… " : "") + mark_html(hit.snippet) +
         (hit.snippet_cut_after ? " …" : "");
}

// What a card without an abstract shows in its place.
std::string keywords_text(const Paper& paper) {
  std::string out;
  for (const std::string& keyword : paper.keywords) out += (out.empty() ? "" : ", ") + keyword;
  return out;
}

bool is_announced_only(const Paper& paper) {
  return !paper.videos.empty() &&
         std::all_of(paper.videos.begin(), paper.videos.end(), [](const Video& video) {
           return video.announced && !is_web_address(video.url);
         });
}

}  // namespace

View slot_view(const SessionRef& session) {
  View view;
  set_text(view, "href", session.id.empty() ? "" : session_path(session.id));
  set_text(view, "title", session.title);
  set_text(view, "time", slot_text(session.start, session.end, session.tz));
  set_text(view, "room", session.room);
  set_text(view, "talk", session.position ? fmt::format("talk {}", *session.position) : "");
  return view;
}

void set_attachments(View& view, const Paper& paper) {
  std::vector<View> links;
  for (const PaperLink& link : paper_links(paper)) {
    View item;
    set_text(item, "label", link.label);
    set_text(item, "url", link.url);
    links.push_back(item);
  }
  set_list(view, "links", links);
  std::vector<View> badges;
  if (!paper.award.empty()) badges.push_back(badge(paper.award));
  if (!paper.type.empty()) badges.push_back(badge(type_label(paper.type)));
  if (is_announced_only(paper)) badges.push_back(badge("Video announced"));
  if (paper.status == PaperStatus::Retracted) badges.push_back(badge("Retracted"));
  set_list(view, "badges", badges);
}

View hit_view(const Hit& hit) {
  View view;
  set_text(view, "id", hit.paper.id);
  set_text(view, "href", paper_path(hit.paper.id));
  set_text(
      view, "title_html",
      hit.title.text.empty() ? html_escape(title_text(hit.paper.title)) : mark_html(hit.title));
  set_text(view, "lang", hit.paper.lang);
  set_list(view, "authors", author_views(hit));
  set_list(view, "institutions", institution_views(hit));
  std::vector<View> slots;
  for (const SessionRef& session : hit.sessions) slots.push_back(slot_view(session));
  set_list(view, "slots", slots);
  set_text(view, "year", hit.sessions.empty() && hit.year > 0 ? std::to_string(hit.year) : "");
  set_text(view, "snippet_html", snippet_html(hit));
  const bool elsewhere = hit.snippet_field != "abstract" && !hit.snippet_field.empty();
  // Names of people and places are in no language of the paper.
  set_text(view, "snippet_lang", elsewhere ? "" : hit.paper.lang);
  set_text(view, "matched", elsewhere ? hit.snippet_field : "");
  set_flag(view, "no_abstract", hit.paper.abstract.empty());
  set_text(view, "keywords", hit.paper.abstract.empty() ? keywords_text(hit.paper) : "");
  set_attachments(view, hit.paper);
  return view;
}

}  // namespace paperfind
