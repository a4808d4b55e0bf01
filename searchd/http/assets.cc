#include "searchd/http/assets.h"

#include <functional>

#include "engine/base/sha256.h"
#include "engine/render/embed_lines.h"
#include "searchd/embedded.h"

namespace paperfind {
namespace {

constexpr std::string_view kFolder = "static/";
constexpr std::string_view kUrl = "/assets/";

struct TypeRow {
  std::string_view suffix;
  std::string_view content_type;
};

constexpr TypeRow kTypes[] = {
    {".css", "text/css; charset=utf-8"},       {".svg", "image/svg+xml"},
    {".js", "text/javascript; charset=utf-8"}, {".json", "application/json"},
    {".txt", "text/plain; charset=utf-8"},     {".xml", "application/xml"},
};

std::string_view type_of(std::string_view name) {
  for (const TypeRow& row : kTypes) {
    if (name.ends_with(row.suffix)) return row.content_type;
  }
  return "application/octet-stream";
}

}  // namespace

Assets::Assets() {
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.name.starts_with(kFolder)) continue;
    const std::string name(file.name.substr(kFolder.size()));
    Asset asset{file.bytes, type_of(name), sha256_hex(file.bytes), false};
    by_name_[name] = asset;
    asset.hashed = true;
    const std::string hashed = hashed_asset_path(name, file.bytes).substr(kUrl.size());
    by_name_[hashed] = asset;
    hashed_name_[name] = hashed;
  }
}

const Asset* Assets::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &found->second;
}

std::string Assets::path_of(std::string_view name) const {
  const auto found = hashed_name_.find(name);
  return std::string(kUrl) + (found == hashed_name_.end() ? std::string(name) : found->second);
}

}  // namespace paperfind
