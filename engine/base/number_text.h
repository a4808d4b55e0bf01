// Numbers and what they count, as people read them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace paperfind {

// "12,345"
std::string number_text(std::size_t number);
// "1 person", "12,345 people"
std::string counted_text(std::size_t count, std::string_view one, std::string_view many);
// "1 paper", "22 papers", "12,345 papers"
std::string papers_text(std::size_t count);

}  // namespace paperfind
