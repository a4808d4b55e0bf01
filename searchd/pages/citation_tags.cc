#include "searchd/pages/citation_tags.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "engine/render/links.h"
#include "engine/render/page_range.h"
#include "searchd/pages/paper_parts.h"

namespace paperfind {
namespace {

class TagList {
 public:
  void add(const char* name, const std::string& content) {
    if (!content.empty()) tags_.push_back({name, content});
  }
  std::vector<MetaTag> take() { return std::move(tags_); }

 private:
  std::vector<MetaTag> tags_;
};

void add_authors(TagList& tags, const PaperView& view) {
  for (const Author& author : view.paper.authors) {
    if (author.name.empty()) continue;
    tags.add("citation_author", author.name);
    for (const AffiliationName& place : affiliation_names(view, author)) {
      tags.add("citation_author_institution", place.name);
    }
    tags.add("citation_author_orcid", orcid_address(author.orcid));
  }
}

// The tags want "2022/03/28", or the year alone.
std::string date_text(const PaperView& view) {
  std::string date = view.paper.published;
  std::replace(date.begin(), date.end(), '-', '/');
  return date.empty() && view.year > 0 ? std::to_string(view.year) : date;
}

void add_files(TagList& tags, const Site& site, const Paper& paper) {
  tags.add("citation_pdf_url", web_address(paper.pdf));
  tags.add("citation_fulltext_html_url", web_address(paper.html));
  tags.add("citation_abstract_html_url", site.address + paper_path(paper.id));
}

}  // namespace

std::vector<MetaTag> citation_tags(const Site& site, const PaperView& view) {
  const Paper& paper = view.paper;
  TagList tags;
  if (paper.title.empty()) return {};
  tags.add("citation_title", paper.title);
  add_authors(tags, view);
  tags.add("citation_publication_date", date_text(view));
  tags.add("citation_conference_title", view.event.name);
  tags.add("citation_publisher", view.event.publisher);
  tags.add("citation_isbn", view.event.isbn);
  if (const auto pages = page_range(paper.pages)) {
    tags.add("citation_firstpage", pages->first);
    if (pages->last != pages->first) tags.add("citation_lastpage", pages->last);
  }
  tags.add("citation_doi", paper.doi);
  tags.add("citation_arxiv_id", paper.arxiv);
  add_files(tags, site, paper);
  tags.add("citation_language", paper.lang);
  for (const std::string& keyword : paper.keywords) tags.add("citation_keywords", keyword);
  return tags.take();
}

}  // namespace paperfind
