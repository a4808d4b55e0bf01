#include "indexer/refusal.h"

#include <fmt/format.h>

#include <string>
#include <tuple>

#include "engine/store/generation.h"

namespace paperfind {

Status refuse_loss(const BuildOptions& options, std::size_t papers) {
  constexpr std::size_t kKept = 4, kOf = 5;
  if (options.force || options.index.empty()) return {};
  const Result<std::string> current = current_generation(options.index);
  if (!current.ok()) return {};  // nothing serves that could be lost
  const Result<Manifest> serving = read_manifest(options.index / *current);
  if (!serving.ok() || papers * kOf >= serving->papers * kKept) return {};
  return Error{
      ErrorCode::InvalidData,
      fmt::format("the corpus has {} papers, {} serves {}: more than a fifth would be gone", papers,
                  *current, serving->papers),
      options.corpus.string(), "if they are meant to go, add --force"};
}

bool same_versions(const Manifest& a, const Manifest& b) {
  const auto versions = [](const Manifest& manifest) {
    return std::tie(manifest.schema_version, manifest.analyzer_version, manifest.xapian_version,
                    manifest.icu_version, manifest.unicode_version);
  };
  return versions(a) == versions(b);
}

}  // namespace paperfind
