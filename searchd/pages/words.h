// Small texts of several pages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/search/search_request.h"

namespace paperfind {

// "1 paper", "22 papers", "12,345 papers"
std::string papers_text(std::size_t count);
// "1 person", "12,345 people"
std::string counted_text(std::size_t count, std::string_view one, std::string_view many);
// What stands after that number: "paper", "papers".
std::string papers_unit(std::size_t count);
// "12,345"
std::string number_text(std::size_t number);
// "Full paper" for "full" and its like, otherwise the type with a capital; empty for none.
std::string type_text(std::string_view type);
// "Untitled" for an empty title.
std::string title_text(const std::string& title);
// A message as a sentence: "There is no such page." for "there is no such page".
std::string sentence_text(std::string message);

bool is_blank_query(const SearchRequest& request);

}  // namespace paperfind
