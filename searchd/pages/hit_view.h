// One result as a card.
#pragma once

#include "engine/search/result_page.h"
#include "searchd/pages/view.h"

namespace paperfind {

// Keys of result.mustache.
View hit_view(const Hit& hit);

// A talk's place in the programme: {href, title, time, room, talk}.
View slot_view(const SessionRef& session);

// Links and remarks: "PDF", "Video announced", "Short paper". Sets `links` and `badges`.
void set_attachments(View& view, const Paper& paper);

}  // namespace paperfind
