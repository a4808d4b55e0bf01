#include "indexer/import/page_names.h"

#include <utility>

#include "engine/record/json_position.h"
#include "engine/text/person_name.h"

namespace paperfind::program_page {

std::string NameBook::shown_name(const PrintedPerson& person, std::string& source) {
  const std::string& printed = person.source_name.empty() ? person.name : person.source_name;
  for (const std::string& form : {printed, person.name}) {
    const auto wanted = overrides_.names.find(form);
    if (wanted == overrides_.names.end()) continue;
    used_.insert(form);
    source = printed == wanted->second ? std::string() : printed;
    return wanted->second;
  }
  PersonName name = display_name(person.name);
  source = person.source_name.empty() ? name.source : person.source_name;
  return name.display.empty() ? person.name : name.display;
}

std::vector<Author> NameBook::authors_of(const Talk& talk) {
  std::vector<Author> authors;
  for (const std::string& line : talk.author_lines) {
    for (const PrintedPerson& person : parse_people(line, known_)) {
      Author author;
      author.name = shown_name(person, author.source_name);
      if (!person.affiliation.empty()) author.affiliations.push_back({person.affiliation, {}});
      author.presenting = talk.speakers;
      authors.push_back(std::move(author));
    }
  }
  return authors;
}

std::vector<Chair> NameBook::chairs_of(const std::string& line) {
  std::vector<Chair> chairs;
  for (const PrintedPerson& person : parse_people(line, known_)) {
    Chair chair;
    std::string source;
    chair.name = shown_name(person, source);
    chair.role = person.role;
    if (!person.affiliation.empty()) chair.affiliations.push_back({person.affiliation, {}});
    chairs.push_back(std::move(chair));
  }
  return chairs;
}

Status NameBook::check_all_used() const {
  for (const auto& [printed, shown] : overrides_.names) {
    if (used_.contains(printed)) continue;
    return Error{ErrorCode::InvalidData, "nobody on the page has this name",
                 "/names/" + escape_pointer_token(printed),
                 "write it as the page prints it, or take it away"};
  }
  return {};
}

}  // namespace paperfind::program_page
