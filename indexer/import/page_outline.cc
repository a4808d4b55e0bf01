#include "indexer/import/page_outline.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "indexer/import/page_words.h"

namespace paperfind::program_page {
namespace {

constexpr std::string_view kIntroduction = "introduction above the schedule";
constexpr std::string_view kAfterSchedule = "after the end of the schedule";

// Where the schedule ends. Prefixes, lower case; the first two may run on ("… without notice.").
constexpr std::string_view kEndPrefixes[] = {
    "schedule subject to change", "( click on a logo",         "(click on a logo",
    "agenda subject to change",   "program subject to change", "programme subject to change"};
constexpr std::string_view kEndLines[] = {"committee",
                                          "organizing committee",
                                          "organising committee",
                                          "program committee",
                                          "programme committee",
                                          "technical program committee",
                                          "general co-chair",
                                          "general chair",
                                          "general co-chairs",
                                          "program co-chair",
                                          "sponsors",
                                          "our sponsors",
                                          "speakers",
                                          "committee members",
                                          "partners"};

bool ends_schedule(std::string_view text) {
  const std::string lower = ascii_lower(text);
  if (std::any_of(std::begin(kEndPrefixes), std::end(kEndPrefixes),
                  [&](std::string_view prefix) { return lower.starts_with(prefix); })) {
    return true;
  }
  return std::find(std::begin(kEndLines), std::end(kEndLines), lower) != std::end(kEndLines);
}

// Headings of the site's own frame: they carry nothing.
bool is_frame_heading(std::string_view text) {
  static constexpr std::string_view kHeadings[] = {
      "schedule",  "about",  "venue",           "contact us",       "contact", "program",
      "programme", "agenda", "program preview", "keynote speakers", "overview"};
  const std::string lower = ascii_lower(text);
  return std::find(std::begin(kHeadings), std::end(kHeadings), lower) != std::end(kHeadings);
}

bool is_sentence(std::string_view text) {
  constexpr std::size_t kLong = 160;
  return text.size() > kLong || ends_like_prose(text) || text.ends_with("!") ||
         text.ends_with("?") || text.ends_with(":");
}

// The venue: the short lines right above "Contact us", up to a heading, a date or a sentence.
std::string read_place(Ledger& ledger, std::size_t end) {
  std::size_t contact = end;
  for (std::size_t i = 0; i < end && contact == end; ++i) {
    if (ascii_lower(ledger.text(i)) == "contact us") contact = i;
  }
  if (contact == end) return {};
  constexpr std::size_t kMaxPlaceLines = 5;
  std::size_t first = contact;
  while (first > 1 && contact - first < kMaxPlaceLines && ledger.open(first - 1) &&
         !is_frame_heading(ledger.text(first - 1)) && !is_sentence(ledger.text(first - 1))) {
    --first;
  }
  std::string place;
  for (std::size_t i = first; i < contact; ++i) {
    place += (place.empty() ? "" : ", ") + ledger.text(i);
    ledger.place(i);
  }
  return place;
}

// "Research Symposium - March 27, 2023" → the name without the date; the date comes along.
std::string read_name(const std::string& title, std::optional<DateSpan>& date) {
  const std::optional<DateSpan> found = find_date(title);
  if (!found || found->end != title.size() || found->first.year == 0) return title;
  date = found;
  std::string_view name = std::string_view(title).substr(0, found->begin);
  for (std::size_t before = 0; before != name.size();) {
    before = name.size();
    while (!name.empty() &&
           std::string_view(" -,:|(").find(name.back()) != std::string_view::npos) {
      name.remove_suffix(1);
    }
    if (name.ends_with("\xE2\x80\x93") || name.ends_with("\xE2\x80\x94")) name.remove_suffix(3);
  }
  return name.empty() ? title : std::string(name);
}

class Reader {
 public:
  explicit Reader(Ledger& ledger) : ledger_(ledger) {}

