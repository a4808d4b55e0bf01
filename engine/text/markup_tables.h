// What LaTeX commands, HTML entities and tags stand for.
#pragma once

#include <optional>
#include <string_view>

namespace paperfind {

enum class CommandKind {
  Word,          // its name is the word: \alpha, and every command not in the table
  Vanish,        // formatting: \textbf
  Blank,         // spacing and operators: \quad, \times
  Letters,       // letters of its own: \ss
  Accent,        // puts a mark on the next letter: \v{c}
  DropArgument,  // and the argument is not for readers: \cite{key}
};

struct Command {
  std::string_view name;
  CommandKind kind = CommandKind::Word;
  char32_t code = 0;  // Letters: the letter; Accent: the combining mark
};

// By name without the backslash; a command not in the table is a Word.
Command find_command(std::string_view name);

// The combining mark of \" \' and the like; 0 for other characters.
char32_t accent_of(char sign);

struct Entity {
  char32_t code = 0;
  char32_t mark = 0;  // combining mark after it, or 0
};
// By name without '&' and ';'.
std::optional<Entity> find_entity(std::string_view name);

enum class TagKind { Unknown, Inline, Block };
// By lower-case name. Unknown ones are text: "<unk>".
TagKind find_tag(std::string_view name);

// Lower-case English name of a Greek letter ("alpha"), or empty.
std::string_view greek_name(char32_t code);
// The small letter of that name, or 0.
char32_t greek_letter(std::string_view name);

}  // namespace paperfind
