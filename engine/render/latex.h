// Plain text with $math$ as LaTeX, whatever the text holds. Not for use outside engine/render.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace paperfind::latex {

enum class Capitals { AsTheyAre, Protected };

// One line of LaTeX with balanced braces. Every sign that means something to TeX stands for itself;
// $…$ is kept as math when it holds nothing but known commands of math. Protected: words with a
// capital, a letter beyond ASCII or math stand in braces, which keeps BibTeX from changing them.
std::string text(std::string_view plain, Capitals capitals = Capitals::AsTheyAre);

// For fields that TeX reads as they are (url, doi): what could end the field or a command is
// percent-encoded.
std::string verbatim(std::string_view address);

// Bytes of the math that begins at the first sign of `text`, its dollars included; 0: it is none.
std::size_t math_length(std::string_view text);

}  // namespace paperfind::latex
