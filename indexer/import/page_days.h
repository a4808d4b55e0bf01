// Which day a slot of the programme is on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/record/paper.h"
#include "indexer/import/page_outline.h"

namespace paperfind::program_page {

// First and last day of the event: the date above the schedule, widened by date headings of the
// schedule near to it. Nothing when the page has no date with a year.
std::optional<DateSpan> event_days(const Outline& outline);

// The day of each slot: the nearest date heading above it, at first the event's first day. On a
// page of several days without any heading, a slot that starts before the one above it is taken to
// start the next day, with a warning. A year of 0: not known. Headings far from the event's days
// are marked: news above the schedule is ignored, others are warned of.
std::vector<CivilTime> slot_days(const Outline& outline, const Event& event, Ledger& ledger);

std::string day_text(const CivilTime& day);  // "2022-03-28"; empty for a year of 0
CivilTime add_days(const CivilTime& day, int days);

}  // namespace paperfind::program_page
