// What each verb does: ask, print, say how it went.
#pragma once

#include <string>

#include "cli/options.h"
#include "cli/place.h"
#include "cli/source.h"
#include "engine/base/exit_code.h"

namespace paperfind::cli {

// How to print.
struct Screen {
  int width = 100;
  bool color = false;
};

// What a command made: bytes for standard output, lines for standard error. An error comes with
// what was made before.
struct Outcome {
  int exit = kExitOk;
  std::string out;
  std::vector<std::string> notes;
  Status error;
};

Outcome run_search(const Options& options, Source& source, const Screen& screen);
Outcome run_show(const Options& options, Source& source, const Screen& screen);
Outcome run_eval(const Options& options, Source& source, const Screen& screen);
Outcome run_facets(const Options& options, Source& source, const Screen& screen);
// The lines that put the search box on a page; from the daemon at `place`.
Outcome run_embed(const Place& place);
Outcome run_suggest(const Options& options, Source& source, const Screen& screen);

}  // namespace paperfind::cli
