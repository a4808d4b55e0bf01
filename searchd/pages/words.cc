#include "searchd/pages/words.h"

#include <string_view>

#include "engine/base/ascii.h"

namespace paperfind {

std::string papers_unit(std::size_t count) { return count == 1 ? "paper" : "papers"; }

std::string sentence_text(std::string message) {
  if (message.empty()) return message;
  message.front() = ascii_upper(message.front());
  if (std::string_view(".!?").find(message.back()) == std::string_view::npos) message += '.';
  return message;
}

std::string title_text(const std::string& title) { return title.empty() ? "Untitled" : title; }

bool is_blank_query(const SearchRequest& request) {
  return request.query == "*" || request.query.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace paperfind
