#include "engine/schema/facet_values.h"

#include <algorithm>
#include <iterator>

#include "engine/base/ascii.h"
#include "engine/base/sha256.h"
#include "engine/base/utf8.h"
#include "engine/text/locale_names.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr std::size_t kMaxLabelBytes = 240;  // an affiliation can be a biography of 1,800 bytes

void add(std::vector<FacetValueRef>& values, std::string id, std::string label) {
  if (id.empty()) return;
  for (const FacetValueRef& value : values) {
    if (value.id == id) return;
  }
  values.push_back({std::move(id), shortened(label, kMaxLabelBytes)});
}

void add_text(std::vector<FacetValueRef>& values, const std::string& text) {
  if (!text.empty()) add(values, value_id(text), text);
}

// Types that are adjectives: "short" reads "Short paper".
constexpr std::string_view kAdjectives[] = {"full", "long", "short", "invited", "poster", "demo"};

// "pdf" → "PDF", "video" → "Video": the kinds of paper_has() as people call them.
std::string kind_label(const std::string& kind) {
  return kind == "pdf" ? "PDF" : ascii_capitalized(kind);
}

void add_people(PaperFacets& facets, const Paper& paper, const Resolver& resolver) {
  for (const Author& author : paper.authors) {
    const Person* person = resolver.person(author.person);
    add(facets[index_of(Facet::Author)], author.person,
        person == nullptr ? author.name : person->name);
    for (const Affiliation& affiliation : author.affiliations) {
      add(facets[index_of(Facet::Institution)], affiliation.institution,
          resolver.institution_name(affiliation));
      const Institution* known = resolver.authority().find(affiliation.institution);
      if (known != nullptr && !known->country.empty()) {
        add(facets[index_of(Facet::Country)], known->country, country_name(known->country));
      }
    }
  }
}

void add_presentations(PaperFacets& facets, const Paper& paper, const Resolver& resolver) {
  for (const Presentation& presentation : paper.presentations) {
    const Session* session = resolver.session(presentation.session);
    if (session == nullptr) continue;
    add(facets[index_of(Facet::Session)], session->id, session->title);
    add_text(facets[index_of(Facet::Room)],
             presentation.room.empty() ? session->room : presentation.room);
    const std::string& start = presentation.start.empty() ? session->start : presentation.start;
    const std::string day = start.empty() ? session->day : start.substr(0, 10);
    add(facets[index_of(Facet::Day)], day, day);
  }
}

}  // namespace

std::string type_label(std::string_view type) {
  const bool adjective =
      std::find(std::begin(kAdjectives), std::end(kAdjectives), type) != std::end(kAdjectives);
  return ascii_capitalized(type) + (adjective ? " paper" : "");
}

std::string value_id_apart(std::string_view text) {
  constexpr std::size_t kSuffix = 7;  // '-' and six hex digits
  const std::string key = fold_key(text);
  const std::string hash = sha256_hex(key.empty() ? text : std::string_view(key));
  const std::string id = slug(text, 64 - kSuffix);
  return id.empty() ? "v-" + hash.substr(0, 12) : id + "-" + hash.substr(0, 6);
}

std::string value_id(std::string_view text) {
  std::string id = slug(text, 64);
  std::string words = id;
  std::replace(words.begin(), words.end(), '-', ' ');
  return !id.empty() && words == fold_key(text) ? id : value_id_apart(text);
}

PaperFacets facets_of(const Paper& paper, const Resolver& resolver) {
  PaperFacets facets;
  add_people(facets, paper, resolver);
  add_presentations(facets, paper, resolver);
  add_text(facets[index_of(Facet::Track)], paper.track);
  add(facets[index_of(Facet::Type)], paper.type.empty() ? "" : value_id(paper.type),
      type_label(paper.type));
  add_text(facets[index_of(Facet::Award)], paper.award);
  for (const std::string& keyword : paper.keywords) {
    add_text(facets[index_of(Facet::Keyword)], keyword);
  }
  for (const std::string& kind : paper_has(paper)) {
    add(facets[index_of(Facet::Has)], kind, kind_label(kind));
  }
  if (const int year = resolver.year_of(paper); year > 0) {
    add(facets[index_of(Facet::Year)], std::to_string(year), std::to_string(year));
  }
  if (!paper.lang.empty())
    add(facets[index_of(Facet::Lang)], paper.lang, language_name(paper.lang));
  if (const Event* event = resolver.event(paper.event)) {
    add(facets[index_of(Facet::Event)], event->id, event->name);
  }
  return facets;
}

}  // namespace paperfind
