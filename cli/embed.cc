#include "cli/commands.h"
#include "cli/remote.h"
#include "engine/render/embed_lines.h"

namespace paperfind::cli {

Outcome run_embed(const Place& place) {
  Outcome outcome;
  if (place.url.empty()) {
    outcome.error = Error{ErrorCode::InvalidInput,
                          "embed needs the address visitors reach the daemon at",
                          {},
                          "paperfind embed --url https://search.example.org"};
    return outcome;
  }
  std::string base = place.url;
  while (base.ends_with('/')) base.pop_back();
  // The daemon's own script: one of another version has another hash.
  const auto script = fetch(base, "/assets/" + std::string(kEmbedScript));
  if (!script.ok()) {
    outcome.error = script.error();
    return outcome;
  }
  outcome.out = embed_lines(base, embedded_script(*script));
  return outcome;
}

}  // namespace paperfind::cli
