// Answers as JSON (docs/http-api.md). Pure: the same value gives the same bytes, whoever prints
// them; addresses are relative, times are not in them. Every body ends in one newline.
//
// Conventions: keys stand in a fixed order; a scalar that is not given is null, a list that is not
// given is []; an address that does not exist has no key in `links`.
#pragma once

#include <string>
#include <vector>

#include "engine/search/record_views.h"
#include "engine/search/result_page.h"
#include "engine/search/suggest_page.h"

namespace paperfind {

// The whole answer of /api/v1/search. `request.fields` chooses keys of results; `request.highlight`
// their form.
std::string search_json(const ResultPage& page);
// /api/v1/facets: which facets there are, with the number of values each has in this context.
std::string facet_list_json(const ResultPage& page);
// /api/v1/facets/{name}
std::string facet_json(const FacetPage& page);
// /api/v1/suggest
std::string suggest_json(const SuggestPage& page);
// /opensearch/suggest: the form browsers read, [q, [texts], [descriptions], [addresses]]. `site`
// stands before the addresses.
std::string opensearch_suggestions_json(const SuggestPage& page, const std::string& site);
// /api/v1/papers/{id}
std::string paper_json(const PaperView& view);
// /api/v1/sessions/{id}
std::string session_json(const SessionView& view);
// /api/v1/authors/{id}
std::string person_json(const PersonView& view);
// /api/v1/institutions/{id}
std::string institution_json(const InstitutionView& view);
// /api/v1/schedule
std::string schedule_json(const ScheduleView& view);
// /api/v1/events/{id}
std::string event_json(const EventView& view);
// The same without what other papers decide (related, prev, next): a line of an export.
std::string paper_json_line(const PaperView& view);

// One element of `results`, on one line, for line-oriented output.
std::string hit_json_line(const ResultPage& page, const Hit& hit);

// RFC 9457. Empty members are left out.
struct Problem {
  int status = 500;
  std::string kind;   // "unknown-parameter": names the problem's page, /problems/<kind>
  std::string title;  // the same for every problem of its kind
  std::string detail;
  std::string param;
  std::string hint;
  std::string instance;  // the target asked for
  std::string request_id;
};
std::string problem_json(const Problem& problem);

}  // namespace paperfind
