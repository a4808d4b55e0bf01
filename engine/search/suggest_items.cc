#include "engine/search/suggest_items.h"

#include <algorithm>
#include <utility>

#include "engine/search/hit_builder.h"
#include "engine/search/load_paper.h"
#include "engine/search/person_view.h"
#include "engine/text/locale_names.h"

namespace paperfind {
namespace {

std::string joined(const std::string& a, const std::string& b, const char* between) {
  return a.empty() || b.empty() ? a + b : a + between + b;
}

std::string event_name(const Event* event) {
  if (event == nullptr) return {};
  return event->short_name.empty() ? event->name : event->short_name;
}

FacetFilter& filter_on(SearchRequest& request, const FacetSpec& spec) {
  const auto place = std::find_if(
      request.filters.begin(), request.filters.end(),
      [&](const FacetFilter& filter) { return find_facet(filter.facet)->facet >= spec.facet; });
  if (place != request.filters.end() && place->facet == spec.name) return *place;
  return *request.filters.insert(place, FacetFilter{std::string(spec.name), {}, {}, {}});
}

}  // namespace

Status SuggestItems::add(SuggestType type, std::span<const Completion> found, bool typo,
                         std::vector<Suggestion>& items) const {
  std::vector<Suggestion> made;
  if (type == SuggestType::Phrase) add_phrases(found, made);
  for (const Completion& completion : found) {
    switch (type) {
      case SuggestType::Phrase:
        break;
      case SuggestType::Person:
        made.push_back(value(Facet::Author, completion));
        break;
      case SuggestType::Institution:
        made.push_back(value(Facet::Institution, completion));
        break;
      case SuggestType::Session:
        made.push_back(value(Facet::Session, completion));
        break;
      case SuggestType::Paper: {
        Result<Suggestion> item = paper(completion);
        if (!item.ok()) return item.error();
        made.push_back(std::move(item).value());
        break;
      }
    }
  }
  for (Suggestion& item : made) {
    item.typo = typo;
    items.push_back(std::move(item));
  }
  return {};
}

void SuggestItems::add_phrases(std::span<const Completion> found,
                               std::vector<Suggestion>& items) const {
  const PhraseIndex& phrases = tools_.snapshot.suggestions().phrases();
  for (const Completion& completion : found) {
    Suggestion item;
    item.text = phrases.as_written[completion.number];
    item.search = context_;
    item.search->query = item.text;
    item.papers = count_(*item.search);
    if (item.papers > 0) items.push_back(std::move(item));
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const Suggestion& a, const Suggestion& b) { return a.papers > b.papers; });
}

Suggestion SuggestItems::value(Facet facet, const Completion& found) const {
  const FacetColumn& column = tools_.snapshot.columns().facet(facet);
  Suggestion item;
  item.id = column.id(found.number);
  item.text = column.label(found.number);
  item.papers = found.papers;
  if (is_narrowed()) item.search = with_value(facet, item.id);
  item.hint = facet == Facet::Author
                  ? newest_institution({tools_.index, tools_.snapshot, tools_.hidden}, item.id)
              : facet == Facet::Institution ? institution_hint(item.id, item.text)
                                            : session_hint_of(item.id);
  return item;
}

// Then the papers of a page are not those counted here.
bool SuggestItems::is_narrowed() const {
  return !context_.filters.empty() || !context_.from.empty() || !context_.to.empty();
}

// Beside a choice of values, only papers that have this one too.
SearchRequest SuggestItems::with_value(Facet facet, const std::string& id) const {
  SearchRequest search = context_;
  FacetFilter& filter = filter_on(search, spec_of(facet));
  std::vector<std::string>& ids = filter.any.empty() ? filter.any : filter.all;
  const auto place = std::lower_bound(ids.begin(), ids.end(), id);
  if (place == ids.end() || *place != id) ids.insert(place, id);
  return search;
}

Result<Suggestion> SuggestItems::paper(const Completion& found) const {
  const Result<Paper> paper = load_paper(tools_.snapshot, tools_.index, found.number);
  if (!paper.ok()) return paper.error();
  Suggestion item;
  item.id = paper->id;
  item.text = paper->title;
  item.papers = found.papers;
  const std::vector<SessionRef> sessions = sessions_of(tools_.snapshot, *paper);
  item.hint = joined(event_name(tools_.snapshot.catalog().event(paper->event)),
                     sessions.empty() ? "" : sessions.front().title, " · ");
  return item;
}

std::string SuggestItems::institution_hint(const std::string& id, const std::string& name) const {
  const Institution* institution = tools_.snapshot.catalog().institution(id);
  if (institution == nullptr) return {};
  if (!answers(name)) {
    for (const auto* names : {&institution->acronyms, &institution->aliases}) {
      const auto found = std::find_if(names->begin(), names->end(),
                                      [this](const std::string& other) { return answers(other); });
      if (found != names->end()) return *found;
    }
  }
  const std::string& country = institution->country;
  return joined(institution->city, country.empty() ? "" : country_name(country), ", ");
}

std::string SuggestItems::session_hint_of(const std::string& id) const {
  const Session* session = tools_.snapshot.catalog().session(id);
  if (session == nullptr) return {};
  return joined(event_name(tools_.snapshot.catalog().event(session->event)), session_hint(*session),
                " · ");
}

bool SuggestItems::answers(std::string_view name) const {
  std::vector<Token> tokens;
  tools_.analyzer.analyze(name, tokens, FirstBytes());
  return std::all_of(typed_.begin(), typed_.end(), [&](const std::string& typed) {
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return token.term.starts_with(typed); });
  });
}

}  // namespace paperfind
