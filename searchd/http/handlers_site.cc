#include <string>

#include "engine/base/nlohmann_json.h"
#include "engine/render/embed_lines.h"
#include "searchd/http/answer.h"
#include "searchd/http/handlers.h"
#include "searchd/pages/opensearch.h"

namespace paperfind {
namespace {

HttpResponse asset_response(const Call& call, const Context& context, std::string_view name) {
  const Asset* asset = context.assets.find(name);
  if (asset == nullptr) {
    return error_response(call, context, {ErrorCode::NotFound, "There is no such file."});
  }
  HttpResponse response;
  const std::string etag =
      '"' + asset->hash.substr(0, 24) + (call.request.accepts_gzip ? "-gzip\"" : "\"");
  if (etag_matches(call.request.if_none_match, etag)) {
    response.status = 304;
  } else {
    response.content_type = asset->content_type;
    response.body = asset->bytes;
  }
  response.headers.emplace_back("ETag", etag);
  if (asset->hashed) {
    response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  }
  return response;
}

}  // namespace

Site site_for(const Context& context, const Snapshot* snapshot, const HttpRequest& request) {
  Site site = snapshot == nullptr ? site_of(Catalog()) : site_of(snapshot->catalog());
  if (site.address.empty()) site.address = site_address(request.host);
  site.css_path = context.assets.path_of("site.css");
  site.icon_path = context.assets.path_of("favicon.svg");
  site.script_path = context.assets.path_of(kEmbedScript);
  site.zone_script_path = context.assets.path_of("own-zone.js");
  return site;
}

HttpResponse get_healthz(const Call& /*call*/, const Context& /*context*/) {
  return text_response(200, "ok\n");
}

HttpResponse get_readyz(const Call& call, const Context& context) {
  if (!context.pool.generation().empty()) return text_response(200, "ready\n");
  return error_response(call, context, {ErrorCode::Unavailable, "no index is open"});
}

HttpResponse get_version(const Call& /*call*/, const Context& context) {
  nlohmann::ordered_json out = {
      {"name", "paperfind"}, {"version", context.build.version}, {"build", context.build.id}};
  const std::shared_ptr<const Snapshot> snapshot = context.pool.snapshot();
  out["generation"] = snapshot ? nlohmann::ordered_json(snapshot->name()) : nullptr;
  if (snapshot) {
    const Manifest& manifest = snapshot->manifest();
    out["papers"] = manifest.papers;
    out["sessions"] = manifest.sessions;
    out["institutions"] = manifest.institutions;
    out["people"] = manifest.people;
    out["schema"] = manifest.schema_version;
    out["analyzer"] = manifest.analyzer_version;
    const ShardReport shards = context.pool.shards();
    out["shards"] = {{"total", shards.total}, {"missing", shards.missing}};
  }
  return json_response(out.dump() + "\n");
}

HttpResponse get_asset(const Call& call, const Context& context) {
  return asset_response(call, context, call.values.front());
}

HttpResponse get_favicon(const Call& call, const Context& context) {
  return asset_response(call, context, "favicon.svg");
}

}  // namespace paperfind
