#include "searchd/pages/words.h"

#include <string_view>

namespace paperfind {
std::string papers_unit(std::size_t count) { return count == 1 ? "paper" : "papers"; }

std::string sentence_text(std::string message) {
  if (message.empty()) return message;
  if (message[0] >= 'a' && message[0] <= 'z') {
    message[0] = static_cast<char>(message[0] - 'a' + 'A');
  }
  if (std::string_view(".!?").find(message.back()) == std::string_view::npos) message += '.';
  return message;
}

std::string title_text(const std::string& title) { return title.empty() ? "Untitled" : title; }

bool is_blank_query(const SearchRequest& request) {
  return request.query == "*" || request.query.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace paperfind
