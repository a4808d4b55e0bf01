// paperfind: questions from the command line.
#include <signal.h>

#include <chrono>
#include <exception>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/complete.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/place.h"
#include "cli/source.h"
#include "cli/terminal.h"
#include "engine/base/nlohmann_json.h"

namespace paperfind::cli {
namespace {

int fail(const Error& error) {
  note(error.to_string());
  return exit_code(error.code);
}

int print(const std::string& bytes, int exit) {
  const WriteOutcome written = write_out(bytes);
  // Whoever read as much as they wanted has been served.
  if (written.gone) return kExitOk;
  return written.status.ok() ? exit : fail(written.status.error());
}

int print_help(const Options& options) {
  if (options.verb != Verb::Help || options.words.empty()) {
    return print(help_on(options.verb), kExitOk);
  }
  const auto text = help_on(options.words[0]);
  return text.ok() ? print(*text, kExitOk) : fail(text.error());
}

Outcome ask(const Options& options, const Environment& environment) {
  Outcome outcome;
  const auto place = find_place(options, environment);
  if (!place.ok()) {
    outcome.error = place.error();
    return outcome;
  }
  if (options.verb == Verb::Embed) return run_embed(*place);
  const auto source = open_source(*place);
  if (!source.ok()) {
    outcome.error = source.error();
    return outcome;
  }
  const Screen screen{terminal_width(environment), wants_color(options.color, environment)};
  try {
    switch (options.verb) {
      case Verb::Search:
        return run_search(options, **source, screen);
      case Verb::Show:
        return run_show(options, **source, screen);
      case Verb::Eval:
        return run_eval(options, **source, screen);
      case Verb::Suggest:
        return run_suggest(options, **source, screen);
      default:
        return run_facets(options, **source, screen);
    }
  } catch (const nlohmann::json::exception&) {
    outcome.error = Error{ErrorCode::Unavailable, "the answer is not what paperfind-searchd says",
                          place->url, "is it of another version?"};
  }
  return outcome;
}

int answer(const Options& options, const Environment& environment) {
  const auto started = std::chrono::steady_clock::now();
  const Outcome outcome = ask(options, environment);
  const int exit = print(outcome.out, outcome.exit);
  if (!options.quiet) {
    for (const std::string& text : outcome.notes) note(text);
  }
  if (options.verbose) {
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - started;
    note(std::to_string(took.count()) + " ms");
  }
  return outcome.error.ok() ? exit : fail(outcome.error.error());
}

int run(const std::vector<std::string>& argv) {
  if (!argv.empty() && argv[0] == kCompleteCommand) {
    return print(complete({argv.begin() + 1, argv.end()}, current_environment()), kExitOk);
  }
  const auto arguments = parse_arguments(argv);
  if (!arguments.ok()) return fail(arguments.error());
  std::string input;
  if (reads_standard_input(*arguments)) {
    auto read = read_standard_input();
    if (!read.ok()) return fail(read.error());
    input = std::move(read).value();
  }
  auto options = options_from(*arguments, input);
  if (!options.ok()) return fail(options.error());
  options->argv = argv;
  if (options->version || options->verb == Verb::Version) {
    return print("paperfind " PAPERFIND_VERSION "\n", kExitOk);
  }
  if (options->help || options->verb == Verb::Help) return print_help(*options);
  if (options->verb == Verb::None) {
    note("no command given: see paperfind --help");
    return kExitUsage;
  }
  return answer(*options, current_environment());
}

}  // namespace
}  // namespace paperfind::cli

int main(int argc, char** argv) {
  // A reader that goes away is noticed when writing, not by a signal.
  ::signal(SIGPIPE, SIG_IGN);
  try {
    return paperfind::cli::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    paperfind::cli::note(std::string("a bug of ours: ") + error.what());
    return paperfind::kExitInternal;
  }
}
