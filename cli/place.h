// Where to ask: a folder or an address, from flags, the environment, the configuration file, or the
// default folder.
#pragma once

#include <map>
#include <string>

#include "cli/options.h"
#include "engine/base/result.h"

namespace paperfind::cli {

using Environment = std::map<std::string, std::string>;

// Exactly one of the two is set.
struct Place {
  std::string db;
  std::string url;
};

// First that says something: --db or --url; PAPERFIND_DB; PAPERFIND_URL; db or url in
// $XDG_CONFIG_HOME/paperfind/config.toml; $XDG_DATA_HOME/paperfind. InvalidInput for a
// configuration file that cannot be understood, with its line.
Result<Place> find_place(const Options& options, const Environment& environment);

// The keys of a configuration file: `key = "value"` or `key = 'value'`, a line each, '#' for
// comments.
Result<std::map<std::string, std::string>> parse_config(const std::string& text,
                                                        const std::string& file);

}  // namespace paperfind::cli
