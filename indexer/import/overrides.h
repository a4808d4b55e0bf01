// What only a person can know about an imported page: a JSON file beside the page, applied on every
// import.
//
//   {
//     "schema": 1,
//     "event":    {"name": "…", "tz": "America/Los_Angeles", …},   keys of the event record
//     "sessions": {"<session id>": {"room": "Hall B", …}},         keys of the session record
//     "papers":   {"<paper id>": {"doi": "…", "videos": [{"url": "…"}], …}},
//     "schedule": {"<entry id>": {"title": "Lunch", …}},
//     "names":    {"<name as printed>": "<name as shown>"},
//     "ids":      {"<title as printed>": "<id>"},                  papers and sessions whose id
//     must stay "institutions": ["X, The Moonshot Factory"],                 names the page's lines
//     cannot give away "lines":    {"ignore": ["<line of the page>"], "replace": {"<line>":
//     ["<line>", …]}}
//   }
//
// A patch is a JSON merge patch (RFC 7396): null takes a key away, lists are replaced whole. Every
// key is checked, and one that matches nothing is an error: an override that has stopped working
// must not pass unseen. docs/overrides.md tells a maintainer the same.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"

namespace paperfind {

// Keys to patches, kept as JSON text.
using Patches = std::map<std::string, std::string>;

struct Overrides {
  std::string event;  // the patch, JSON text; empty for none
  Patches sessions;
  Patches papers;
  Patches schedule;
  std::map<std::string, std::string> names;
  std::map<std::string, std::string> ids;
  std::vector<std::string> institutions;
  std::vector<std::string> ignored_lines;
  std::map<std::string, std::vector<std::string>> replaced_lines;
};

// InvalidData says which JSON pointer is wrong and why. `where` names the file in messages.
Result<Overrides> parse_overrides(std::string_view text, const std::string& where);

// The file, or no overrides at all when it does not exist.
Result<Overrides> read_overrides(const std::filesystem::path& path);

// "pages/sym.txt" → "pages/sym.overrides.json".
std::filesystem::path overrides_path(const std::filesystem::path& page);

// The event with its patch; called before times are computed, because they hang on days and zone.
Result<Event> patch_event(const Event& event, const Overrides& overrides);

// Sessions, papers and schedule entries with their patches. An id that no record has is an error.
Status patch_records(EventFile& file, const Overrides& overrides);

}  // namespace paperfind
