// What handlers work with; made once by main.
#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <string>

#include "engine/base/lru_cache.h"
#include "searchd/http/assets.h"
#include "searchd/http/message.h"
#include "searchd/http/router.h"
#include "searchd/http/searcher_pool.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

struct BuildInfo {
  std::string version;  // "0.1.0"
  std::string id;       // of the program's own bytes: part of every ETag
};

struct Context {
  SearcherPool& pool;
  const TemplateSet& templates;
  const Assets& assets;
  BuildInfo build;
  // How long caches may keep answers without asking; 0: they ask each time.
  std::chrono::seconds cache{0};
  // Answers from the index under their ETags, as they went out.
  LruCache<HttpResponse>& answers;
  // Every path of this front.
  std::span<const Route> routes = all_routes();
  // For the front that serves it.
  std::function<std::string()> metrics_text = {};
};

// The look of pages over `snapshot`, which may be null before anything serves. Its absolute
// addresses begin as site.json says, else with the host that was asked.
Site site_for(const Context& context, const Snapshot* snapshot, const HttpRequest& request);

}  // namespace paperfind
