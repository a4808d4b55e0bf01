#include "indexer/update.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/parallel.h"
#include "engine/store/catalog.h"
#include "engine/store/snapshot.h"
#include "indexer/interrupt_guard.h"
#include "indexer/refusal.h"
#include "indexer/small_shard.h"
#include "indexer/update_writer.h"
#include "indexer/verify.h"

namespace paperfind {
namespace {

// Of the papers of the large shard, those that may be hidden in it, or be in the small one: more
// make searching slower, and a build in full is not far then.
constexpr std::size_t kChangedOf = 20;
constexpr std::size_t kFewChanged = 100;

// The generation an update starts from.
struct Base {
  std::shared_ptr<const Snapshot> snapshot;
  RecordDigests records;
};

// What is made of a damaged table would look sound.
Status verify_tables(const Snapshot& snapshot, std::size_t jobs) {
  std::vector<std::pair<std::string, ManifestFile>> tables;
  for (const auto& [name, file] : snapshot.manifest().files) {
    if (name.starts_with("columns/")) tables.emplace_back(name, file);
  }
  return for_each_item(tables.size(), jobs, [&] {
    return [&](std::size_t item) {
      return verify_file(snapshot.path(), tables[item].first, tables[item].second);
    };
  });
}

Result<Base> open_base(const BuildOptions& options) {
  Result<std::shared_ptr<const Snapshot>> snapshot = Snapshot::open_current(options.index);
  if (!snapshot.ok()) return snapshot.error();
  for (const char* name : {"columns/records.bin", "columns/title_forms.bin"}) {
    if ((*snapshot)->manifest().files.contains(name)) continue;
    return Error{ErrorCode::NotFound, fmt::format("{} has no {}", (*snapshot)->name(), name)};
  }
  if (Status sound = verify_tables(**snapshot, options.jobs); !sound.ok()) return sound.error();
  Result<RecordDigests> records = RecordDigests::load((*snapshot)->path() / "columns");
  if (!records.ok()) return records.error();
  const Manifest& manifest = (*snapshot)->manifest();
  if (records->size() != manifest.papers) {
    return Error{ErrorCode::InvalidData, "it tells of other papers than it has"};
  }
  return Base{std::move(snapshot).value(), std::move(records).value()};
}

// What hides or stands beside documents of the large shard.
struct ShardUse {
  std::size_t large = 0, hidden = 0, small = 0;
  [[nodiscard]] bool too_much() const {
    return std::max(hidden, small) > std::max(large / kChangedOf, kFewChanged);
  }
};

ShardUse use_of_shards(const Snapshot& before, const KnownPapers& known, std::size_t fresh) {
  ShardUse use;
  use.large = built_papers(before);
  const auto built = static_cast<std::size_t>(before.manifest().built_shards);
  std::size_t kept = 0;
  for (DocId doc = 1; doc <= known.size(); ++doc) {
    if (known.kept()[doc] && before.shard_map().place(doc).shard < built) ++kept;
  }
  use.hidden = use.large - kept;
  use.small = known.kept_count() - kept + fresh;
  return use;
}

UpdateOutcome in_full(std::string why) { return {std::move(why), {}}; }

// Why nothing that a corpus without its papers says lets an update start, if so.
std::string reason_of(const Base& base, const CorpusStart& corpus) {
  if (!corpus.findings.empty()) return "the corpus has mistakes";
  const Result<std::string> catalog = read_file(base.snapshot->path() / "columns" / "catalog.json");
  if (!catalog.ok() || *catalog != to_text(corpus.resolver.frame())) {
    return "sessions, people, institutions or settings changed";
  }
  return {};
}

std::vector<std::string> overridden_papers(const CorpusFrame& frame) {
  std::vector<std::string> ids;
  for (const CorpusOverride& override : frame.overrides) {
    if (override.kind == "paper") ids.push_back(override.id);
  }
  return ids;
}

Result<UpdateOutcome> write_from(const Base& base, const BuildOptions& options, OpenCorpus&& opened,
                                 GenerationWriter& writer) {
  Result<CorpusStart> corpus = read_frame(std::move(opened));
  if (!corpus.ok()) return corpus.error();
  if (std::string reason = reason_of(base, *corpus); !reason.empty())
    return in_full(std::move(reason));
  KnownPapers known(base.records, overridden_papers(corpus->resolver.frame()));
  const Result<CorpusPass> fresh =
      read_papers(std::move(corpus).value(), {writer.folder(), options.quiet, &known});
  if (!fresh.ok()) return fresh.error();
  if (!fresh->findings.empty() || known.clash()) return in_full("the corpus has mistakes");

  UpdateOutcome outcome;
  BuildReport& report = outcome.report;
  report.papers = known.kept_count() + fresh->papers.size();
  report.sessions = fresh->resolver.frame().sessions.size();
  report.hidden = fresh->hidden.count;
  report.next_visible = fresh->hidden.next;
  if (report.papers == known.size() && fresh->papers.size() == 0) {
    report.generation = base.snapshot->name();
    report.unchanged = true;
    return outcome;
  }
  if (Status kept = refuse_loss(options, report.papers); !kept.ok()) return kept.error();
  const ShardUse use = use_of_shards(*base.snapshot, known, fresh->papers.size());
  if (use.too_much()) {
    return in_full(fmt::format("{} of {} papers changed since the last time",
                               std::max(use.hidden, use.small), use.large));
  }
  Result<Manifest> manifest = write_update({*base.snapshot, base.records, known, *fresh},
                                           writer.folder(), {options.jobs, options.quiet});
  if (!manifest.ok()) return manifest.error();
  report.institutions = manifest->institutions;
  report.people = manifest->people;
  if (Status done = writer.complete(std::move(manifest).value()); !done.ok()) return done.error();
  if (Status sound = verify_update(writer.folder(), *base.snapshot, known); !sound.ok())
    return sound.error();
  return outcome;
}

}  // namespace

Result<UpdateOutcome> write_changes(const BuildOptions& options, OpenCorpus&& corpus,
                                    GenerationWriter& writer) {
  const InterruptGuard guard(writer.folder());
  const Result<std::string> current = current_generation(options.index);
  if (!current.ok() && current.error().code == ErrorCode::NotFound)
    return in_full("nothing was built here before");
  const Result<Base> base = open_base(options);
  if (!base.ok()) return in_full(base.error().to_string());
  const auto built = static_cast<std::size_t>(base->snapshot->manifest().built_shards);
  if (options.shards != 0 && options.shards != built) {
    return in_full(
        fmt::format("{} has {} shards of a build in full", base->snapshot->name(), built));
  }
  if (!same_versions(base->snapshot->manifest(), manifest_of_this_build())) {
    return in_full(fmt::format("{} was made by another version", base->snapshot->name()));
  }
  return write_from(*base, options, std::move(corpus), writer);
}

}  // namespace paperfind
