// Help, made from the flag table.
#pragma once

#include <string>

#include "cli/flags.h"
#include "engine/base/result.h"

namespace paperfind::cli {

// What the program is, its commands and how to begin.
std::string overview();
// One command: usage, flags, examples.
std::string help_on(Verb verb);
// By a command's name, or "query". InvalidInput for any other topic.
Result<std::string> help_on(const std::string& topic);

}  // namespace paperfind::cli
