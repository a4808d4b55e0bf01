#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "engine/base/exit_code.h"
#include "engine/base/nearest.h"
#include "indexer/authority/commands.h"
#include "indexer/commands.h"
#include "indexer/complete.h"

namespace {

using paperfind::BuildOptions;
using paperfind::DiffOptions;
using paperfind::ImportOptions;

// What is wrong, and where to read on; the status for it.
int usage_error(const std::string& what) {
  std::fprintf(stderr, "paperfind-indexer: %s\nsee paperfind-indexer --help\n", what.c_str());
  return paperfind::kExitUsage;
}

std::string unknown(std::string_view kind, const std::string& word,
                    const std::vector<std::string>& known) {
  const auto close = paperfind::nearest(word, known);
  return "there is no " + std::string(kind) + " \"" + word + "\"" +
         (close ? ": did you mean \"" + *close + "\"?" : "");
}

// The long flags of the command that is used, and those of all commands.
std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> out;
  for (const CLI::App* level : app.get_subcommands()) {
    const auto below = flags_of(*level);
    out.insert(out.end(), below.begin(), below.end());
  }
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
  }
  return out;
}

// What CLI11 could not use, in our words.
std::string explain(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<std::string> rest = app.remaining(true);
  const auto is_flag = [](const std::string& word) { return word.size() > 1 && word[0] == '-'; };
  const CLI::App* last = &app;  // the command that was understood
  while (!last->get_subcommands().empty()) last = last->get_subcommands().front();
  std::vector<std::string> verbs;
  for (const CLI::App* verb : last->get_subcommands({})) verbs.push_back(verb->get_name());
  const bool commanded = verbs.empty();
  const auto word = std::find_if_not(rest.begin(), rest.end(), is_flag);
  // Behind a command that does not exist every flag is unknown too.
  if (!commanded && word != rest.end()) return unknown("command", *word, verbs);
  const auto flag = std::find_if(rest.begin(), rest.end(), is_flag);
  if (flag != rest.end()) return unknown("flag", flag->substr(0, flag->find('=')), flags_of(app));
  if (!commanded) return "say what to do: " + CLI::detail::join(verbs, ", ");
  if (!rest.empty()) return "one argument too many: \"" + rest.front() + "\"";
  return error.what();
}

// Flags shared by the commands that read a corpus or an index. PAPERFIND_DB is not left to CLI11:
// it would read it for every command, also those not used, and over the flag.
void add_index(CLI::App& command, BuildOptions& options, const std::string& help) {
  command.add_option("--db", options.index, help + " (default: $PAPERFIND_DB)");
}
void add_corpus(CLI::App& command, BuildOptions& options, bool required) {
  auto* corpus =
      command.add_option("corpus", options.corpus, "Corpus folder, or one .json or .jsonl file");
  if (required) corpus->required();
  command.add_option(
      "--authority", options.authority,
      "Folder of institutions.json and people.json (default: authority/ in the corpus)");
}

void add_building(CLI::App& command, BuildOptions& options) {
  add_corpus(command, options, true);
  add_index(command, options, "Index folder, made if missing");
  command
      .add_option("--jobs", options.jobs,
                  "Threads that index, 1 to 256 (default: one for each processor)")
      ->check(CLI::Range(1, 256));
  command
      .add_option("--shards", options.shards,
                  "Databases to spread the papers over, for servers of their own (default: as many "
                  "as the generation that serves, else 1)")
      ->check(CLI::Range(1, 900));
  command.add_flag(
      "--lenient", options.lenient,
      "Leave wrong records out, list them in rejects.jsonl of the index, publish the rest");
  command.add_flag("--force", options.force,
                   "Publish also where more than a fifth of the papers that serve are gone");
}

// Names the index of a command that has one; false when nothing does. A flag without a value is not
// an invitation to take another index.
bool find_index(const CLI::App& command, BuildOptions& options) {
  const CLI::Option* flag = command.get_option_no_throw("--db");
  if (flag == nullptr) return true;
  const char* variable = std::getenv("PAPERFIND_DB");
  if (flag->count() == 0 && variable != nullptr) options.index = variable;
  return !options.index.empty();
}

