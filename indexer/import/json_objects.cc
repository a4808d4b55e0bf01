#include "indexer/import/json_objects.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "engine/record/json_reader.h"

namespace paperfind {
namespace {

// Keys of outer objects whose lists are papers.
constexpr std::string_view kListNames[] = {"data", "notes", "papers", "results", "submissions"};

// Deeper than this all indents count as one: a file of blanks must not fill the memory.
constexpr std::size_t kMaxIndent = 256;

bool is_blank(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

int JsonObjects::read() {
  const int c = bytes_.next();
  if (c == '\n') {
    at_line_start_ = true;
    indent_.clear();
  } else if (at_line_start_ && is_blank(c) && indent_.size() < kMaxIndent) {
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

// True for the '[' of a list whose name is one of an outer object's list of papers.
bool JsonObjects::names_list(int c) {
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

// Behind the '[' of such a list: true where objects stand in it. A paper's own list, of links for
// example, holds none; then `next` is what comes first in it.
bool JsonObjects::enters_list(JsonObjectText& object, int& next) {
  for (next = read(); is_blank(next); next = read()) append(object, next);
  if (next != '{') return false;
  ahead_ = next;
  in_list_ = outer_ = true;
  lists_ = 0;
  outer_began_line_ = began_line_;
  outer_indent_ = begin_indent_;
  object.text.clear();
  object.too_long = false;
  return true;
}

// Reads on to the end of an object that has begun, or to the list in an outer one.
void JsonObjects::collect(JsonObjectText& object) {
  std::size_t depth = 1;
  int held = 0;  // a byte of the object that is read already
  while (depth > 0) {
    const int c = held != 0 ? std::exchange(held, 0) : read();
    if (c == ByteReader::kEnd) return;
    // Another one begins where this one did: its own end is missing.
    if (c == '{' && at_line_start_ && began_line_ && indent_ == begin_indent_) {
      ahead_ = c;
      return;
    }
    if (!is_blank(c)) at_line_start_ = false;
    append(object, c);
    if (depth == 1 && !in_list_ && names_list(c) && enters_list(object, held)) return;
    if (c == '"' && !take_string(object)) return;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
  }
  object.complete = true;
}

// True for the ']' of an outer object's list.
bool JsonObjects::leaves_list(int c) {
  if (!outer_ || (c != '[' && c != ']')) return false;
  if (c == '[') ++lists_;
  return c == ']' && lists_-- == 0;
}

bool JsonObjects::next(JsonObjectText& object) {
  for (;;) {
    const int c = ahead_ != 0 ? std::exchange(ahead_, 0) : read();
    if (c == ByteReader::kEnd) return false;
    const bool rest = leaves_list(c);  // of the outer object, which may have another list
    if (c == '{' || rest) {
      begin(object);
      if (rest) {
        in_list_ = outer_ = false;
        began_line_ = outer_began_line_;
        begin_indent_ = outer_indent_;
      }
      collect(object);
      if (rest || (object.text.empty() && !object.too_long)) continue;  // an outer one
      return true;
    }
    if (is_blank(c)) continue;
    at_line_start_ = false;
    if (c == '[') in_list_ = true;
    const bool mark_of_utf8 = c == 0xEF || c == 0xBB || c == 0xBF;
    if (c == '[' || c == ']' || c == ',' || c == '}' || mark_of_utf8) continue;
    // No object: the rest of its line stands for it.
    object = {bytes_.line(), std::string(1, static_cast<char>(c)), false, false};
    for (int more = read(); more != ByteReader::kEnd && more != '\n'; more = read()) {
      if (object.text.size() < kMaxRecordBytes) object.text += static_cast<char>(more);
    }
    return true;
  }
}

}  // namespace paperfind
