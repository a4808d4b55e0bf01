// LaTeX as bibliographies have it, as a reader sees it.
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

// Accents, letters, dashes and quotes decoded, formatting and braces dropped; $…$ stays as it is,
// since pages show mathematics.
std::string latex_text(std::string_view latex);

}  // namespace paperfind
