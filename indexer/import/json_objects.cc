#include "indexer/import/json_objects.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "engine/record/json_reader.h"

namespace paperfind {
namespace {

// Keys of outer objects whose lists are papers.
constexpr std::string_view kListNames[] = {"data", "notes", "papers", "results", "submissions"};

bool is_blank(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

int JsonObjects::read() {
  const int c = bytes_.next();
  if (c == '\n') {
    at_line_start_ = true;
    indent_.clear();
  } else if (at_line_start_ && is_blank(c)) {
    indent_ += static_cast<char>(c);
  }
  return c;
}

void JsonObjects::append(JsonObjectText& object, int c) {
  if (object.too_long) return;
  object.text += static_cast<char>(c);
  if (object.text.size() <= kMaxRecordBytes) return;
  object.too_long = true;
  object.text = std::string();
}

void JsonObjects::begin(JsonObjectText& object) {
  object = {bytes_.line(), "{", false, false};
  began_line_ = at_line_start_;
  begin_indent_ = indent_;
  at_line_start_ = false;
  last_string_.clear();
  after_name_ = false;
}

// The rest of a string, its first quote taken; false at the end of the file. A line end ends it
// too: JSON has none in strings, so a quote is missing.
bool JsonObjects::take_string(JsonObjectText& object) {
  last_string_.clear();
  for (bool escaped = false;;) {
    const int c = read();
    if (c == ByteReader::kEnd) return false;
    append(object, c);
    if (c == '\n' || (c == '"' && !escaped)) return true;
    escaped = c == '\\' && !escaped;
    if (last_string_.size() < 32) last_string_ += static_cast<char>(c);
  }
}

// True for the '[' of an outer object's list of papers.
bool JsonObjects::opens_list(int c) {
  if (c == ':') {
    after_name_ = true;
    return false;
  }
  if (is_blank(c)) return false;
  const bool named = after_name_ && std::find(std::begin(kListNames), std::end(kListNames),
                                              last_string_) != std::end(kListNames);
  after_name_ = false;
  return c == '[' && named;
}

// Reads on to the end of an object that has begun.
void JsonObjects::collect(JsonObjectText& object) {
  std::size_t depth = 1;
  while (depth > 0) {
    const int c = read();
    if (c == ByteReader::kEnd) return;
    // Another one begins where this one did: its own end is missing.
    if (c == '{' && at_line_start_ && began_line_ && indent_ == begin_indent_) {
      ahead_ = c;
      return;
    }
    if (!is_blank(c)) at_line_start_ = false;
    append(object, c);
    if (depth == 1 && !in_list_ && opens_list(c)) {
      in_list_ = true;
      outer_ = true;
      object.text.clear();
      return;
    }
    if (c == '"' && !take_string(object)) return;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
  }
  object.complete = true;
}

bool JsonObjects::next(JsonObjectText& object) {
  for (;;) {
    const int c = ahead_ != 0 ? ahead_ : read();
    ahead_ = 0;
    if (c == ByteReader::kEnd) return false;
    if (c == '{' && !list_done_) {
      begin(object);
      collect(object);
      if (!object.complete && object.text.empty() && !object.too_long) continue;  // an outer one
      return true;
    }
    if (is_blank(c)) continue;
    at_line_start_ = false;
    if (c == '[') in_list_ = true;
    if (c == ']' && outer_) list_done_ = true;
    const bool mark_of_utf8 = c == 0xEF || c == 0xBB || c == 0xBF;
    if (c == '[' || c == ']' || c == ',' || c == '}' || list_done_ || mark_of_utf8) continue;
    // No object: the rest of its line stands for it.
    object = {bytes_.line(), std::string(1, static_cast<char>(c)), false, false};
    for (int more = read(); more != ByteReader::kEnd && more != '\n'; more = read()) {
      if (object.text.size() < kMaxRecordBytes) object.text += static_cast<char>(more);
    }
    return true;
  }
}

}  // namespace paperfind
