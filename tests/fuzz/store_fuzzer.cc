// Any bytes in the small files an index or a corpus is steered by: MANIFEST.json, SHARDS, CURRENT
// and overrides.jsonl are read, or refused with what is wrong.
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/record/corpus_overrides.h"
#include "engine/store/generation.h"
#include "engine/store/manifest.h"
#include "engine/store/shard_places.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

void check_error(const Error& error, std::string_view text) {
  expect(error.code == ErrorCode::InvalidData, "a wrong file is invalid data", text);
  expect(!error.message.empty() && !error.where.empty(), "a refusal says what and where", text);
}

void check_manifest(std::string_view text) {
  const Result<Manifest> manifest = parse_manifest(text);
  if (!manifest.ok()) return check_error(manifest.error(), text);
  expect(manifest->shards >= manifest->built_shards && manifest->built_shards >= 1,
         "a manifest has shards", text);
  const std::string written = to_text(*manifest);
  const Result<Manifest> again = parse_manifest(written);
  expect(again.ok() && to_text(*again) == written, "a manifest in its one form says the same",
         text);
}

void check_shards(std::string_view text) {
  const Result<ShardPlaces> places = parse_shard_places(text, "SHARDS");
  if (!places.ok()) return check_error(places.error(), text);
  std::string written;
  for (const auto& [shard, servers] : *places) {
    expect(!servers.empty(), "a shard that is elsewhere is somewhere", text);
    written += shard_name(shard) + " remote";
    for (const ShardServer& server : servers) written += " " + server.address();
    written += "\n";
  }
  const Result<ShardPlaces> again = parse_shard_places(written, "SHARDS");
  expect(again.ok() && *again == *places, "places written out are the same places", text);
}

void check_current(const TempDir& folder, std::string_view text) {
  write_text(folder / "CURRENT", text);
  const Result<std::string> name = current_generation(folder.path());
  if (!name.ok()) return check_error(name.error(), text);
  expect(is_generation_name(*name), "CURRENT names a generation", text);
}

void check_overrides(const TempDir& folder, std::string_view text) {
  write_text(folder / kOverridesFile, text);
  std::vector<Finding> findings;
  const auto overrides = read_overrides_of_corpus(folder / kOverridesFile, findings);
  expect(overrides.ok(), "a file that can be read is read", text);
  for (const Finding& finding : findings) {
    expect(!finding.message.empty() && finding.position.line > 0, "a finding names its line", text);
  }
  OverrideLog log;
  OverrideBook book(*overrides, &log);
  for (const CorpusOverride& one : *overrides) {
    const SchemaKind kind = one.kind == "paper"     ? SchemaKind::Paper
                            : one.kind == "session" ? SchemaKind::Session
                            : one.kind == "event"   ? SchemaKind::Event
                                                    : SchemaKind::ScheduleEntry;
    nlohmann::json record = {{"id", one.id}, {"title", "Old"}, {"authors", {{{"name", "Ana"}}}}};
    expect(book.apply(kind, record) == &one, "an override finds its record", text);
    expect(record["id"] == one.id, "an override leaves the id alone", text);
    is_set_by(one, "/title");
    is_set_by(one, "/authors/0/name");
  }
  expect(log.size() == overrides->size(), "each is noted", text);
}

}  // namespace

int fuzz_store(const std::uint8_t* data, std::size_t size) {
  static const TempDir folder;
  FuzzInput input(data, size);
  const std::uint8_t file = input.byte();
  switch (file % 4) {
    case 0:
      check_manifest(input.rest());
      break;
    case 1:
      check_shards(input.rest());
      break;
    case 2:
      check_current(folder, input.rest());
      break;
    default:
      check_overrides(folder, input.rest());
  }
  return 0;
}

}  // namespace paperfind::testing
