#include "engine/render/embed_lines.h"

#include "engine/base/sha256.h"
#include "engine/render/html_escape.h"

namespace paperfind {

std::string hashed_asset_path(std::string_view name, std::string_view bytes) {
  const std::size_t dot = name.rfind('.');
  const std::string_view suffix = dot == std::string_view::npos ? "" : name.substr(dot);
  return "/assets/" + std::string(name.substr(0, dot)) + "." + sha256_hex(bytes).substr(0, 12) +
         std::string(suffix);
}

EmbeddedScript embedded_script(std::string_view bytes) {
  return {hashed_asset_path(kEmbedScript, bytes), integrity_of(bytes)};
}

std::string embed_lines(const std::string& base_url, const EmbeddedScript& script) {
  const std::string at = html_escape(base_url);
  return "<script type=\"module\" src=\"" + at + script.path + "\"\n  integrity=\"" +
         script.integrity + "\" crossorigin></script>\n<paper-search src=\"" + at +
         "\">\n  <form action=\"" + at +
         "/search\" role=\"search\">\n"
         "    <label>Search papers <input type=\"search\" name=\"q\"></label> "
         "<button>Search</button>\n"
         "  </form>\n"
         "</paper-search>\n";
}

}  // namespace paperfind
