// Repairs of text that look at whole characters. Text is well-formed UTF-8 without controls.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace paperfind {

// UTF-8 that was read as Windows-1252 or Latin-1, where nothing else makes sense: "UniversitÃ©".
std::u32string repair_mojibake(const std::u32string& text);

// "Universit´e" as "Université": a mark that stands before its letter. Left alone where it may be
// an apostrophe ("l´analyse") or a quotation mark.
std::u32string join_spacing_accents(const std::u32string& text);

// Ligatures spelled out, soft hyphens and private-use characters dropped, unusual blanks made
// blanks, and what is invisible dropped. Adds the kinds of repairs made to `kinds`.
std::u32string plain_letters(const std::u32string& text, std::set<std::string>& kinds);

// Windows-1252's character for a byte of 0x80 and above; the byte itself where it has none.
char32_t windows_1252_character(unsigned char byte);

std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(const std::u32string& text);

// Kinds of plain_letters that change no letter.
inline constexpr const char* kUnusualBlanks = "unusual blanks";
inline constexpr const char* kInvisible = "invisible characters";

}  // namespace paperfind
