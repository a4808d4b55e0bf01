// Links to the same papers in the formats of other programs.
#pragma once

#include <string>

#include "engine/search/record_views.h"
#include "engine/search/result_page.h"
#include "searchd/pages/view.h"

namespace paperfind {

// The keys of exports.mustache: of all papers of a search, of a list, of one paper, of a person, of
// an institution, of a session, of an event and of a schedule.
void set_exports(View& view, const ResultPage& page);
void set_list_exports(View& view, const ResultPage& page, const std::string& path);
void set_exports(View& view, const PaperView& paper);
void set_exports(View& view, const PersonView& person);
void set_exports(View& view, const InstitutionView& institution);
void set_exports(View& view, const SessionView& session);
void set_exports(View& view, const EventView& event);
void set_exports(View& view, const ScheduleView& schedule);

}  // namespace paperfind
