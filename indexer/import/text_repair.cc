#include "indexer/import/text_repair.h"

#include <algorithm>
#include <utility>

#include "engine/text/markup.h"
#include "engine/text/normalize.h"
#include "indexer/import/text_letters.h"

namespace paperfind {
namespace {

// Code points U+0080..U+00FF are two bytes: 0xC2 or 0xC3, then the low six bits.
bool is_latin1_pair(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return (lead == 0xC2 || lead == 0xC3) && at + 1 < text.size();
}

unsigned char latin1_value(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto low = static_cast<unsigned char>(text[at + 1]);
  return static_cast<unsigned char>((lead & 0x03U) << 6U | (low & 0x3FU));
}

constexpr bool is_c1(unsigned char value) { return value >= 0x80 && value <= 0x9F; }

// Windows-1252's quotes, dashes and the like, which are what such controls stand for in practice.
std::string_view windows_1252(unsigned char value) {
  switch (value) {
    case 0x91:
      return "‘";
    case 0x92:
      return "’";
    case 0x93:
      return "“";
    case 0x94:
      return "”";
    case 0x95:
      return "•";
    case 0x96:
      return "–";
    case 0x97:
      return "—";
    default:
      return " ";
  }
}

// A run of U+0080..U+00FF with a control in it: read as bytes it may be the UTF-8 it once was.
std::string repair_run(const std::string& bytes) {
  if (is_clean_utf8(bytes)) return bytes;
  std::string out;
  for (const char c : bytes) {
    const auto value = static_cast<unsigned char>(c);
    if (is_c1(value)) {
      out += windows_1252(value);
    } else {
      out += static_cast<char>(0xC0U | value >> 6U);
      out += static_cast<char>(0x80U | (value & 0x3FU));
    }
  }
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool needs_no_repair(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_blank(c) || (byte >= 0x20 && byte < 0x7F && c != '&' && c != '`');
}

// True when something beyond ASCII is left without the marks of ill-formed bytes.
bool holds_utf8(std::string_view text) {
  constexpr std::string_view kReplacement = "\uFFFD";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) < 0x80) continue;
    if (text.substr(i, kReplacement.size()) != kReplacement) return true;
    i += kReplacement.size() - 1;
  }
  return false;
}

// Where the entity at `at` ends, past its semicolon; 0 when there is none.
std::size_t entity_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kMaxEntityBytes = 12;
  const std::size_t semicolon = text.substr(at, kMaxEntityBytes).find(';');
  if (semicolon == std::string_view::npos || semicolon < 2) return 0;
  const std::string_view entity = text.substr(at, semicolon + 1);
  return plain_text(entity) == entity ? 0 : at + semicolon + 1;
}

}  // namespace

std::string repair_controls(std::string_view text, bool& repaired) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (is_latin1_pair(text, i)) {
      const std::size_t start = i;
      std::string bytes;
      for (; i < text.size() && is_latin1_pair(text, i); i += 2) {
        bytes += static_cast<char>(latin1_value(text, i));
      }
      const bool has_control = std::any_of(
          bytes.begin(), bytes.end(), [](char c) { return is_c1(static_cast<unsigned char>(c)); });
      out += has_control ? repair_run(bytes) : std::string(text.substr(start, i - start));
      repaired = repaired || has_control;
    } else if (byte == 0) {
      repaired = true;
      ++i;
    } else if (byte == 0x7F || (byte < 0x20 && !is_blank(text[i]))) {
      out += ' ';
      repaired = true;
      ++i;
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string decode_bytes(std::string_view bytes) {
  const std::string repaired = repair_utf8(bytes);
  if (holds_utf8(repaired)) return repaired;
  std::u32string out;
  out.reserve(bytes.size());
  for (const char c : bytes) out += windows_1252_character(static_cast<unsigned char>(c));
  return to_utf8(out);
}

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = text[i] == '&' ? entity_end(text, i) : 0;
    std::size_t begin = i;
    // "&amp;eacute;" was encoded twice.
    while (end != 0 && text.substr(begin, 5) == "&amp;") {
      const std::string inner = "&" + std::string(text.substr(begin + 5, 12));
      const std::size_t inner_end = entity_end(inner, 0);
      if (inner_end == 0) break;
      begin += 4;
      end = begin + inner_end;
    }
    if (end == 0) {
      out += text[i++];
      continue;
    }
    std::string entity = "&" + std::string(text.substr(begin + 1, end - begin - 1));
    out += plain_text(entity);
    i = end;
  }
  return out;
}

std::string without_nul(std::string_view text) {
  std::string out(text);
  out.erase(std::remove(out.begin(), out.end(), '\0'), out.end());
  return out;
}

TextRepair repair_text(std::string_view text) {
  TextRepair out;
  if (std::all_of(text.begin(), text.end(), needs_no_repair)) {
    out.text = text;
    return out;
  }
  const auto took = [&](std::string next, const char* kind) {
    if (next == out.text) return;
    out.kinds.insert(kind);
    out.letters_changed = true;
    out.text = std::move(next);
  };
  const std::string bytes = without_nul(text);
  const bool clean = is_clean_utf8(bytes);
  out.text = clean ? bytes : decode_bytes(bytes);
  out.letters_changed = !clean || bytes.size() != text.size();
  if (!clean) out.kinds.insert("ill-formed UTF-8");
  took(to_utf8(repair_mojibake(to_code_points(out.text))), "mojibake");
  bool controls = bytes.size() != text.size();
  std::string without_controls = repair_controls(out.text, controls);
  if (controls) {
    out.kinds.insert("control characters");
    out.letters_changed = true;
  }
  out.text = std::move(without_controls);
  took(decode_entities(out.text), "HTML entities");

  std::set<std::string> kinds;
  const std::u32string plainer = plain_letters(to_code_points(out.text), kinds);
  out.text = to_utf8(plainer);
  for (const std::string& kind : kinds) {
    out.letters_changed = out.letters_changed || (kind != kUnusualBlanks && kind != kInvisible);
  }
  out.kinds.merge(kinds);
  took(to_utf8(join_spacing_accents(plainer)), "spacing accents");
  took(compose(out.text), "letters and accents apart");
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string paragraphs(std::string_view text) {
  std::string out;
  std::string paragraph;
  const auto flush = [&] {
    const std::string line = one_line(paragraph);
    if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
    paragraph.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (std::all_of(line.begin(), line.end(), is_blank)) flush();
    paragraph += line;
    paragraph += ' ';
  }
  flush();
  return out;
}

}  // namespace paperfind
