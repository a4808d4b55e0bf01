// Where words begin and end, and which of them are parts of one compound.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/char_kind.h"
#include "engine/text/markup.h"

namespace paperfind {

enum class AtomKind : std::uint8_t {
  Word,
  Symbol,   // a word with signs that are part of its name: C++ C# .NET
  Cjk,      // a run without blanks, to be taken as bigrams
  Complex,  // a run without blanks, to be parted by a dictionary
};

// A piece of one blank-delimited word, as indices of its characters.
struct Atom {
  std::uint32_t first = 0;
  std::uint32_t last = 0;   // one past the last character of the word itself
  std::uint32_t whole = 0;  // `last`, or past a possessive 's
  AtomKind kind = AtomKind::Word;
  bool numeric = false;               // digits and dots only
  CharKind joiner = CharKind::Other;  // what ties it to the next atom; Other: nothing does
};

// The pieces of one word, appended to `out`: of ASCII text without markup, or of text read by
// read_word. Both give the same atoms for the same characters.
void segment(std::string_view ascii, std::vector<Atom>& out);
void segment(const std::vector<TextChar>& chars, std::vector<Atom>& out);

// Appends the folded spelling of characters [first, last): inner apostrophes, carets and thousands
// commas dropped unless `verbatim`.
void append_folded(std::string_view ascii, std::uint32_t first, std::uint32_t last, bool verbatim,
                   std::string& out);
// The same characters, not folded.
void append_raw(const std::vector<TextChar>& chars, std::uint32_t first, std::uint32_t last,
                bool verbatim, std::string& out);

}  // namespace paperfind