  Outline run() {
    const std::size_t schedule = first_slot();
    read_preamble(schedule);
    read_slots(schedule);
    return std::move(outline_);
  }

 private:
  std::size_t first_slot() const {
    std::size_t i = 0;
    while (i < ledger_.size() && !(ledger_.open(i) && parse_time_range(ledger_.text(i)))) ++i;
    return i;
  }

  bool read_zone(std::size_t i) {
    const std::string zone = parse_zone_line(ledger_.text(i));
    if (zone.empty()) return false;
    if (outline_.zone.empty()) outline_.zone = zone;
    if (zone == outline_.zone) {
      ledger_.place(i);
    } else {
      ledger_.warn(i, "a second time zone: times are taken in " + outline_.zone);
    }
    return true;
  }

  void read_preamble(std::size_t end) {
    bool titled = false;
    for (std::size_t i = 0; i < end; ++i) {
      if (!ledger_.open(i)) continue;
      if (!titled) {
        titled = true;
        outline_.name = read_name(ledger_.text(i), outline_.date);
        ledger_.place(i);
      } else if (std::optional<DateHeading> heading = parse_date_heading(ledger_.text(i))) {
        read_date(i, *heading);
      } else {
        read_zone(i);
      }
    }
    outline_.place = read_place(ledger_, end);
    for (std::size_t i = 0; i < end; ++i) {
      // A page that gives its days only in a sentence.
      if (!outline_.date && ledger_.open(i)) read_date_in_prose(i);
      if (ledger_.open(i)) ledger_.ignore(i, kIntroduction);
    }
  }

  void read_date(std::size_t i, const DateHeading& heading) {
    if (!outline_.date && heading.date && heading.date->first.year != 0) {
      outline_.date = heading.date;
    } else {
      headings_.push_back({i, heading});
    }
    ledger_.place(i);
  }

  void read_date_in_prose(std::size_t i) {
    const std::optional<DateSpan> date = find_date(ledger_.text(i));
    if (!date || date->first.year == 0) return;
    outline_.date = date;
    ledger_.place(i);
  }

  void read_slots(std::size_t at) {
    for (; at < ledger_.size(); ++at) {
      if (!ledger_.open(at)) continue;
      const std::string& text = ledger_.text(at);
      if (ends_schedule(text)) break;
      if (std::optional<TimeRange> times = parse_time_range(text)) {
        outline_.slots.push_back({at, std::move(*times), std::exchange(headings_, {}), {}});
        ledger_.place(at);
      } else if (std::optional<DateHeading> heading = parse_date_heading(text)) {
        headings_.push_back({at, *heading});
        ledger_.place(at);
      } else if (!read_zone(at)) {
        read_content(at);
      }
    }
    for (const HeadingLine& heading : headings_) {
      ledger_.recant(heading.line, Fate::Warned, "a date with no time slot below it");
    }
    for (; at < ledger_.size(); ++at) ledger_.ignore(at, kAfterSchedule);
  }

  void read_content(std::size_t at) {
    if (ascii_lower(ledger_.text(at)) == "schedule") {
      ledger_.ignore(at, "heading of the site");
    } else {
      outline_.slots.back().lines.push_back(at);
    }
  }

  Ledger& ledger_;
  Outline outline_;
  std::vector<HeadingLine> headings_;
};

}  // namespace

Ledger::Ledger(std::vector<Line> lines) {
  entries_.reserve(lines.size());
  for (Line& line : lines) entries_.push_back({std::move(line), Fate::Open, {}});
}

void Ledger::mark(std::size_t i, Fate fate, std::string_view reason) {
  if (entries_[i].fate != Fate::Open) return;
  entries_[i].fate = fate;
  entries_[i].reason = reason;
}

void Ledger::recant(std::size_t i, Fate fate, std::string_view reason) {
  entries_[i].fate = fate;
  entries_[i].reason = reason;
}

Outline read_outline(Ledger& ledger) { return Reader(ledger).run(); }

}  // namespace paperfind::program_page
