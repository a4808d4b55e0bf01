// Times as people read them, always with the name of their zone.
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

// "Mon 28 March 2022, 09:30–10:50 PDT"; without an end "…, 09:30 PDT"; empty when `start` is no
// time.
std::string slot_text(std::string_view start, std::string_view end, std::string_view zone);

// "09:30–10:50", "09:30", "23:00 – Tue 29 March 2022, 00:30"; empty when `start` is no time.
std::string clock_range_text(std::string_view start, std::string_view end);

// "Pacific Daylight Time (PDT)": the zone's names at that time; empty when it has none.
std::string zone_text(std::string_view start, std::string_view zone);

// "Monday 28 March 2022"; empty when it is no day.
std::string weekday_text(std::string_view day);

// "28 March 2022", "7–10 June 2021", "30 May – 2 June 2021"; empty when `first` is no day.
std::string day_range_text(std::string_view first, std::string_view last);

}  // namespace paperfind
