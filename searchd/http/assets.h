// Files served as they are: the ones compiled in, nothing from disk.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace paperfind {

struct Asset {
  std::string_view bytes;
  std::string_view content_type;
  std::string hash;     // of the bytes; its ETag
  bool hashed = false;  // this name holds the hash, so what is behind it never changes
};

// Each file of web/static under its own name ("site.css") and under one with its hash
// ("site.3f9a1c2b.css").
class Assets {
 public:
  Assets();
  // Null when there is none of that name.
  [[nodiscard]] const Asset* find(std::string_view name) const;
  // "/assets/site.3f9a1c2b.css" for "site.css"; the plain path for a name that is unknown.
  [[nodiscard]] std::string path_of(std::string_view name) const;

 private:
  std::map<std::string, Asset, std::less<>> by_name_;
  std::map<std::string, std::string, std::less<>> hashed_name_;
};

}  // namespace paperfind
