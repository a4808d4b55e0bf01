// Text as sources hand it over, made fit for a record. Every repair of text is in this file and in
// text_letters; docs/importing.md says what becomes of what.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace paperfind {

struct TextRepair {
  std::string text;
  std::set<std::string> kinds;   // of repairs, in words
  bool letters_changed = false;  // more than blanks and what is invisible
};

// Every repair below, one after another: bytes that are no UTF-8, controls, HTML entities, mojibake
// where it is certain, ligatures, soft hyphens, private-use characters, unusual blanks, spacing
// accents, and letters and their accents put together. Blanks and lines stay as they are.
TextRepair repair_text(std::string_view text);

// Without characters that stand for nothing: NUL and other controls go or become blanks, UTF-8 that
// was read as Latin-1 ("â\u0080\u0099") becomes what it was, a control from Windows-1252 (U+0092)
// the quote or dash it stood for. Sets `repaired` when anything but blanks changed. `text` is
// well-formed UTF-8.
std::string repair_controls(std::string_view text, bool& repaired);

// Bytes that are no UTF-8 and hold no UTF-8 either are Windows-1252; elsewhere ill-formed bytes
// become U+FFFD.
std::string decode_bytes(std::string_view bytes);

// "&eacute;" and "&#233;" as the letter, and "&amp;eacute;" too.
std::string decode_entities(std::string_view text);

std::string without_nul(std::string_view text);

// Blanks at the ends dropped, runs of blanks and line ends made one blank.
std::string one_line(std::string_view text);

// The same, but a blank line parts paragraphs, which are then parted by one '\n'.
std::string paragraphs(std::string_view text);

}  // namespace paperfind
