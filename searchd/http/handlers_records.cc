// Sessions, people, institutions and events: each once as JSON and once as a page.
#include <string>
#include <string_view>

#include "engine/render/json.h"
#include "engine/render/links.h"
#include "searchd/http/answer.h"
#include "searchd/http/handlers.h"
#include "searchd/http/page_params.h"
#include "searchd/pages/event_page.h"
#include "searchd/pages/institution_page.h"
#include "searchd/pages/person_page.h"
#include "searchd/pages/schedule_page.h"
#include "searchd/pages/session_page.h"

namespace paperfind {
namespace {

const std::string& id_of(const SessionView& view) { return view.session.id; }
const std::string& id_of(const EventView& view) { return view.event.id; }
const std::string& id_of(const PersonView& view) { return view.person.id; }
const std::string& id_of(const InstitutionView& view) { return view.institution.id; }

// The record that the path names, by `find`, rendered by `render`. One found under a former id is
// moved: the last segment of the path becomes its own.
template <typename Find, typename Render>
HttpResponse record_response(const Call& call, const Context& context, const Find& find,
                             const Render& render) {
  const std::string& id = call.values.front();
  return answer_from_index(call, context, id, [&](TimedSearcher& searcher) -> Result<HttpResponse> {
    const auto view = find(searcher, id);
    if (!view.ok()) return view.error();
    if (const std::string& own = id_of(*view); own != id) {
      const std::string_view pattern = call.route.pattern;
      return redirect_response(std::string(pattern.substr(0, pattern.find('{'))) + own);
    }
    return render(*view, searcher.snapshot());
  });
}

Result<PersonView> find_person(TimedSearcher& searcher, const std::string& id) {
  return searcher.person(id);
}

Result<InstitutionView> find_institution(TimedSearcher& searcher, const std::string& id) {
  return searcher.institution(id);
}

Result<SessionView> find_session(TimedSearcher& searcher, const std::string& id) {
  return searcher.session(id);
}

Result<EventView> find_event(TimedSearcher& searcher, const std::string& id) {
  return searcher.event(id);
}

template <typename Render>
HttpResponse schedule_response(const Call& call, const Context& context, const Render& render) {
  const Result<std::string> event = event_param(call);
  if (!event.ok()) return error_response(call, context, event.error());
  ScheduleRequest request{.event = *event};
  if (call.route.surface == Surface::Page) request.zone = zone_param(call.params);
  return answer_from_index(call, context, request.event + "\n" + request.zone,
                           [&](TimedSearcher& searcher) -> Result<HttpResponse> {
                             const Result<ScheduleView> view = searcher.schedule(request);
                             if (!view.ok()) return view.error();
                             return render(*view, searcher.snapshot());
                           });
}

}  // namespace

HttpResponse get_api_person(const Call& call, const Context& context) {
  return record_response(call, context, find_person, [](const PersonView& person, const Snapshot&) {
    return json_response(person_json(person));
  });
}

HttpResponse get_person_page(const Call& call, const Context& context) {
  return record_response(
      call, context, find_person, [&](const PersonView& person, const Snapshot& snapshot) {
        return page_response(person_page_html(context.templates,
                                              site_for(context, &snapshot, call.request), person));
      });
}

HttpResponse get_api_institution(const Call& call, const Context& context) {
  return record_response(call, context, find_institution,
                         [](const InstitutionView& institution, const Snapshot&) {
                           return json_response(institution_json(institution));
                         });
}

HttpResponse get_institution_page(const Call& call, const Context& context) {
  return record_response(
      call, context, find_institution,
      [&](const InstitutionView& institution, const Snapshot& snapshot) {
        return page_response(institution_page_html(
            context.templates, site_for(context, &snapshot, call.request), institution));
      });
}

HttpResponse get_api_session(const Call& call, const Context& context) {
  return record_response(call, context, find_session,
                         [](const SessionView& session, const Snapshot&) {
                           return json_response(session_json(session));
                         });
}

HttpResponse get_session_page(const Call& call, const Context& context) {
  return record_response(
      call, context, find_session, [&](const SessionView& session, const Snapshot& snapshot) {
        return page_response(session_page_html(
            context.templates, site_for(context, &snapshot, call.request), session));
      });
}

HttpResponse get_api_event(const Call& call, const Context& context) {
  return record_response(call, context, find_event, [](const EventView& event, const Snapshot&) {
    return json_response(event_json(event));
  });
}

HttpResponse get_event_page(const Call& call, const Context& context) {
  return record_response(
      call, context, find_event, [&](const EventView& event, const Snapshot& snapshot) {
        return page_response(
            event_page_html(context.templates, site_for(context, &snapshot, call.request), event));
      });
}

HttpResponse get_api_schedule(const Call& call, const Context& context) {
  return schedule_response(call, context, [](const ScheduleView& schedule, const Snapshot&) {
    return json_response(schedule_json(schedule));
  });
}

HttpResponse get_schedule_page(const Call& call, const Context& context) {
  return schedule_response(
      call, context, [&](const ScheduleView& schedule, const Snapshot& snapshot) {
        return page_response(schedule_page_html(
            context.templates, site_for(context, &snapshot, call.request), schedule));
      });
}

}  // namespace paperfind
