#include "searchd/http/accept.h"

#include <algorithm>
#include <string>

#include "engine/base/ascii.h"

namespace paperfind {
namespace {

// "text/csv;q=0.5" → "text/csv" and 500; a weight that cannot be read counts as none.
struct Preference {
  std::string type;
  int weight = 1000;
};

int weight_of(std::string_view number) {
  int weight = 0, place = 1000;
  for (const char c : number) {
    if (c == '.') continue;
    if (c < '0' || c > '9' || place == 0) return 0;
    weight += (c - '0') * place;
    place /= 10;
  }
  return std::min(weight, 1000);
}

Preference preference_of(std::string_view item) {
  std::string text = ascii_lower(item);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t'; });
  Preference preference;
  preference.type = text.substr(0, text.find(';'));
  if (const std::size_t at = text.find(";q="); at != std::string::npos) {
    const std::size_t begin = at + 3;
    preference.weight = weight_of(text.substr(begin, text.find(';', begin) - begin));
  }
  return preference;
}

}  // namespace

const ExportFormat* preferred_export(std::string_view accept) {
  Preference best{"", 0};
  while (!accept.empty()) {
    const std::size_t comma = std::min(accept.find(','), accept.size());
    Preference next = preference_of(accept.substr(0, comma));
    // Of equals the first, as they are written.
    if (!next.type.empty() && next.weight > best.weight) best = std::move(next);
    accept.remove_prefix(std::min(comma + 1, accept.size()));
  }
  for (const ExportFormat& format : all_export_formats()) {
    if (best.type == format.media_type.substr(0, format.media_type.find(';'))) return &format;
  }
  return nullptr;
}

}  // namespace paperfind
