#include "indexer/import/import_summary.h"

#include <fmt/format.h>

namespace paperfind {

std::string ImportSummary::to_string() const {
  std::string out = fmt::format("{} {} read, {} papers kept, {} repaired, {} rejected", read, unit,
                                kept, repaired, rejected);
  if (schedule_entries > 0) out += fmt::format(", {} schedule entries", schedule_entries);
  out += '\n';
  for (const auto& [what, count] : repairs) out += fmt::format("repaired: {}: {}\n", what, count);
  for (const auto& [what, count] : left_out) out += fmt::format("left out: {}: {}\n", what, count);
  for (const Reject& note : notes) out += fmt::format("note: {}: {}\n", note.where, note.reason);
  for (const Reject& reject : rejects) {
    out += fmt::format("rejected: {}: {}\n", reject.where, reject.reason);
  }
  return out;
}

}  // namespace paperfind
