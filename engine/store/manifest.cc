#include "engine/store/manifest.h"

#include <fmt/format.h>
#include <xapian.h>

#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/schema/fields.h"
#include "engine/text/analyzer.h"
#include "engine/text/locale_names.h"

namespace paperfind {
namespace {

constexpr const char* kAdvice = "rebuild the index or roll back";

// The library would make another number of one that does not fit, and one of a fraction.
template <typename Number>
bool read_whole(const nlohmann::json& value, Number& out) {
  const auto keep = [&out](auto number) {
    if (!std::in_range<Number>(number)) return false;
    out = static_cast<Number>(number);
    return true;
  };
  if (value.is_number_unsigned()) return keep(value.get<std::uint64_t>());
  return value.is_number_integer() && keep(value.get<std::int64_t>());
}

// `optional`: what is not there stays as it is.
template <typename Number>
Status read_number(const nlohmann::json& json, const std::string& key, Number& out,
                   bool optional = false) {
  if (optional && !json.contains(key)) return {};
  if (read_whole(json.at(key), out)) return {};
  return Error{ErrorCode::InvalidData,
               fmt::format("{} is {}, which is no number it can be", key, json.at(key).dump()),
               std::string(kManifestName), kAdvice};
}

Status read_numbers(const nlohmann::json& json, Manifest& manifest) {
  for (Status read :
       {read_number(json, "schema", manifest.schema_version),
        read_number(json, "analyzer", manifest.analyzer_version),
        read_number(json, "papers", manifest.papers),
        read_number(json, "sessions", manifest.sessions),
        read_number(json, "institutions", manifest.institutions),
        read_number(json, "people", manifest.people), read_number(json, "shards", manifest.shards),
        read_number(json, "next_visible", manifest.next_visible, true),
        read_number(json, "built_shards", manifest.built_shards, true)}) {
    if (!read.ok()) return read;
  }
  return {};
}

Status read_files(const nlohmann::json& json, Manifest& manifest) {
  for (const auto& [path, file] : json.at("files").items()) {
    ManifestFile& kept = manifest.files[path];
    file.at("sha256").get_to(kept.sha256);
    if (Status read = read_number(file, "size", kept.size); !read.ok()) return read;
  }
  return {};
}

}  // namespace

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
    json.at("xapian").get_to(manifest.xapian_version);
    json.at("icu").get_to(manifest.icu_version);
    json.at("unicode").get_to(manifest.unicode_version);
    json.at("fingerprint").get_to(manifest.fingerprint);
    manifest.source = json.value("source", "");
    manifest.shard_uuids = json.value("shard_uuids", std::vector<std::string>());
    for (const Status& read : {read_numbers(json, manifest), read_files(json, manifest)}) {
      if (!read.ok()) return read.error();
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
                 std::string(kManifestName), kAdvice};
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
