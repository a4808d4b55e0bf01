#include "engine/store/manifest.h"

#include <fmt/format.h>
#include <xapian.h>

#include <nlohmann/json.hpp>

#include "engine/schema/fields.h"
#include "engine/text/analyzer.h"
#include "engine/text/locale_names.h"

namespace paperfind {

std::string to_text(const Manifest& manifest) {
  nlohmann::ordered_json json{
      {"schema", manifest.schema_version},
      {"analyzer", manifest.analyzer_version},
      {"xapian", manifest.xapian_version},
      {"icu", manifest.icu_version},
      {"unicode", manifest.unicode_version},
      {"papers", manifest.papers},
      {"sessions", manifest.sessions},
      {"institutions", manifest.institutions},
      {"people", manifest.people},
      {"shards", manifest.shards},
      {"fingerprint", manifest.fingerprint},
      {"source", manifest.source},
      {"files", nlohmann::ordered_json::object()},
  };
  if (manifest.built_shards > 1) {
    json["built_shards"] = manifest.built_shards;
    json["shard_uuids"] = manifest.shard_uuids;
  }
  if (manifest.next_visible != 0) json["next_visible"] = manifest.next_visible;
  for (const auto& [path, file] : manifest.files) {
    json["files"][path] = {{"size", file.size}, {"sha256", file.sha256}};
  }
  return json.dump(2) + "\n";
}

Result<Manifest> parse_manifest(std::string_view text) {
  try {
    const nlohmann::json json = nlohmann::json::parse(text);
    Manifest manifest;
    json.at("schema").get_to(manifest.schema_version);
    json.at("analyzer").get_to(manifest.analyzer_version);
    json.at("xapian").get_to(manifest.xapian_version);
    json.at("icu").get_to(manifest.icu_version);
    json.at("unicode").get_to(manifest.unicode_version);
    json.at("papers").get_to(manifest.papers);
    json.at("sessions").get_to(manifest.sessions);
    json.at("institutions").get_to(manifest.institutions);
    json.at("people").get_to(manifest.people);
    json.at("shards").get_to(manifest.shards);
    json.at("fingerprint").get_to(manifest.fingerprint);
    manifest.source = json.value("source", "");
    manifest.next_visible = json.value("next_visible", std::int64_t{0});
    manifest.built_shards = json.value("built_shards", 1);
    manifest.shard_uuids = json.value("shard_uuids", std::vector<std::string>());
    for (const auto& [path, file] : json.at("files").items()) {
      manifest.files[path] = {file.at("size").get<std::uint64_t>(),
                              file.at("sha256").get<std::string>()};
    }
    if (manifest.shards < 1 || manifest.shards > kMostShards) {
      return Error{ErrorCode::InvalidData, fmt::format("shards must be 1..{}", kMostShards),
                   std::string(kManifestName)};
    }
    const int built = manifest.built_shards;
    const std::size_t uuids = built > 1 ? static_cast<std::size_t>(built) : 0;
    if (built < 1 || built > manifest.shards || manifest.shard_uuids.size() != uuids) {
      return Error{ErrorCode::InvalidData, "built_shards and shard_uuids do not fit together",
                   std::string(kManifestName)};
    }
    return manifest;
  } catch (const nlohmann::json::exception& error) {
    return Error{ErrorCode::InvalidData, fmt::format("is not a manifest: {}", error.what()),
                 std::string(kManifestName), "rebuild the index or roll back"};
  }
}

Manifest manifest_of_this_build() {
  Manifest manifest;
  manifest.schema_version = kSchemaVersion;
  manifest.analyzer_version = kAnalyzerVersion;
  manifest.xapian_version = Xapian::version_string();
  manifest.icu_version = icu_version();
  manifest.unicode_version = unicode_version();
  return manifest;
}

Status check_readable(const Manifest& manifest) {
  const auto refuse = [](std::string_view what, int theirs, int ours) {
    return Error{
        ErrorCode::Unsupported,
        fmt::format("the index has {} version {}, this program reads {}", what, theirs, ours),
        std::string(kManifestName), "run paperfind-indexer build with this version"};
  };
  if (manifest.schema_version != kSchemaVersion) {
    return refuse("schema", manifest.schema_version, kSchemaVersion);
  }
  if (manifest.analyzer_version != kAnalyzerVersion) {
    return refuse("analyzer", manifest.analyzer_version, kAnalyzerVersion);
  }
  return {};
}

}  // namespace paperfind
