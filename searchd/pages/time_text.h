// Times as people read them, always with the name of their zone.
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

// "Mon 28 March 2022, 09:30–10:50 PDT"; without an end "…, 09:30 PDT"; empty when `start` is no time.
std::string slot_text(std::string_view start, std::string_view end, std::string_view zone);

// "28 March 2022", "7–10 June 2021", "30 May – 2 June 2021"; empty when `first` is no day.
std::string day_range_text(std::string_view first, std::string_view last);

}  // namespace paperfind
