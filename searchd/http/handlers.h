// The handlers of the route table, by the kind of answer they give.
#pragma once

#include "searchd/http/context.h"
#include "searchd/http/message.h"
#include "searchd/http/router.h"

namespace paperfind {

// JSON
HttpResponse get_api_search(const Call& call, const Context& context);
HttpResponse get_api_paper(const Call& call, const Context& context);
HttpResponse get_api_person(const Call& call, const Context& context);
HttpResponse get_api_institution(const Call& call, const Context& context);
HttpResponse get_api_session(const Call& call, const Context& context);
HttpResponse get_api_event(const Call& call, const Context& context);
HttpResponse get_api_schedule(const Call& call, const Context& context);
HttpResponse get_api_facets(const Call& call, const Context& context);
HttpResponse get_api_facet(const Call& call, const Context& context);
HttpResponse get_api_suggest(const Call& call, const Context& context);

// Exports
HttpResponse get_search_export(const Call& call, const Context& context);
HttpResponse get_paper_export(const Call& call, const Context& context);
HttpResponse get_person_export(const Call& call, const Context& context);
HttpResponse get_institution_export(const Call& call, const Context& context);
HttpResponse get_session_export(const Call& call, const Context& context);
HttpResponse get_event_export(const Call& call, const Context& context);
HttpResponse get_schedule_export(const Call& call, const Context& context);
HttpResponse get_list_export(const Call& call, const Context& context);

// Pages
HttpResponse get_search_page(const Call& call, const Context& context);
HttpResponse get_paper_page(const Call& call, const Context& context);
HttpResponse get_person_page(const Call& call, const Context& context);
HttpResponse get_institution_page(const Call& call, const Context& context);
HttpResponse get_session_page(const Call& call, const Context& context);
HttpResponse get_event_page(const Call& call, const Context& context);
HttpResponse get_schedule_page(const Call& call, const Context& context);
HttpResponse get_facet_page(const Call& call, const Context& context);
HttpResponse get_list_page(const Call& call, const Context& context);
HttpResponse get_demo_page(const Call& call, const Context& context);
HttpResponse get_help_page(const Call& call, const Context& context);
HttpResponse get_problem_page(const Call& call, const Context& context);

// What the interface is
HttpResponse get_openapi(const Call& call, const Context& context);
HttpResponse get_api_page(const Call& call, const Context& context);

// For browsers
HttpResponse get_opensearch_suggest(const Call& call, const Context& context);
HttpResponse get_opensearch_description(const Call& call, const Context& context);

// For crawlers
HttpResponse get_sitemap_index(const Call& call, const Context& context);
HttpResponse get_sitemap_part(const Call& call, const Context& context);
HttpResponse get_robots(const Call& call, const Context& context);

// The service itself
HttpResponse get_healthz(const Call& call, const Context& context);
HttpResponse get_readyz(const Call& call, const Context& context);
HttpResponse get_version(const Call& call, const Context& context);
HttpResponse get_asset(const Call& call, const Context& context);
HttpResponse get_favicon(const Call& call, const Context& context);

}  // namespace paperfind
