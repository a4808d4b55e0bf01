// LaTeX, HTML and debris of conversions, reduced to the characters a reader sees, each with its
// place in the source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

struct TextChar {
  char32_t code = 0;
  std::uint32_t begin = 0;  // byte range in the source; whole characters
  std::uint32_t end = 0;
};

// Bytes that may begin markup or a character beyond ASCII. A word without one of them reads as it
// is written.
bool needs_reading(unsigned char byte);

constexpr bool is_ascii_blank(unsigned char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

// The word at `begin`, up to the next blank, when it reads as it is written; empty otherwise.
std::string_view plain_word(std::string_view text, std::size_t begin);

// Reads from `begin` to the next ASCII blank outside markup and appends the characters of that
// word; returns where it stopped. Formatting (\textbf{…}, <i>, $, braces) vanishes without parting
// the word it stands in; entities and accents (&eacute;  \'{e}) become the letter; \alpha becomes
// its name, with kGlueChar where letters would touch; soft hyphens, zero-width and bidirectional
// controls go. Any bytes are fine: ill-formed ones become U+FFFD.
std::size_t read_word(std::string_view text, std::size_t begin, std::vector<TextChar>& out);

// The whole text as a reader sees it, in NFC; blanks stay as they are.
std::string plain_text(std::string_view text);

}  // namespace paperfind
