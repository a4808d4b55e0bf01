// The frame of a programme page: what stands above the schedule, the time slots, and what became of
// every line.
//
//   page     = preamble { slot } [ "Schedule subject to change" anything ]
//   preamble = name … date … place "Contact us" …
//   slot     = time-range { date-heading | zone-line | item }
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/page_text.h"
#include "indexer/import/page_time.h"

namespace paperfind::program_page {

enum class Fate { Open, Placed, Ignored, Warned };

// Lines of the page with what became of each. A line is marked once; the first mark that is not
// Open stays.
class Ledger {
 public:
  struct Entry {
    Line line;
    Fate fate = Fate::Open;
    std::string reason;
  };

  explicit Ledger(std::vector<Line> lines);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] const std::string& text(std::size_t i) const { return entries_[i].line.text; }
  [[nodiscard]] bool after_blank(std::size_t i) const { return entries_[i].line.after_blank; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] bool open(std::size_t i) const { return entries_[i].fate == Fate::Open; }

  void place(std::size_t i) { mark(i, Fate::Placed, {}); }
  void ignore(std::size_t i, std::string_view reason) { mark(i, Fate::Ignored, reason); }
  void warn(std::size_t i, std::string_view reason) { mark(i, Fate::Warned, reason); }
  // Replaces a mark: a line that was placed at first sight and turns out to say something else.
  void recant(std::size_t i, Fate fate, std::string_view reason);

 private:
  void mark(std::size_t i, Fate fate, std::string_view reason);
  std::vector<Entry> entries_;
};

// A date heading and the line it stands on.
struct HeadingLine {
  std::size_t line = 0;  // index in the ledger
  DateHeading heading;
};

struct Slot {
  std::size_t line = 0;  // of the time range
  TimeRange times;
  std::vector<HeadingLine> headings;  // date headings between the slot before and this one
  std::vector<std::size_t> lines;     // of its content
};

struct Outline {
  std::string name;
  std::optional<DateSpan> date;  // of the event: the first one above the schedule
  std::string zone;              // IANA name
  std::string place;
  std::vector<Slot> slots;
};

// Marks the lines it places or ignores; those of slots stay open.
Outline read_outline(Ledger& ledger);

}  // namespace paperfind::program_page
