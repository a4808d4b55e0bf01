// What each verb does: ask, print, say how it went.
#pragma once

#include <string>

#include "cli/options.h"
#include "cli/place.h"
#include "cli/source.h"

namespace paperfind::cli {

// Exit codes, those above 2 as in sysexits.h.
enum class Exit : int {
  Found = 0,
  NothingFound = 1,
  Usage = 2,
  BadData = 65,
  NoInput = 66,
  Unavailable = 69,
  Bug = 70,
  Io = 74,
  TryAgain = 75,
};
Exit exit_of(ErrorCode code);

// How to print.
struct Screen {
  int width = 100;
  bool color = false;
};

// What a command made: bytes for standard output, lines for standard error. An error comes with
// what was made before.
struct Outcome {
  Exit exit = Exit::Found;
  std::string out;
  std::vector<std::string> notes;
  Status error;
};

Outcome run_search(const Options& options, Source& source, const Screen& screen);
Outcome run_show(const Options& options, Source& source, const Screen& screen);
Outcome run_facets(const Options& options, Source& source, const Screen& screen);

}  // namespace paperfind::cli
