// The command line as typed: which verb, which flags with which words, nothing interpreted yet.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "cli/flags.h"
#include "engine/base/result.h"

namespace paperfind::cli {

struct TypedFlag {
  FlagId id;
  std::string name;   // its long name: which facet a filter is on
  std::string value;  // empty for a flag that takes none
};

struct Arguments {
  Verb verb = Verb::None;
  std::vector<TypedFlag> flags;    // in the order typed
  std::vector<std::string> words;  // what is no flag; "-" is kept
};

// `argv` without the program's own name. Flags may stand before or after the verb; "--" ends them;
// "--name=value",
// "--name value", "-n5" and "-n 5" are all understood. InvalidInput names what is off and the
// nearest thing known.
Result<Arguments> parse_arguments(std::span<const std::string> argv);

// Index of the verb: the first argument that is no flag and no flag's value; size() when there is
// none.
std::size_t verb_index(std::span<const std::string> argv);

}  // namespace paperfind::cli
