#include <cstdint>
#include <string>

#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/links.h"

namespace paperfind {

std::string person_json(const PersonView& view) {
  const Person& person = view.person;
  JsonWriter out;
  out.begin_object();
  out.member("id", person.id);
  out.member("generation", view.generation);
  json_parts::write_shards(out, view.shards);
  out.member("url", person_path(person.id));
  out.member("name", person.name);
  out.member("variants", view.variants);
  out.text_or_null("orcid", person.orcid);
  out.text_or_null("homepage", web_address(person.homepage));
  out.text_or_null("note", person.note);
  out.member("total", std::uint64_t{view.total});
  out.member("papers_read", std::uint64_t{view.papers_read});
  json_parts::write_counted(out, "institutions", view.institutions, institution_path);
  json_parts::write_papers(out, view.papers);
  out.member("coauthors_total", std::uint64_t{view.coauthors.distinct});
  json_parts::write_counted(out, "coauthors", view.coauthors.values, person_path);
  json_parts::write_counted(out, "namesakes", view.namesakes, person_path);
  out.key("chaired");
  json_parts::write_programme_items(out, view.chaired);
  out.member("search", value_link(Facet::Author, person.id));
  out.end_object();
  return out.take() + '\n';
}

}  // namespace paperfind
