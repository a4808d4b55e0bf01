// The same papers as pages show, in the formats of other programs.
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/render/export.h"
#include "engine/render/links.h"
#include "engine/search/request_params.h"
#include "engine/text/normalize.h"
#include "searchd/http/answer.h"
#include "searchd/http/export_blocks.h"
#include "searchd/http/handlers.h"
#include "searchd/http/page_params.h"

namespace paperfind {
namespace {

// Addresses within an export begin with the host.
std::string canonical_of(const Call& call, std::string_view what) {
  return std::string(what) + "\n" + call.values.back() + "\n" + call.request.host;
}

const ExportFormat& format_of(const Call& call) { return *find_export_format(call.values.back()); }

std::string address_for(const Call& call, const Context& context, const TimedSearcher& searcher) {
  return site_for(context, &searcher.snapshot(), call.request).address;
}

// `name`: of the file a browser saves, without suffix; of the signs ids have.
HttpResponse export_response(const ExportFormat& format, const std::string& name) {
  HttpResponse response;
  response.content_type = format.media_type;
  std::string disposition = format.attached ? "attachment" : "inline";
  disposition += "; filename=\"" + name + "." + std::string(format.suffix) + "\"";
  response.headers.emplace_back("Content-Disposition", disposition);
  response.headers.emplace_back("X-Robots-Tag", "noindex");
  return response;
}

struct Asked {
  const ExportFormat& format;
  ExportSource source;
  std::string name;
};

// All of it at once where that is one block, else made while it is sent.
Result<HttpResponse> export_list(TimedSearcher& searcher, const Asked& asked,
                                 Result<PaperList> list, const Context& context) {
  if (!list.ok()) return list.error();
  SearcherPool::Lease lease = searcher.take_lease();
  const auto blocks =
      std::make_shared<ExportBlocks>(asked.format, asked.source, *lease, std::move(*list));
  if (const Status begun = blocks->begin(); !begun.ok()) return begun.error();
  HttpResponse response = export_response(asked.format, asked.name);
  if (blocks->is_one_block()) {
    response.body = blocks->next();
    return response;
  }
  std::optional<SearcherPool::LongLease> kept = context.pool.keep(std::move(lease));
  if (!kept) return Error{ErrorCode::Busy, "as many long exports as may be are on their way"};
  blocks->keep(std::move(*kept));
  response.blocks = blocks;
  return response;
}

// "papers-sparse-attention"
std::string file_name(const SearchRequest& request) {
  constexpr std::size_t kNameBytes = 48;
  const std::string words = slug(repair_utf8(request.query), kNameBytes);
  return words.empty() ? "papers" : "papers-" + words;
}

bool is_calendar(const ExportFormat& format) { return format.key == "ics"; }

HttpResponse schedule_response(const Call& call, const ScheduleView& schedule, std::string site) {
  HttpResponse response = export_response(format_of(call), "schedule-" + schedule.event.id);
  response.body = schedule_calendar(schedule, std::move(site));
  return response;
}

// The same export under the id in force; `path` of the record's page.
HttpResponse redirect_to(const Call& call, const std::string& path) {
  const std::string below = call.route.surface == Surface::Machine ? "/api/v1" : "";
  return redirect_response(below + export_path(format_of(call), path));
}

// Somebody or something that has papers and a page with them.
struct Owner {
  Facet facet;
  std::string id;  // the one in force
  std::string name;
  std::string path;
};

using FindOwner = Result<Owner> (*)(TimedSearcher&, const std::string& id);

HttpResponse owner_export(const Call& call, const Context& context, FindOwner find) {
  const std::string& id = call.values.front();
  const ExportFormat& format = format_of(call);
  return answer_from_index(
      call, context, canonical_of(call, id), [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        const Result<Owner> owner = find(searcher, id);
        if (!owner.ok()) return owner.error();
        if (owner->id != id) return redirect_to(call, owner->path);
        const Asked asked{
            format,
            record_source(format, owner->path, owner->name, address_for(call, context, searcher)),
            id};
        return export_list(searcher, asked, searcher.find_with(owner->facet, id), context);
      });
}

Result<ScheduleView> whole_schedule(TimedSearcher& searcher, const std::string& event) {
  return searcher.schedule({event, {}, std::numeric_limits<std::size_t>::max()});
}

}  // namespace

HttpResponse get_search_export(const Call& call, const Context& context) {
  const bool strict = call.route.surface == Surface::Machine;
  auto request =
      search_request_from(call.params, strict ? UnknownParams::Reject : UnknownParams::Ignore);
  if (!request.ok()) return error_response(call, context, request.error());
  const SearchRequest whole = whole_search(std::move(*request));
  const ExportFormat& format = format_of(call);
  return answer_from_index(call, context, canonical_of(call, link_to("", whole)),
                           [&](TimedSearcher& searcher) -> Result<HttpResponse> {
                             const Asked asked{
                                 format,
                                 search_source(format, whole, address_for(call, context, searcher)),
                                 file_name(whole)};
                             return export_list(searcher, asked, searcher.find_all(whole), context);
                           });
}

HttpResponse get_person_export(const Call& call, const Context& context) {
  return owner_export(call, context,
                      [](TimedSearcher& searcher, const std::string& id) -> Result<Owner> {
                        const Result<PersonView> view = searcher.person(id);
                        if (!view.ok()) return view.error();
                        const Person& person = view->person;
                        return Owner{Facet::Author, person.id, person.name, person_path(person.id)};
                      });
}

HttpResponse get_institution_export(const Call& call, const Context& context) {
  return owner_export(
      call, context, [](TimedSearcher& searcher, const std::string& id) -> Result<Owner> {
        const Result<InstitutionView> view = searcher.institution(id);
        if (!view.ok()) return view.error();
        const Institution& found = view->institution;
        return Owner{Facet::Institution, found.id, found.name, institution_path(found.id)};
      });
}

HttpResponse get_session_export(const Call& call, const Context& context) {
  const std::string& id = call.values.front();
  const ExportFormat& format = format_of(call);
  return answer_from_index(
      call, context, canonical_of(call, id), [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        Result<SessionView> session = searcher.session(id);
        if (!session.ok()) return session.error();
        Asked asked{format,
                    record_source(format, session_path(id), session->session.title,
                                  address_for(call, context, searcher)),
                    id};
        if (is_calendar(format)) asked.source.session = std::move(*session);
        return export_list(searcher, asked, searcher.find_in_session(id), context);
      });
}

HttpResponse get_event_export(const Call& call, const Context& context) {
  const std::string& id = call.values.front();
  const ExportFormat& format = format_of(call);
  return answer_from_index(
      call, context, canonical_of(call, id), [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        const std::string site = address_for(call, context, searcher);
        const Result<ScheduleView> schedule = whole_schedule(searcher, id);
        if (!schedule.ok()) return schedule.error();
        if (is_calendar(format)) return schedule_response(call, *schedule, site);
        SearchRequest papers;
        papers.filters = {{"event", {id}, {}, {}}};
        const Asked asked{format, record_source(format, event_path(id), schedule->event.name, site),
                          id};
        return export_list(searcher, asked, searcher.find_all(papers), context);
      });
}

HttpResponse get_schedule_export(const Call& call, const Context& context) {
  const Result<std::string> event = event_param(call);
  if (!event.ok()) return error_response(call, context, event.error());
  return answer_from_index(
      call, context, canonical_of(call, *event),
      [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        if (!is_calendar(format_of(call))) {
          return Error{
              ErrorCode::NotFound, "a schedule comes as a page, as JSON and as .ics", {}, {}};
        }
        const Result<ScheduleView> schedule = whole_schedule(searcher, *event);
        if (!schedule.ok()) return schedule.error();
        return schedule_response(call, *schedule, address_for(call, context, searcher));
      });
}

HttpResponse get_list_export(const Call& call, const Context& context) {
  const std::vector<std::string> ids = listed_ids(call.params);
  const std::string path = list_path(ids);
  const ExportFormat& format = format_of(call);
  return answer_from_index(call, context, canonical_of(call, path),
                           [&](TimedSearcher& searcher) -> Result<HttpResponse> {
                             ExportSource source = record_source(
                                 format, path, "Shortlist", address_for(call, context, searcher));
                             return export_list(searcher, {format, std::move(source), "shortlist"},
                                                searcher.find_listed(ids), context);
                           });
}

HttpResponse get_paper_export(const Call& call, const Context& context) {
  const std::string& id = call.values.front();
  const ExportFormat& format = format_of(call);
  return answer_from_index(
      call, context, canonical_of(call, id), [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        const Result<PaperView> paper = searcher.paper_record(id);
        if (!paper.ok()) return paper.error();
        if (paper->paper.id != id) return redirect_to(call, paper_path(paper->paper.id));
        HttpResponse response = export_response(format, id);
        response.body = export_text(format, *paper, address_for(call, context, searcher));
        return response;
      });
}

}  // namespace paperfind
