// The objects of a large JSON file one after another: of a list, of lines, or of the list of papers
// in an outer object. None but one is in memory, and one that is broken takes no other with it
// where each begins on a line of its own.
#pragma once

#include <cstddef>
#include <string>

#include "indexer/import/byte_reader.h"

namespace paperfind {

struct JsonObjectText {
  std::size_t line = 0;   // where it begins
  std::string text;       // from brace to brace; empty when it is too long
  bool complete = false;  // its end was found
  bool too_long = false;
};

class JsonObjects {
 public:
  explicit JsonObjects(ByteReader& bytes) : bytes_(bytes) {}

  // The next object, or something that stands where one should: then it begins with no brace.
  bool next(JsonObjectText& object);

 private:
  int read();
  void begin(JsonObjectText& object);
  void collect(JsonObjectText& object);
  bool take_string(JsonObjectText& object);
  bool names_list(int c);
  bool enters_list(JsonObjectText& object, int& next);
  bool leaves_list(int c);
  void append(JsonObjectText& object, int c);

  ByteReader& bytes_;
  int ahead_ = 0;       // a byte read too far
  std::string indent_;  // blanks since the line began
  bool at_line_start_ = true;
  bool in_list_ = false;     // what an object stands in is known to be a list
  bool outer_ = false;       // the list is one of an outer object
  std::size_t lists_ = 0;    // open ones inside of that list
  bool began_line_ = false;  // the object at hand begins its line, behind `begin_indent_`
  std::string begin_indent_;
  bool outer_began_line_ = false;  // the same of the outer object
  std::string outer_indent_;
  std::string last_string_;
  bool after_name_ = false;  // a colon stands behind `last_string_`
};

}  // namespace paperfind
