// One name, one type: two definitions of a type in one namespace are undefined behaviour as soon as
// one program links both, and neither compiler nor linker says so.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/layering/include_rules.h"

namespace paperfind::layering {

struct TypeDefinition {
  std::string name;  // "paperfind::layering::Violation"
  std::size_t line = 0;
};

// Classes, structs, unions and enumerations that `text` defines in a named namespace, not within
// another type or a function. Aliases, declarations and specializations are none.
std::vector<TypeDefinition> types_defined_in(std::string_view text);

// A violation for each header below `root` that defines a type another header before it (by path)
// defines too.
std::vector<Violation> scan_types(const std::filesystem::path& root);

}  // namespace paperfind::layering
