// Text as sources hand it over, made fit for a record.
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

// Without characters that stand for nothing: NUL and other controls go or become blanks, UTF-8 that
// was read as Latin-1 ("â\u0080\u0099") becomes what it was, a control from Windows-1252 (U+0092)
// the quote or dash it stood for. Sets `repaired` when anything but blanks changed. `text` is
// well-formed UTF-8.
std::string repair_controls(std::string_view text, bool& repaired);

// Blanks at the ends dropped, runs of blanks and line ends made one blank.
std::string one_line(std::string_view text);

// The same, but a blank line parts paragraphs, which are then parted by one '\n'.
std::string paragraphs(std::string_view text);

}  // namespace paperfind
