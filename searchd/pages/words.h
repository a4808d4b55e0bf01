// Small texts of several pages.
#pragma once

#include <cstddef>
#include <string>

#include "engine/search/search_request.h"

namespace paperfind {

// What stands after the number in papers_text(): "paper", "papers".
std::string papers_unit(std::size_t count);
// "Untitled" for an empty title.
std::string title_text(const std::string& title);
// A message as a sentence: "There is no such page." for "there is no such page".
std::string sentence_text(std::string message);

bool is_blank_query(const SearchRequest& request);

}  // namespace paperfind