int run(int argc, char** argv) {
  CLI::App app{"Builds and keeps the index that paperfind searches.", "paperfind-indexer"};
  app.set_version_flag("--version", std::string("paperfind-indexer ") + PAPERFIND_VERSION);
  app.require_subcommand(1);
  BuildOptions options;
  options.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, 256U);
  ImportOptions import;
  std::string generation;
  app.add_flag("-q,--quiet", options.quiet, "Say nothing but what went wrong");
  app.fallthrough();

  CLI::App* build =
      app.add_subcommand("build", "Index a corpus and publish it as a new generation");
  add_building(*build, options);
  build->add_flag("--dry-run", options.dry_run, "Read and check the corpus, write nothing");

  CLI::App* update =
      app.add_subcommand("update", "Build if the corpus changed since the last generation");
  add_building(*update, options);

  CLI::App* watch = app.add_subcommand("watch", "Update whenever somebody changes the corpus");
  add_building(*watch, options);

  CLI::App* validate =
      app.add_subcommand("validate", "Check a corpus: file, line, column, and what to do");
  add_corpus(*validate, options, true);

  bool all_remarks = false;
  CLI::App* lint = app.add_subcommand("lint", "What a valid corpus may still have wrong");
  add_corpus(*lint, options, true);
  lint->add_flag("--all", all_remarks, "Every remark, not the first ten of each kind");

  DiffOptions compared;
  CLI::App* diff = app.add_subcommand("diff", "What was added, went or changed, record by record");
  CLI::Option* before = diff->add_option(
      "old", compared.before,
      "A corpus, a generation of the index, or \"current\" for the one that serves");
  CLI::Option* after = diff->add_option("new", compared.after, "The same");
  const CLI::Option* of_overrides =
      diff->add_option("--overrides", options.corpus, "What each override of this corpus changes")
          ->excludes(before)
          ->excludes(after);
  diff->add_option("--authority", options.authority, "Authority folder of both corpora");
  add_index(*diff, options, "Index folder of the generations");

  CLI::App* import_command =
      app.add_subcommand("import", "Turn what organisers have into a corpus file");
  const std::vector<std::string> kinds = paperfind::import_kinds();
  import_command->add_option("kind", import.kind, CLI::detail::join(kinds, ", "))
      ->required()
      ->check(CLI::IsMember(kinds));
  import_command->add_option("files", import.job.inputs, "What to read")->required();
  import_command->add_option("-o,--output", import.job.output, "Corpus file to write")->required();
  import_command->add_option("--event", import.job.settings.event,
                             "Name of the event (default: what the files say)");
  import_command
      ->add_option("--year", import.job.settings.year,
                   "Year of the event (default: what the files say)")
      ->check(CLI::Range(1000, 9999));
  import_command->add_option(
      "--tz", import.job.settings.zone,
      "IANA zone of times without one (default: what the files say, else UTC)");

  CLI::App* status = app.add_subcommand("status", "List the generations of an index; * serves");
  add_index(*status, options, "Index folder");

  CLI::App* check = app.add_subcommand(
      "check", "Verify the index, and compare it with the corpus if one is named");
  add_corpus(*check, options, false);
  add_index(*check, options, "Index folder");

  CLI::App* rollback = app.add_subcommand("rollback", "Serve an earlier generation again");
  rollback->add_option("generation", generation, "Which one (default: the one before the current)");
  add_index(*rollback, options, "Index folder");

  paperfind::AuthorityOptions authority_options;
  const CLI::App* authority = paperfind::add_authority_commands(app, authority_options);

  if (argc > 1 && argv[1] == std::string_view(paperfind::kCompleteCommand)) {
    const char* index = std::getenv("PAPERFIND_DB");
    std::fputs(
        paperfind::complete(app, {argv + 2, argv + argc}, index == nullptr ? "" : index).c_str(),
        stdout);
    return paperfind::kExitOk;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    return usage_error(explain(app, error));
  }
  if (!find_index(*app.get_subcommands().front(), options) && !diff->parsed()) {
    return usage_error("which index? Name its folder with --db, or in PAPERFIND_DB");
  }
  if (build->parsed()) return paperfind::run_build(options);
  if (update->parsed()) return paperfind::run_update(options);
  if (watch->parsed()) return paperfind::run_watch(options);
  if (lint->parsed()) return paperfind::run_lint(options, all_remarks);
  if (diff->parsed() && of_overrides->count() > 0) return paperfind::run_diff_overrides(options);
  if (diff->parsed() && after->count() == 0) {
    return usage_error("diff compares two: name the old and the new one");
  }
  if (diff->parsed()) return paperfind::run_diff(compared, options);
  if (validate->parsed()) return paperfind::run_validate(options);
  if (import_command->parsed()) return paperfind::run_import(import);
  if (status->parsed()) return paperfind::run_status(options.index);
  if (check->parsed()) return paperfind::run_check(options);
  authority_options.quiet = options.quiet;
  if (authority->parsed()) return paperfind::run_authority(*authority, authority_options);
  return paperfind::run_rollback(options.index, generation);
}

// Where the disk is full at a commit, Xapian (1.4.22) throws on what nobody threw, and that is the
// end: no exception reaches us. What was written is cleared away by the next build.
[[noreturn]] void end_at_once() {
  if (std::current_exception() != nullptr) std::abort();
  std::fputs(
      "paperfind-indexer: the index library gave up while writing; nothing was published (see "
      "whether the disk is full or fails)\n",
      stderr);
  std::_Exit(paperfind::kExitIo);
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(end_at_once);
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "paperfind-indexer: internal error: %s\n", error.what());
    return paperfind::kExitInternal;
  }
}
