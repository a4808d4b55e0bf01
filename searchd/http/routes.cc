#include "searchd/http/handlers.h"
#include "searchd/http/router.h"

namespace paperfind {
namespace {

// Every path there is. docs/http-api.md lists them too; a test holds the two together.
constexpr Route kRoutes[] = {
    {"/", Surface::Page, Caching::Revalidate, get_search_page, "The search box and all papers"},
    {"/search", Surface::Page, Caching::Revalidate, get_search_page, "Results as a page"},
    {"/papers/{id}", Surface::Page, Caching::Revalidate, get_paper_page, "One paper as a page"},
    {"/authors/{id}", Surface::Page, Caching::Revalidate, get_person_page,
     "One person and the papers as a page"},
    {"/institutions/{id}", Surface::Page, Caching::Revalidate, get_institution_page,
     "One institution, its people and papers as a page"},
    {"/sessions/{id}", Surface::Page, Caching::Revalidate, get_session_page,
     "One session and its papers as a page"},
    {"/events/{id}", Surface::Page, Caching::Revalidate, get_event_page,
     "One event and its sessions by day as a page"},
    {"/schedule", Surface::Page, Caching::Revalidate, get_schedule_page,
     "The schedule of an event as a page"},
    {"/facets/{name}", Surface::Page, Caching::Revalidate, get_facet_page,
     "All values of a facet as a page"},
    {"/list", Surface::Page, Caching::Revalidate, get_list_page, "Papers chosen by their ids"},
    {"/demo", Surface::Page, Caching::Revalidate, get_demo_page,
     "The search box other sites embed"},
    {"/problems/{kind}", Surface::Page, Caching::Revalidate, get_problem_page,
     "What a kind of problem means"},
    {"/api/v1/search", Surface::Machine, Caching::Revalidate, get_api_search,
     "Results and facets in one answer"},
    {"/api/v1/papers/{id}", Surface::Machine, Caching::Revalidate, get_api_paper, "One paper"},
    {"/api/v1/authors/{id}", Surface::Machine, Caching::Revalidate, get_api_person,
     "One person and the papers"},
    {"/api/v1/institutions/{id}", Surface::Machine, Caching::Revalidate, get_api_institution,
     "One institution, its people and papers"},
    {"/api/v1/sessions/{id}", Surface::Machine, Caching::Revalidate, get_api_session,
     "One session and its papers"},
    {"/api/v1/events/{id}", Surface::Machine, Caching::Revalidate, get_api_event,
     "One event and its sessions by day"},
    {"/api/v1/schedule", Surface::Machine, Caching::Revalidate, get_api_schedule,
     "The schedule of an event"},
    {"/api/v1/facets", Surface::Machine, Caching::Revalidate, get_api_facets,
     "The facets there are"},
    {"/api/v1/facets/{name}", Surface::Machine, Caching::Revalidate, get_api_facet,
     "One facet's values, searchable and pageable"},
    {"/api/v1/suggest", Surface::Machine, Caching::Revalidate, get_api_suggest,
     "What the typed text may become"},
    {"/opensearch/suggest", Surface::Machine, Caching::Revalidate, get_opensearch_suggest,
     "The same for the address bar of a browser"},
    {"/opensearch.xml", Surface::Machine, Caching::Revalidate, get_opensearch_description,
     "What browsers read to search here"},
    {"/healthz", Surface::Machine, Caching::Never, get_healthz, "200 while the process answers"},
    {"/readyz", Surface::Machine, Caching::Never, get_readyz,
     "200 while an index serves, else 503"},
    {"/version", Surface::Machine, Caching::Never, get_version,
     "Version, generation and what it holds"},
    {"/assets/{name}", Surface::Page, Caching::Revalidate, get_asset,
     "Style sheet, icon, search box"},
    {"/robots.txt", Surface::Page, Caching::Revalidate, get_robots, "What crawlers leave out"},
    {"/favicon.svg", Surface::Page, Caching::Revalidate, get_favicon, "The icon"},
};

}  // namespace

std::span<const Route> all_routes() { return kRoutes; }

}  // namespace paperfind
