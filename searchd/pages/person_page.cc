#include "searchd/pages/person_page.h"

#include <fmt/format.h>

#include "engine/base/number_text.h"
#include "engine/render/links.h"
#include "searchd/pages/export_view.h"
#include "searchd/pages/json_ld.h"
#include "searchd/pages/record_parts.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

std::string description_of(const PersonView& view, const Site& site) {
  std::string out = view.person.name;
  if (!view.institutions.empty()) out += ", " + view.institutions.front().label;
  return fmt::format("{}: {} at {}.", out, papers_text(view.total), site.name);
}

void set_facts(View& view, const PersonView& person) {
  const Person& record = person.person;
  set_text(view, "variants", names_text(person.variants));
  set_text(view, "orcid", record.orcid);
  set_text(view, "orcid_href", orcid_address(record.orcid));
  set_text(view, "homepage", web_address(record.homepage));
  set_text(view, "note", record.note);
  set_list(view, "institutions", counted_views(person.institutions, institution_path));
}

// What follows from the newest papers alone is said to.
std::string basis_of(const PersonView& person) {
  if (person.papers_read >= person.total) return {};
  return fmt::format("Names and institutions are those of the newest {}.",
                     papers_text(person.papers_read));
}

}  // namespace

std::string person_page_html(const TemplateSet& templates, const Site& site,
                             const PersonView& person) {
  View view;
  PageHead head;
  head.title = title_text(person.person.name);
  head.description = description_of(person, site);
  head.canonical = person_path(person.person.id);
  const Crumbs crumbs = {{"/", "All papers"}, {"/facets/author", "Authors"}};
  head.json_ld_html = crumbs_json_ld_html(site, crumbs, {head.canonical, head.title});
  set_head(view, site, head);
  set_crumbs(view, crumbs);
  set_text(view, "heading", head.title);
  set_text(view, "missing", missing_text(person.shards, "listed"));
  set_facts(view, person);
  set_text(view, "basis", basis_of(person));
  set_papers(view, listed_paper_views(person.papers), person.total,
             value_link(Facet::Author, person.person.id));
  set_exports(view, person);
  set_list(view, "coauthors", counted_views(person.coauthors.values, person_path));
  set_text(view, "all_coauthors",
           person.coauthors.truncated ? number_text(person.coauthors.distinct) : "");
  set_text(view, "coauthors_href",
           values_beside_link(Facet::Author, Facet::Author, person.person.id));
  set_list(view, "namesakes", counted_views(person.namesakes, person_path));
  set_list(view, "chaired", session_line_views(person.chaired));
  return templates.render("person", view);
}

}  // namespace paperfind
