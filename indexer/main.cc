#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "engine/base/exit_code.h"
#include "indexer/commands.h"

namespace {

using paperfind::BuildOptions;
using paperfind::ImportOptions;

// Flags shared by the commands that read a corpus or an index.
void add_index(CLI::App& command, BuildOptions& options) {
  command.add_option("--db", options.index, "Index folder")->envname("PAPERFIND_DB")->required();
}
void add_corpus(CLI::App& command, BuildOptions& options, bool required) {
  auto* corpus =
      command.add_option("corpus", options.corpus, "Corpus folder, or one .json or .jsonl file");
  if (required) corpus->required();
  command.add_option(
      "--authority", options.authority,
      "Folder of institutions.json and people.json (default: authority/ in the corpus)");
}

int run(int argc, char** argv) {
  CLI::App app{"Builds and keeps the index that paperfind searches.", "paperfind-indexer"};
  app.set_version_flag("--version", std::string("paperfind-indexer ") + PAPERFIND_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  BuildOptions options;
  ImportOptions import;
  std::string generation;
  app.add_flag("-q,--quiet", options.quiet, "Say nothing but what went wrong");
  app.fallthrough();

  CLI::App* build =
      app.add_subcommand("build", "Index a corpus and publish it as a new generation");
  add_corpus(*build, options, true);
  build->add_option("--db", options.index, "Index folder, made if missing")
      ->envname("PAPERFIND_DB")
      ->required();
  build->add_flag("--dry-run", options.dry_run, "Read and check the corpus, write nothing");

  CLI::App* validate =
      app.add_subcommand("validate", "Check a corpus: file, line, column, and what to do");
  add_corpus(*validate, options, true);

  CLI::App* import_command =
      app.add_subcommand("import", "Turn what organisers have into a corpus file");
  import_command->add_option("kind", import.kind, "jsonl or program-page")
      ->required()
      ->check(CLI::IsMember({"jsonl", "program-page"}));
  import_command->add_option("files", import.inputs, "What to read")->required();
  import_command->add_option("-o,--output", import.output, "Corpus file to write")->required();

  CLI::App* status = app.add_subcommand("status", "List the generations of an index; * serves");
  add_index(*status, options);

  CLI::App* check = app.add_subcommand(
      "check", "Verify the index, and compare it with the corpus if one is named");
  add_corpus(*check, options, false);
  add_index(*check, options);

  CLI::App* rollback = app.add_subcommand("rollback", "Serve an earlier generation again");
  rollback->add_option("generation", generation, "Which one (default: the one before the current)");
  add_index(*rollback, options);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? paperfind::kExitOk : paperfind::kExitUsage;
  }
  if (build->parsed()) return paperfind::run_build(options);
  if (validate->parsed()) return paperfind::run_validate(options);
  if (import_command->parsed()) return paperfind::run_import(import);
  if (status->parsed()) return paperfind::run_status(options.index);
  if (check->parsed()) return paperfind::run_check(options);
  return paperfind::run_rollback(options.index, generation);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "paperfind-indexer: internal error: %s\n", error.what());
    return paperfind::kExitInternal;
  }
}
