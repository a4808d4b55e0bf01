#include <cstdint>
#include <string>

#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/links.h"

namespace paperfind {
std::string institution_json(const InstitutionView& view) {
  const Institution& institution = view.institution;
  JsonWriter out;
  out.begin_object();
  out.member("id", institution.id);
  out.member("generation", view.generation);
  json_parts::write_shards(out, view.shards);
  out.member("url", institution_path(institution.id));
  out.member("name", institution.name);
  out.member("aliases", institution.aliases);
  out.member("acronyms", institution.acronyms);
  out.member("former_names", view.former);
  out.text_or_null("ror", institution.ror);
  out.text_or_null("country", institution.country);
  out.text_or_null("city", institution.city);
  out.text_or_null("homepage", web_address(institution.url));
  json_parts::write_ref(out, "parent", view.parent, {"name", institution_path});
  json_parts::write_counted(out, "units", view.units, institution_path);
  out.member("total", std::uint64_t{view.total});
  out.member("papers_read", std::uint64_t{view.papers_read});
  out.member("people_total", std::uint64_t{view.people_total});
  json_parts::write_counted(out, "people", view.people, person_path);
  out.member("sessions_total", std::uint64_t{view.sessions.distinct});
  json_parts::write_counted(out, "sessions", view.sessions.values, session_path);
  json_parts::write_papers(out, view.papers);
  out.member("search", value_link(Facet::Institution, institution.id));
  out.end_object();
  return out.take() + '\n';
}

}  // namespace paperfind
