#include "searchd/pages/institution_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/number_text.h"
#include "engine/render/links.h"
#include "engine/text/locale_names.h"
#include "searchd/pages/export_view.h"
#include "searchd/pages/json_ld.h"
#include "searchd/pages/record_parts.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

std::string place_of(const Institution& institution) {
  std::string place = institution.city;
  if (institution.country.empty()) return place;
  return place + (place.empty() ? "" : ", ") + country_name(institution.country);
}

std::string description_of(const InstitutionView& view, const Site& site) {
  return fmt::format("{}: {} at {}.", view.institution.name, papers_text(view.total), site.name);
}

void set_facts(View& view, const InstitutionView& institution) {
  const Institution& record = institution.institution;
  std::vector<std::string> names = record.aliases;
  // An acronym is often given as an alias, too.
  for (const std::string& acronym : record.acronyms) {
    if (std::find(names.begin(), names.end(), acronym) == names.end()) names.push_back(acronym);
  }
  set_text(view, "aliases", names_text(names));
  set_text(view, "former", names_text(institution.former));
  set_text(view, "place", place_of(record));
  set_text(view, "country_href",
           record.country.empty() ? "" : value_link(Facet::Country, record.country));
  set_text(view, "ror", web_address(record.ror));
  set_text(view, "homepage", web_address(record.url));
  set_ref(view, "parent", institution.parent, institution_path);
  set_list(view, "units", counted_views(institution.units, institution_path));
}

void set_people(View& view, const InstitutionView& institution) {
  const bool all_read = institution.papers_read >= institution.total;
  set_list(view, "people", counted_views(institution.people, person_path));
  set_text(view, "people_heading", counted_text(institution.people_total, "person", "people"));
  set_text(view, "basis",
           all_read ? "" : fmt::format("Of the newest {}.", papers_text(institution.papers_read)));
  set_text(view, "more_people",
           institution.people.size() < institution.people_total
               ? fmt::format("The {} with most papers.", institution.people.size())
               : "");
}

}  // namespace

std::string institution_page_html(const TemplateSet& templates, const Site& site,
                                  const InstitutionView& institution) {
  const std::string& id = institution.institution.id;
  View view;
  PageHead head;
  head.title = title_text(institution.institution.name);
  head.description = description_of(institution, site);
  head.canonical = institution_path(id);
  const Crumbs crumbs = {{"/", "All papers"}, {"/facets/institution", "Institutions"}};
  head.json_ld_html = crumbs_json_ld_html(site, crumbs, {head.canonical, head.title});
  set_head(view, site, head);
  set_crumbs(view, crumbs);
  set_text(view, "heading", head.title);
  set_text(view, "missing", missing_text(institution.shards, "listed"));
  set_facts(view, institution);
  set_people(view, institution);
  set_list(view, "sessions", counted_views(institution.sessions.values, session_path));
  set_text(view, "all_sessions",
           institution.sessions.truncated ? number_text(institution.sessions.distinct) : "");
  set_text(view, "sessions_href", values_beside_link(Facet::Session, Facet::Institution, id));
  set_papers(view, listed_paper_views(institution.papers), institution.total,
             value_link(Facet::Institution, id));
  set_exports(view, institution);
  return templates.render("institution", view);
}

}  // namespace paperfind
