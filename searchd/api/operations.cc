#include <algorithm>
#include <iterator>

#include "searchd/api/operation.h"

namespace paperfind {
namespace {

constexpr ApiTag kTags[] = {
    {"Search", "Papers that match a query, and how many there are of each session, institution …"},
    {"Suggestions", "What a half-typed query may become."},
    {"Records", "Papers, people, institutions, sessions and events, each under its id."},
    {"Exports", "The same papers in the formats of other programs."},
    {"Service", "How the service is, and what describes it."},
};

using Kinds = std::string_view;
constexpr Kinds kAsked[] = {"unknown-parameter", "invalid-parameter", "index-unavailable",
                            "overloaded", "rate-limited"};
constexpr Kinds kAskedFacet[] = {"unknown-parameter", "invalid-parameter", "not-found",
                                 "index-unavailable", "overloaded",        "rate-limited"};
constexpr Kinds kAskedSchedule[] = {"unknown-parameter", "not-found", "index-unavailable",
                                    "overloaded", "rate-limited"};
constexpr Kinds kNamed[] = {"unknown-parameter", "not-found", "index-unavailable", "overloaded",
                            "rate-limited"};
constexpr Kinds kNamedPaper[] = {"unknown-parameter", "not-found",  "gone",
                                 "index-unavailable", "overloaded", "rate-limited"};
constexpr Kinds kServed[] = {"index-unavailable", "overloaded", "rate-limited"};
constexpr Kinds kReady[] = {"index-unavailable"};

constexpr std::string_view kJson = "application/json";

constexpr ApiExample kSearch[] = {
    {"words", "Papers for some words", "/api/v1/search?q={words}"},
    {"filters", "Of one session, without those of one author",
     "/api/v1/search?session={session}&not.author={author}&per_page=5"},
    {"brief", "Five titles, newest first, and nothing else",
     "/api/v1/search?q={words}&fields=title&facets=none&sort=-year&per_page=5"},
    {"all", "All papers in programme order, a page of two", "/api/v1/search?per_page=2&page=2"},
    {"unknown", "A name that is no parameter", "/api/v1/search?instituton={institution}",
     "unknown-parameter"},
    {"invalid", "A value that sort does not have", "/api/v1/search?sort=newest",
     "invalid-parameter"},
};
constexpr ApiExample kFacets[] = {
    {"words", "Facets of the papers for some words", "/api/v1/facets?q={words}"},
    {"unknown", "A name that is no parameter", "/api/v1/facets?query=a", "unknown-parameter"},
    {"invalid", "Pages begin with 1", "/api/v1/facets?page=0", "invalid-parameter"},
};
constexpr ApiExample kFacet[] = {
    {"institutions", "Institutions with papers for some words",
     "/api/v1/facets/institution?q={words}&per_page=10"},
    {"prefix", "People whose name has a word with this beginning",
     "/api/v1/facets/author?prefix=a&order=label"},
    {"no-facet", "There is no such facet", "/api/v1/facets/colour", "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/facets/author?starts=a",
     "unknown-parameter"},
    {"invalid", "An order there is not", "/api/v1/facets/author?order=size", "invalid-parameter"},
};
constexpr ApiExample kSuggest[] = {
    {"typed", "What a few letters may become", "/api/v1/suggest?q={typed}"},
    {"people", "Five people at most", "/api/v1/suggest?q={typed}&types=person&n=5"},
    {"unknown", "A name that is no parameter", "/api/v1/suggest?q={typed}&limit=5",
     "unknown-parameter"},
    {"invalid", "A group there is not", "/api/v1/suggest?q={typed}&types=title",
     "invalid-parameter"},
};
constexpr ApiExample kBrowserSuggest[] = {
    {"typed", "What a few letters may become", "/opensearch/suggest?q={typed}"},
    {"unknown", "A name that is no parameter", "/opensearch/suggest?query=a", "unknown-parameter"},
    {"invalid", "At least one", "/opensearch/suggest?n=0", "invalid-parameter"},
};
constexpr ApiExample kPaper[] = {
    {"paper", "A paper", "/api/v1/papers/{paper}"},
    {"no-paper", "There is no paper of this id", "/api/v1/papers/no-such-paper", "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/papers/{paper}?fields=title",
     "unknown-parameter"},
};
constexpr ApiExample kPerson[] = {
    {"person", "A person", "/api/v1/authors/{author}"},
    {"no-person", "There is nobody of this id", "/api/v1/authors/no-such-person", "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/authors/{author}?page=2",
     "unknown-parameter"},
};
constexpr ApiExample kInstitution[] = {
    {"institution", "An institution", "/api/v1/institutions/{institution}"},
    {"no-institution", "There is no institution of this id",
     "/api/v1/institutions/no-such-institution", "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/institutions/{institution}?page=2",
     "unknown-parameter"},
};
constexpr ApiExample kSession[] = {
    {"session", "A session", "/api/v1/sessions/{session}"},
    {"no-session", "There is no session of this id", "/api/v1/sessions/no-such-session",
     "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/sessions/{session}?tz=UTC",
     "unknown-parameter"},
};
constexpr ApiExample kEvent[] = {
    {"event", "An event", "/api/v1/events/{event}"},
    {"no-event", "There is no event of this id", "/api/v1/events/no-such-event", "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/events/{event}?tz=UTC",
     "unknown-parameter"},
};
constexpr ApiExample kSchedule[] = {
    {"newest", "Of the newest event that has one", "/api/v1/schedule"},
    {"event", "Of one event", "/api/v1/schedule?event={event}"},
    {"no-event", "There is no event of this id", "/api/v1/schedule?event=no-such-event",
     "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/schedule?year=2022", "unknown-parameter"},
};
constexpr ApiExample kSearchExport[] = {
    {"words", "All papers for some words", "/api/v1/search.{format}?q={words}"},
    {"unknown", "A name that is no parameter", "/api/v1/search.bib?query=a", "unknown-parameter"},
    {"invalid", "A value that sort does not have", "/api/v1/search.bib?sort=newest",
     "invalid-parameter"},
};
constexpr ApiExample kPaperExport[] = {
    {"paper", "A paper", "/api/v1/papers/{paper}.{format}"},
    {"no-paper", "There is no paper of this id", "/api/v1/papers/no-such-paper.bib", "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/papers/{paper}.bib?page=2",
     "unknown-parameter"},
};
constexpr ApiExample kPersonExport[] = {
    {"person", "The papers of a person", "/api/v1/authors/{author}.{format}"},
    {"no-person", "There is nobody of this id", "/api/v1/authors/no-such-person.bib", "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/authors/{author}.bib?page=2",
     "unknown-parameter"},
};
constexpr ApiExample kInstitutionExport[] = {
    {"institution", "The papers of an institution", "/api/v1/institutions/{institution}.{format}"},
    {"no-institution", "There is no institution of this id",
     "/api/v1/institutions/no-such-institution.bib", "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/institutions/{institution}.bib?page=2",
     "unknown-parameter"},
};
constexpr ApiExample kSessionExport[] = {
    {"session", "The papers of a session", "/api/v1/sessions/{session}.{format}"},
    {"no-session", "There is no session of this id", "/api/v1/sessions/no-such-session.bib",
     "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/sessions/{session}.bib?tz=UTC",
     "unknown-parameter"},
};
constexpr ApiExample kEventExport[] = {
    {"event", "The papers of an event", "/api/v1/events/{event}.{format}"},
    {"no-event", "There is no event of this id", "/api/v1/events/no-such-event.bib", "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/events/{event}.bib?tz=UTC",
     "unknown-parameter"},
};
constexpr ApiExample kScheduleExport[] = {
    {"event", "The programme of an event", "/api/v1/schedule.{format}?event={event}"},
    {"no-event", "There is no event of this id", "/api/v1/schedule.ics?event=no-such-event",
     "not-found"},
    {"unknown", "A name that is no parameter", "/api/v1/schedule.ics?year=2022",
     "unknown-parameter"},
};
constexpr ApiExample kListExport[] = {
    {"list", "Papers by their ids", "/list.{format}?ids={paper}"},
};
constexpr ApiExample kDescription[] = {{"document", "This document", "/openapi.json"}};
constexpr ApiExample kOpensearch[] = {{"document", "The description", "/opensearch.xml"}};
constexpr ApiExample kHealth[] = {{"health", "Is it alive", "/healthz"}};
constexpr ApiExample kReadiness[] = {{"readiness", "Is there an index", "/readyz"}};
constexpr ApiExample kVersion[] = {{"version", "What runs here", "/version"}};

constexpr Operation kOperations[] = {
    {.id = "search",
     .tag = "Search",
     .about = "Facet counts are exact: each is the total one gets by choosing that value alone in "
              "its facet, with all other filters kept. The header Link leads to the next page.",
     .schema = "SearchAnswer",
     .media_type = kJson,
     .params = ParamSet::Search,
     .problems = kAsked,
     .examples = kSearch},
    {.id = "listFacets",
     .tag = "Search",
     .about = "For each, the number of values that papers of the search have.",
     .schema = "FacetList",
     .media_type = kJson,
     .params = ParamSet::Search,
     .problems = kAsked,
     .examples = kFacets},
    {.id = "listFacetValues",
     .tag = "Search",
     .about = "The parameters of a search are the context that papers are counted in.",
     .sample = "facet",
     .schema = "FacetValues",
     .media_type = kJson,
     .params = ParamSet::Facet,
     .problems = kAskedFacet,
     .examples = kFacet},
    {.id = "suggest",
     .tag = "Suggestions",
     .about = "Phrases, people, institutions, sessions and papers, each with the number of papers "
              "its address leads to. Filters of a search apply.",
     .schema = "Suggestions",
     .media_type = kJson,
     .params = ParamSet::Suggest,
     .problems = kAsked,
     .examples = kSuggest},
    {.id = "suggestToBrowsers",
     .tag = "Suggestions",
     .about = "Texts, descriptions and addresses, as OpenSearch has them.",
     .schema = "BrowserSuggestions",
     .media_type = "application/x-suggestions+json",
     .params = ParamSet::Suggest,
     .problems = kAsked,
     .examples = kBrowserSuggest},
    {.id = "getPaper",
     .tag = "Records",
     .about = "With papers like it, and why they are.",
     .sample = "paper",
     .schema = "Paper",
     .media_type = kJson,
     .moves = true,
     .problems = kNamedPaper,
     .examples = kPaper},
    {.id = "getPerson",
     .tag = "Records",
     .about = "With other forms of the name, institutions, co-authors and namesakes.",
     .sample = "author",
     .schema = "Person",
     .media_type = kJson,
     .moves = true,
     .problems = kNamed,
     .examples = kPerson},
    {.id = "getInstitution",
     .tag = "Records",
     .about = "With its other names, place, units and sessions.",
     .sample = "institution",
     .schema = "Institution",
     .media_type = kJson,
     .moves = true,
     .problems = kNamed,
     .examples = kInstitution},
    {.id = "getSession",
     .tag = "Records",
     .about = "With its chairs, and the sessions beside it.",
     .sample = "session",
     .schema = "Session",
     .media_type = kJson,
     .problems = kNamed,
     .examples = kSession},
    {.id = "getEvent",
     .tag = "Records",
     .about = "With its dates, place and counts; it lists no papers.",
     .sample = "event",
     .schema = "Event",
     .media_type = kJson,
     .problems = kNamed,
     .examples = kEvent},
    {.id = "getSchedule",
     .tag = "Records",
     .about = "Sessions, breaks and the like by day and time.",
     .schema = "Schedule",
     .media_type = kJson,
     .params = ParamSet::Schedule,
     .problems = kAskedSchedule,
     .examples = kSchedule},
    {.id = "exportSearch",
     .tag = "Exports",
     .about = "In the order of the search; page, per_page and what shapes JSON say nothing to it.",
     .params = ParamSet::Search,
     .exports = Exports::All,
     .problems = kAsked,
     .examples = kSearchExport},
    {.id = "exportPaper",
     .tag = "Exports",
     .sample = "paper",
     .exports = Exports::All,
     .moves = true,
     .problems = kNamedPaper,
     .examples = kPaperExport},
    {.id = "exportPerson",
     .tag = "Exports",
     .about = "All papers, newest first.",
     .sample = "author",
     .exports = Exports::All,
     .moves = true,
     .problems = kNamed,
     .examples = kPersonExport},
    {.id = "exportInstitution",
     .tag = "Exports",
     .about = "All papers, newest first.",
     .sample = "institution",
     .exports = Exports::All,
     .moves = true,
     .problems = kNamed,
     .examples = kInstitutionExport},
    {.id = "exportSession",
     .tag = "Exports",
     .about = "As ics the session itself.",
     .sample = "session",
     .exports = Exports::All,
     .problems = kNamed,
     .examples = kSessionExport},
    {.id = "exportEvent",
     .tag = "Exports",
     .about = "As ics its schedule.",
     .sample = "event",
     .exports = Exports::All,
     .problems = kNamed,
     .examples = kEventExport},
    {.id = "exportSchedule",
     .tag = "Exports",
     .params = ParamSet::Schedule,
     .exports = Exports::Calendar,
     .problems = kAskedSchedule,
     .examples = kScheduleExport},
    {.id = "exportList",
     .tag = "Exports",
     .about = "In the order given.",
     .params = ParamSet::List,
     .exports = Exports::All,
     .problems = kServed,
     .examples = kListExport},
    {.id = "getDescription",
     .tag = "Service",
     .about = "OpenAPI 3.1. Its examples are of the index that serves.",
     .schema = "Description",
     .media_type = kJson,
     .problems = kServed,
     .examples = kDescription},
    {.id = "getOpensearchDescription",
     .tag = "Service",
     .media_type = "application/opensearchdescription+xml",
     .problems = kServed,
     .examples = kOpensearch},
    {.id = "getHealth", .tag = "Service", .media_type = "text/plain", .examples = kHealth},
    {.id = "getReadiness",
     .tag = "Service",
     .media_type = "text/plain",
     .problems = kReady,
     .examples = kReadiness},
    {.id = "getVersion",
     .tag = "Service",
     .schema = "Version",
     .media_type = kJson,
     .examples = kVersion},
};

}  // namespace

std::span<const ApiTag> api_tags() { return kTags; }

std::span<const Operation> all_operations() { return kOperations; }

const Operation* find_operation(std::string_view id) {
  const auto* const found =
      std::find_if(std::begin(kOperations), std::end(kOperations),
                   [id](const Operation& operation) { return operation.id == id; });
  return found == std::end(kOperations) ? nullptr : found;
}

}  // namespace paperfind
