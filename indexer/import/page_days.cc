#include "indexer/import/page_days.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace paperfind::program_page {
namespace {

std::chrono::year_month_day calendar(const CivilTime& day) {
  return {std::chrono::year(day.year), std::chrono::month(static_cast<unsigned>(day.month)),
          std::chrono::day(static_cast<unsigned>(day.day))};
}

std::chrono::sys_days serial(const CivilTime& day) { return calendar(day); }

int days_between(const CivilTime& from, const CivilTime& to) {
  return static_cast<int>((serial(to) - serial(from)).count());
}

// A heading without a year takes the one that brings it nearest to the event's first day, of those
// that have such a day. It stays without when there is none: 29 February.
CivilTime with_year(CivilTime day, const CivilTime& near) {
  if (day.year != 0 || near.year == 0) return day;
  CivilTime best = day;  // of the year 0
  int least = -1;
  for (int year = near.year - 1; year <= near.year + 1; ++year) {
    day.year = year;
    if (!calendar(day).ok()) continue;
    const int distance = std::abs(days_between(near, day));
    if (least < 0 || distance < least) {
      least = distance;
      best = day;
    }
  }
  return best;
}

// Further from the event than this, a date is not one of its days.
constexpr int kNear = 31;

class DayFinder {
 public:
  DayFinder(const Outline& outline, const Event& event, Ledger& ledger)
      : outline_(outline), ledger_(ledger) {
    if (const std::optional<CivilTime> start = parse_date(event.start)) first_ = *start;
    const std::optional<CivilTime> end = parse_date(event.end);
    last_ = end ? *end : first_;
  }

  std::vector<CivilTime> run() {
    const bool headed = has_day_headings();
    CivilTime day = first_;
    int clock = -1;
    std::vector<CivilTime> days;
    for (const Slot& slot : outline_.slots) {
      for (const HeadingLine& heading : slot.headings) read_heading(heading, slot, day);
      if (!headed && slot.times.start < clock && day.year != 0 && day < last_) {
        day = add_days(day, 1);
        ledger_.recant(slot.line, Fate::Warned, "no date above it: taken as " + day_text(day));
      }
      clock = slot.times.start;
      days.push_back(day);
    }
    return days;
  }

 private:
  // A heading that names one day of the event, other than the date of the event itself.
  bool has_day_headings() const {
    for (const Slot& slot : outline_.slots) {
      for (const HeadingLine& heading : slot.headings) {
        const std::optional<CivilTime> day = day_of(heading.heading);
        if (day && near(*day, heading)) return true;
      }
    }
    return false;
  }

  std::optional<CivilTime> day_of(const DateHeading& heading) const {
    if (heading.date) {
      const CivilTime day = with_year(heading.date->first, first_);
      return day.year == 0 ? std::nullopt : std::optional(day);
    }
    if (first_.year == 0) return std::nullopt;
    return add_days(first_, std::max(heading.number, 1) - 1);
  }

  bool near(const CivilTime& day, const HeadingLine& heading) const {
    if (first_.year == 0) return true;
    const bool above = !outline_.slots.empty() && heading.line < outline_.slots.front().line;
    const int slack = above ? 0 : kNear;
    return days_between(day, first_) <= slack && days_between(last_, day) <= slack;
  }

  void read_heading(const HeadingLine& heading, const Slot& slot, CivilTime& day) {
    const bool above = &slot == &outline_.slots.front();
    const std::optional<CivilTime> found = day_of(heading.heading);
    if (found && near(*found, heading)) {
      day = *found;
    } else if (above) {
      ledger_.recant(heading.line, Fate::Ignored, "a date outside of the event's days");
    } else {
      ledger_.recant(heading.line, Fate::Warned, "a date far from the event's days");
    }
  }

  const Outline& outline_;
  Ledger& ledger_;
  CivilTime first_;
  CivilTime last_;
};

}  // namespace

CivilTime add_days(const CivilTime& day, int days) {
  const std::chrono::year_month_day moved(serial(day) + std::chrono::days(days));
  CivilTime out = day;
  out.year = static_cast<int>(moved.year());
  out.month = static_cast<int>(static_cast<unsigned>(moved.month()));
  out.day = static_cast<int>(static_cast<unsigned>(moved.day()));
  return out;
}

std::string day_text(const CivilTime& day) {
  if (day.year == 0) return {};
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(day.year) + "-" + two(day.month) + "-" + two(day.day);
}

std::optional<DateSpan> event_days(const Outline& outline) {
  std::optional<DateSpan> days = outline.date;
  for (std::size_t i = 0; i < outline.slots.size(); ++i) {
    for (const HeadingLine& heading : outline.slots[i].headings) {
      if (!heading.heading.date) continue;
      const DateSpan& date = *heading.heading.date;
      if (!days) {
        if (date.first.year != 0) days = date;
        continue;
      }
      if (heading.line < outline.slots.front().line) continue;
      const CivilTime first = with_year(date.first, days->first);
      const CivilTime last = with_year(date.last, days->first);
      if (first.year == 0 || last.year == 0) continue;
      if (days_between(first, days->first) > kNear || days_between(days->last, last) > kNear)
        continue;
      days->first = std::min(days->first, first);
      days->last = std::max(days->last, last);
    }
  }
  return days;
}

std::vector<CivilTime> slot_days(const Outline& outline, const Event& event, Ledger& ledger) {
  return DayFinder(outline, event, ledger).run();
}

}  // namespace paperfind::program_page
