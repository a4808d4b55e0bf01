// Files of web/ compiled into the daemon: it serves nothing from disk unless told to.
#pragma once

#include <span>
#include <string_view>

namespace paperfind {

struct EmbeddedFile {
  std::string_view name;  // "templates/search.mustache", "static/site.css"
  std::string_view bytes;
};

// In order of name. The table is made by searchd/embed.cmake.
std::span<const EmbeddedFile> embedded_files();

}  // namespace paperfind
