#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/base/exit_code.h"
#include "engine/base/utf8.h"
#include "indexer/commands.h"
#include "indexer/corpus_pass.h"

namespace paperfind {
namespace {

// An abstract is too long for a line.
std::string shown(const std::string& json) {
  return json.empty() ? "nothing" : shortened(json, 80);
}

void print(const OverrideEffect& effect) {
  const bool changes = !effect.keys.empty();
  fmt::print("{} {} {}{}\n", changes ? '~' : '=', effect.kind, effect.id,
             changes ? "" : "  nothing: the record says so itself");
  for (const ChangedKey& key : effect.keys) {
    fmt::print("    {}: {} -> {}\n", key.key, shown(key.before), shown(key.after));
  }
}

}  // namespace

int run_diff_overrides(const BuildOptions& options) {
  Result<CorpusPass> corpus = read_corpus(options.corpus, options.authority, {}, options.quiet);
  if (!corpus.ok()) return fail(corpus.error());
  if (!corpus->findings.empty()) return fail(corpus->findings, "mend these first");
  OverrideLog& log = corpus->overrides;
  std::sort(log.begin(), log.end(), [](const OverrideEffect& a, const OverrideEffect& b) {
    return a.position.line < b.position.line;
  });
  for (const OverrideEffect& effect : log) print(effect);
  const auto idle = std::count_if(log.begin(), log.end(),
                                  [](const OverrideEffect& effect) { return effect.keys.empty(); });
  if (!options.quiet) {
    fmt::print("overrides: {} change something, {} nothing\n",
               log.size() - static_cast<std::size_t>(idle), idle);
  }
  return kExitOk;
}

}  // namespace paperfind
