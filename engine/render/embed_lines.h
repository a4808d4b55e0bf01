// The lines that put the search box on another site's page.
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

// The script's name below /assets.
inline constexpr std::string_view kEmbedScript = "paper-search.js";

struct EmbeddedScript {
  std::string path;       // "/assets/paper-search.3f9a1c2b0d4e.js"
  std::string integrity;  // "sha384-…": a browser refuses any other script
};

// "/assets/site.3f9a1c2b0d4e.css" for "site.css" and its bytes: what is behind it never changes.
std::string hashed_asset_path(std::string_view name, std::string_view bytes);

// The script of these bytes.
EmbeddedScript embedded_script(std::string_view bytes);

// `base_url`: where the daemon is for visitors, without a slash at the end.
std::string embed_lines(const std::string& base_url, const EmbeddedScript& script);

}  // namespace paperfind
