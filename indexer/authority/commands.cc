#include "indexer/authority/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "engine/base/exit_code.h"
#include "engine/schema/authority.h"
#include "indexer/authority/authority_file.h"
#include "indexer/authority/labelled.h"
#include "indexer/authority/report.h"
#include "indexer/commands.h"

namespace paperfind {
namespace {

double percent(std::size_t part, std::size_t all) {
  return all == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
}

int run_report(const AuthorityOptions& options) {
  const Result<AuthorityReport> report =
      report_authority(options.corpus, options.authority, options.lines);
  if (!report.ok()) return fail(report.error());
  for (const Finding& finding : report->findings) fmt::print(stderr, "{}\n", finding.to_string());
  fmt::print(
      "# {} of {} affiliations of papers name a known institution ({:.1f} %), {} of {} distinct "
      "ones ({:.1f} %)\n# {} of {} papers have one that is not known\n# papers, affiliation, "
      "nearest\n",
      report->matched, report->mentions, percent(report->matched, report->mentions),
      report->distinct_matched, report->distinct,
      percent(report->distinct_matched, report->distinct), report->papers_unmatched,
      report->papers);
  for (const UnmatchedAffiliation& one : report->unmatched)
    fmt::print("{}\t{}\t{}\n", one.papers, one.raw, fmt::join(one.nearest, "; "));
  return report->findings.empty() ? kExitOk : kExitBadData;
}

int run_labelled(const AuthorityOptions& options) {
  const Result<std::vector<LabelledAffiliation>> labelled = read_labelled(options.labelled);
  if (!labelled.ok()) return fail(labelled.error());
  Result<std::vector<Institution>> records = read_institutions(options.authority);
  if (!records.ok()) return fail(records.error());
  const Result<InstitutionAuthority> authority =
      InstitutionAuthority::create(std::move(records).value());
  if (!authority.ok()) return fail(authority.error());
  const AuthorityScore score = score_authority(*authority, *labelled);
  for (const std::string& mistake : score.mistakes)
    fmt::print("{}:{}\n", options.labelled.string(), mistake);
  fmt::print("{} affiliations: precision {:.1f} % ({} of {}), recall {:.1f} % ({} of {})\n",
             score.affiliations, 100 * score.precision(), score.right, score.found,
             100 * score.recall(), score.right, score.labelled);
  return kExitOk;
}

int run_merge(const AuthorityOptions& options) {
  const auto folder = authority_folder(options.corpus, options.authority);
  Result<std::vector<Institution>> records = read_institutions(folder);
  if (!records.ok()) return fail(records.error());
  Status done = merge_institutions(*records, options.from, options.into);
  if (done.ok()) done = write_institutions(folder, std::move(records).value());
  if (!done.ok()) return fail(done.error());
  if (!options.quiet) fmt::print("{} leads to {} now\n", options.from, options.into);
  return kExitOk;
}

int run_split(const AuthorityOptions& options) {
  const auto folder = authority_folder(options.corpus, options.authority);
  Result<std::vector<Institution>> records = read_institutions(folder);
  if (!records.ok()) return fail(records.error());
  Status done =
      split_institution(*records, {options.from, options.into, options.name, options.moved});
  if (done.ok()) done = write_institutions(folder, std::move(records).value());
  if (!done.ok()) return fail(done.error());
  if (!options.quiet) fmt::print("{} stands apart from {} now\n", options.into, options.from);
  return kExitOk;
}

void add_places(CLI::App& command, AuthorityOptions& options) {
  command.add_option("corpus", options.corpus, "Corpus folder, or one .json or .jsonl file")
      ->required();
  command.add_option("--authority", options.authority,
                     "Folder of institutions.json and people.json (default: authority/ in the "
                     "corpus)");
}

}  // namespace

CLI::App* add_authority_commands(CLI::App& app, AuthorityOptions& options) {
  CLI::App* authority =
      app.add_subcommand("authority", "See what the authority file does not know, and change it");
  authority->require_subcommand(1);
  CLI::App* report = authority->add_subcommand(
      "report", "List affiliations it does not know, those on most papers first");
  add_places(*report, options);
  report->add_option("-n,--lines", options.lines, "How many to list, 0 for all (default: 50)");

  CLI::App* merge = authority->add_subcommand("merge", "Make one institution of two");
  add_places(*merge, options);
  merge->add_option("from", options.from, "Id of the one that goes")->required();
  merge->add_option("into", options.into, "Id of the one that stays")->required();

  CLI::App* split = authority->add_subcommand(
      "split", "Make an institution of some names of another, or undo a merge");
  add_places(*split, options);
  split->add_option("from", options.from, "Id of the one they are taken from")->required();
  split->add_option("id", options.into, "Id of the new one")->required();
  split->add_option("names", options.moved, "Aliases and acronyms that go with it");
  split->add_option("--name", options.name, "Canonical name of the new one");

  CLI::App* check = authority->add_subcommand(
      "check", "Precision and recall on affiliations labelled by hand: ids, a tab, the string");
  check->add_option("file", options.labelled, "The labelled affiliations")->required();
  check->add_option("--authority", options.authority,
                    "Folder of institutions.json (default: the built-in institutions)");
  return authority;
}

int run_authority(const CLI::App& authority, const AuthorityOptions& options) {
  const std::string command = authority.get_subcommands().front()->get_name();
  if (command == "report") return run_report(options);
  if (command == "merge") return run_merge(options);
  if (command == "split") return run_split(options);
  return run_labelled(options);
}

}  // namespace paperfind
