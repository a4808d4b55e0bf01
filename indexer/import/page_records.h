// From the parts of a programme page to the records of a corpus file.
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"
#include "indexer/import/overrides.h"
#include "indexer/import/page_outline.h"
#include "indexer/import/page_people.h"
#include "indexer/import/page_sections.h"

namespace paperfind::program_page {

// A slot with its day found and its content parsed.
struct DatedSlot {
  CivilTime day;
  TimeRange times;
  std::size_t line = 0;
  std::vector<Section> sections;
};

// What kind of schedule entry a heading or a talk's title is; nullptr for a session or a paper.
// `with_talk` says that people or talks stand below it: "Opening the Black Box" by Jane Doe is a
// paper, "Opening" alone is not.
const char* schedule_type(std::string_view title, bool with_talk);

// Sessions, papers and schedule entries, ids included, before the overrides' patches. Names are
// shown as `overrides` wants them; a name or pinned id of the overrides that nobody has is an
// error.
Result<EventFile> build_records(const Event& event, const std::vector<DatedSlot>& slots,
                                const KnownInstitutions& known, const Overrides& overrides);

}  // namespace paperfind::program_page
