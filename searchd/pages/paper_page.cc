#include "searchd/pages/paper_page.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/render/links.h"
#include "searchd/pages/citation_tags.h"
#include "searchd/pages/export_view.h"
#include "searchd/pages/hit_view.h"
#include "searchd/pages/json_ld.h"
#include "searchd/pages/paper_parts.h"
#include "searchd/pages/record_parts.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

constexpr std::size_t kDescriptionBytes = 300;

std::vector<View> affiliation_views(const PaperView& view, const Author& author) {
  std::vector<View> views;
  for (const AffiliationName& affiliation : affiliation_names(view, author)) {
    View item;
    const std::string& id = affiliation.institution;
    set_text(item, "name", affiliation.name);
    set_text(item, "href", id.empty() ? "" : institution_path(id));
    views.push_back(item);
  }
  return views;
}

std::vector<View> author_views(const PaperView& view) {
  std::vector<View> views;
  for (const Author& author : view.paper.authors) {
    View item;
    set_text(item, "name", author.name);
    set_text(item, "href", author.person.empty() ? "" : person_path(author.person));
    set_text(item, "orcid", orcid_address(author.orcid));
    set_list(item, "affiliations", affiliation_views(view, author));
    views.push_back(item);
  }
  return views;
}

std::string chair_text(const Chair& chair) {
  std::string out = chair.name;
  if (!chair.affiliations.empty() && !chair.affiliations.front().raw.empty()) {
    out += " (" + chair.affiliations.front().raw + ")";
  }
  return out;
}

std::vector<View> session_views(const PaperView& view, const Catalog& catalog) {
  std::vector<View> views;
  for (const SessionRef& ref : view.sessions) {
    View item = slot_view(ref);
    std::string chairs;
    const Session* session = catalog.session(ref.id);
    if (session != nullptr) {
      for (const Chair& chair : session->chairs) {
        chairs += (chairs.empty() ? "" : "; ") + chair_text(chair);
      }
    }
    set_text(item, "chairs", chairs);
    set_flag(item, "several_chairs", session != nullptr && session->chairs.size() > 1);
    views.push_back(item);
  }
  return views;
}

std::vector<View> keyword_views(const Paper& paper) {
  std::vector<View> views;
  for (const std::string& keyword : paper.keywords) {
    View item;
    set_text(item, "text", keyword);
    views.push_back(item);
  }
  return views;
}

std::vector<View> video_views(const Paper& paper) {
  std::vector<View> views;
  for (const Video& video : paper.videos) {
    View item;
    set_text(item, "url", web_address(video.url));
    set_text(item, "title", video.title.empty() ? "Talk video" : video.title);
    set_text(item, "provider", video.provider);
    views.push_back(item);
  }
  return views;
}

std::vector<View> related_views(const PaperView& paper) {
  std::vector<View> views;
  for (const RelatedPaper& related : paper.related) {
    View item;
    set_text(item, "href", paper_path(related.id));
    set_text(item, "title", title_text(related.title));
    set_text(item, "why", related.why);
    views.push_back(item);
  }
  return views;
}

void set_neighbour(View& view, const std::string& key,
                   const std::optional<std::pair<std::string, std::string>>& neighbour) {
  set_text(view, key + "_href", neighbour ? paper_path(neighbour->first) : "");
  set_text(view, key + "_title", neighbour ? title_text(neighbour->second) : "");
}

// The beginning of the abstract, cut at a blank.
std::string description(const PaperView& view) {
  const std::string& abstract = view.paper.abstract;
  if (abstract.empty()) return "A paper of " + view.event.name + ".";
  if (abstract.size() <= kDescriptionBytes) return abstract;
  const std::size_t cut = abstract.rfind(' ', kDescriptionBytes);
  return abstract.substr(0, cut == std::string::npos ? 0 : cut) + " …";
}

}  // namespace

std::string paper_page_html(const TemplateSet& templates, const Site& site, const Catalog& catalog,
                            const PaperView& paper) {
  View view;
  PageHead head;
  head.title = title_text(paper.paper.title);
  head.description = description(paper);
  head.canonical = paper_path(paper.paper.id);
  head.meta = citation_tags(site, paper);
  head.json_ld_html = paper_json_ld_html(site, paper);
  set_head(view, site, head);
  set_text(view, "heading", head.title);
  set_text(view, "missing", missing_text(paper.shards, "listed"));
  set_text(view, "paper_lang", paper.paper.lang);
  set_text(view, "status_note", paper.paper.status_note);
  set_text(view, "event_name", paper.event.name);
  set_text(view, "event_href", paper.event.id.empty() ? "" : event_path(paper.event.id));
  set_list(view, "authors", author_views(paper));
  set_list(view, "sessions", session_views(paper, catalog));
  set_list(view, "abstract", paragraph_views(paper.paper.abstract));
  set_list(view, "keywords", keyword_views(paper.paper));
  set_list(view, "videos", video_views(paper.paper));
  set_attachments(view, paper.paper);
  set_exports(view, paper);
  set_list(view, "related", related_views(paper));
  set_neighbour(view, "previous", paper.previous);
  set_neighbour(view, "next", paper.next);
  set_flag(view, "neighbours", paper.previous.has_value() || paper.next.has_value());
  return templates.render("paper", view);
}

}  // namespace paperfind
