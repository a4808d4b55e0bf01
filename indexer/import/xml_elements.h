// The elements of a large XML file one after another, so that one that is broken takes no other
// with it, and none but one is in memory. What an element holds is for an XML parser to read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/byte_reader.h"

namespace paperfind {

struct XmlElement {
  std::string name;
  std::size_t line = 0;   // where it begins
  std::string text;       // with its tags; of an opened one, its start tag, closed in itself
  bool complete = false;  // its end was found
  bool too_long = false;  // then `text` is empty
};

class XmlElements {
 public:
  // `whole` names elements to give out whole, `opened` those of which the start tag is wanted.
  XmlElements(ByteReader& bytes, std::vector<std::string_view> whole,
              std::vector<std::string_view> opened)
      : bytes_(bytes), whole_(std::move(whole)), opened_(std::move(opened)) {}

  bool next(XmlElement& element);
  // Where the comment, instruction or CDATA begins that the file ends in; 0 for none. What stands
  // behind it was not read.
  [[nodiscard]] std::size_t unclosed() const { return unclosed_; }

 private:
  // A tag with its brackets, or what else begins with '<'; false at the end of the file.
  bool read_tag(std::string& tag);
  bool skip_past(std::string_view end, std::string& tag);
  bool begin(XmlElement& element, const std::string& tag);
  bool collect(XmlElement& element);

  ByteReader& bytes_;
  std::vector<std::string_view> whole_;
  std::vector<std::string_view> opened_;
  std::string text_before_;   // the tag read last
  std::string pending_;       // a start tag that broke off the element before it
  std::size_t tag_line_ = 1;  // where the tag read last begins
  std::size_t unclosed_ = 0;
  int ahead_ = 0;  // '<' when a tag begins where another broke off
};

}  // namespace paperfind
