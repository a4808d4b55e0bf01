#include "indexer/import/page_text.h"

#include <algorithm>
#include <cstdint>

#include "engine/base/ascii.h"
#include "engine/text/normalize.h"

namespace paperfind::program_page {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }

// Length in bytes of a Unicode blank or of an invisible mark at `text[at]`, 0 for anything else.
// Invisible marks (zero-width space, byte order mark, soft hyphen is kept) part no words: `blank`
// says which it is.
std::size_t special_at(std::string_view text, std::size_t at, bool& blank) {
  static constexpr std::string_view kBlanks[] = {
      "\xC2\xA0",     "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83",
      "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88",
      "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
      "\xE2\x80\xA8", "\xE2\x80\xA9", "\xC2\x85"};
  static constexpr std::string_view kInvisible[] = {"\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\x8E",
                                                    "\xE2\x80\x8F", "\xE2\x81\xA0"};
  const std::string_view tail = text.substr(at);
  for (const std::string_view mark : kBlanks) {
    if (tail.starts_with(mark)) {
      blank = true;
      return mark.size();
    }
  }
  for (const std::string_view mark : kInvisible) {
    if (tail.starts_with(mark)) {
      blank = false;
      return mark.size();
    }
  }
  return 0;
}

}  // namespace

std::string clean_line(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  bool pending = false;
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    bool blank = is_blank(c);
    std::size_t skip = 0;
    if (blank || static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      skip = 1;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      skip = special_at(line, i, blank);
    }
    if (skip > 0) {
      pending = pending || blank;
      i += skip;
      continue;
    }
    if (pending && !out.empty()) out.push_back(' ');
    pending = false;
    out.push_back(c);
    ++i;
  }
  return out;
}

std::vector<Line> split_page(std::string_view page) {
  const std::string repaired = is_clean_utf8(page) ? std::string(page) : repair_utf8(page);
  std::vector<Line> lines;
  std::size_t number = 0;
  bool after_blank = true;
  for (std::size_t at = 0; at < repaired.size();) {
    std::size_t end = repaired.find_first_of("\r\n", at);
    if (end == std::string::npos) end = repaired.size();
    ++number;
    std::string text = clean_line(std::string_view(repaired).substr(at, end - at));
    if (text.empty()) {
      after_blank = true;
    } else {
      lines.push_back({number, std::move(text), after_blank});
      after_blank = false;
    }
    const bool crlf =
        end + 1 < repaired.size() && repaired[end] == '\r' && repaired[end + 1] == '\n';
    at = end + (crlf ? 2 : 1);
  }
  return lines;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string> split_parts(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.emplace_back(trim(text.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

std::string join_parts(const std::vector<std::string>& parts, std::size_t from, std::size_t to,
                       std::string_view glue) {
  std::string out;
  for (std::size_t i = from; i < to && i < parts.size(); ++i) {
    if (parts[i].empty()) continue;
    if (!out.empty()) out += glue;
    out += parts[i];
  }
  return out;
}

bool starts_with_word(std::string_view text, std::string_view lower_prefix) {
  if (text.size() < lower_prefix.size()) return false;
  if (ascii_lower(text.substr(0, lower_prefix.size())) != lower_prefix) return false;
  if (text.size() == lower_prefix.size()) return true;
  const auto next = static_cast<unsigned char>(text[lower_prefix.size()]);
  return !((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ||
           (next >= '0' && next <= '9') || next >= 0x80 || next == '-');
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::string unescape_tex(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool math = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      const char next = text[i + 1];
      if (!math && (next == '%' || next == '&' || next == '_' || next == '#')) {
        out.push_back(next);
      } else {
        out.push_back(c);
        out.push_back(next);
      }
      ++i;
      continue;
    }
    // Only a dollar with a closing one opens math: "$5 per node" is money.
    if (c == '$') math = !math && text.find('$', i + 1) != std::string_view::npos;
    out.push_back(c);
  }
  return out;
}

}  // namespace paperfind::program_page
