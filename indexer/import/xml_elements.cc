#include "indexer/import/xml_elements.h"

#include <algorithm>
#include <utility>

#include "engine/record/json_reader.h"

namespace paperfind {
namespace {

// Far more than any tag has: a stray '<' is told early.
constexpr std::size_t kMaxTagBytes = std::size_t{1} << 16;

bool ends_name(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/' || c == '>';
}

// The name of a tag, with its slash when it is an end tag.
std::string_view name_of(std::string_view tag) {
  if (tag.empty()) return {};
  std::size_t end = 1;
  if (end < tag.size() && tag[end] == '/') ++end;
  while (end < tag.size() && !ends_name(tag[end])) ++end;
  return tag.substr(1, end - 1);
}

bool closes_itself(std::string_view tag) { return tag.ends_with("/>"); }

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

// What ends with `end` and holds no tag: a comment, which is no part of what is read, or CDATA,
// which is text and stays, up to the size of a record. False where the file ends in it.
bool XmlElements::skip_past(std::string_view end, std::string& tag) {
  const bool text = end == "]]>";
  std::string last = std::exchange(tag, {});
  for (int c = bytes_.next(); c != ByteReader::kEnd; c = bytes_.next()) {
    last += static_cast<char>(c);
    if (last.ends_with(end)) {
      if (text) tag = std::move(last);
      return true;
    }
    if (!text && last.size() > 2 * end.size()) last.erase(0, last.size() - end.size());
    // Too much for a record in any case: the end must still be found.
    if (last.size() > 2 * kMaxRecordBytes) last.erase(0, kMaxRecordBytes - end.size());
  }
  unclosed_ = tag_line_;
  return false;
}

// Reads on to the next tag. What stands before it is left in `text_before_`.
bool XmlElements::read_tag(std::string& tag) {
  tag.clear();
  text_before_.clear();
  int c = ahead_ != 0 ? ahead_ : bytes_.next();
  ahead_ = 0;
  for (; c != ByteReader::kEnd && c != '<'; c = bytes_.next()) {
    if (text_before_.size() <= kMaxRecordBytes) text_before_ += static_cast<char>(c);
  }
  if (c == ByteReader::kEnd) return false;
  tag_line_ = bytes_.line();
  tag = "<";
  while ((c = bytes_.next()) != ByteReader::kEnd) {
    if (c == '<') {
      ahead_ = c;
      return true;
    }
    tag += static_cast<char>(c);
    if (tag == "<!--") return skip_past("-->", tag);
    if (tag == "<![CDATA[") return skip_past("]]>", tag);
    if (tag == "<?") return skip_past("?>", tag);
    if (c == '>' || tag.size() > kMaxTagBytes) return true;
  }
  return false;
}

bool XmlElements::begin(XmlElement& element, const std::string& tag) {
  const std::string_view name = name_of(tag);
  const bool whole = holds(whole_, name);
  if (!whole && !holds(opened_, name)) return false;
  element = {std::string(name), tag_line_, tag, false, false};
  if (!whole && !closes_itself(tag) && tag.ends_with('>')) element.text.insert(tag.size() - 1, "/");
  element.complete = !whole || closes_itself(tag);
  return true;
}

// Reads on to the end of an element that has begun.
bool XmlElements::collect(XmlElement& element) {
  const std::string end = "/" + element.name;
  std::string tag;
  const auto append = [&](const std::string& text) {
    element.text += text;
    if (element.text.size() <= kMaxRecordBytes) return;
    element.too_long = true;
    element.text.clear();
  };
  while (read_tag(tag)) {
    append(text_before_);
    const std::string_view name = name_of(tag);
    // Its own end tag is missing.
    if (holds(whole_, name) || holds(opened_, name)) {
      pending_ = tag;
      return true;
    }
    append(tag);
    if (name != end) continue;
    element.complete = true;
    return true;
  }
  append(text_before_ + tag);
  return true;
}

bool XmlElements::next(XmlElement& element) {
  std::string tag;
  while (!pending_.empty() || read_tag(tag)) {
    if (!pending_.empty()) std::swap(tag, pending_);
    pending_.clear();
    if (begin(element, tag)) return element.complete || collect(element);
  }
  return false;
}

}  // namespace paperfind
