// The two outputs: whether they are a terminal, how wide it is, and what becomes of a reader that
// went away.
#pragma once

#include <string>
#include <string_view>

#include "cli/options.h"
#include "cli/place.h"
#include "engine/base/result.h"

namespace paperfind::cli {

// Columns of standard output: COLUMNS, else the terminal's, else 100 where it is none. At least 40.
int terminal_width(const Environment& environment);

// `always` and `never` decide; `auto` means a terminal that is not dumb, and no NO_COLOR.
bool wants_color(ColorMode mode, const Environment& environment);

// Everything, or an error. A reader that went away (`| head`) is no error: `gone` then ends the
// program quietly.
struct WriteOutcome {
  bool gone = false;
  Status status;
};
WriteOutcome write_out(std::string_view bytes);

// One line on standard error: "paperfind: …".
void note(std::string_view text);

Result<std::string> read_standard_input();

Environment current_environment();

}  // namespace paperfind::cli
