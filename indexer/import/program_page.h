// Imports the scraped text of a symposium's programme page: sessions, talks, people and times, as a
// corpus file. docs/overrides.md says what a maintainer adds by hand, and how.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"
#include "indexer/import/overrides.h"

namespace paperfind {

// A line of the page that could not be placed, or not for sure.
struct PageWarning {
  std::size_t line = 0;  // from 1
  std::string text;      // at most 160 bytes of it
  std::string reason;
};

// Lines left out on purpose: the introduction, everything after "Schedule subject to change".
struct PageIgnored {
  std::size_t first = 0;  // line numbers, both ends included
  std::size_t last = 0;
  std::size_t lines = 0;  // non-blank ones
  std::string reason;
};

struct ProgramPageImport {
  EventFile file;
  std::vector<PageWarning> warnings;
  std::vector<PageIgnored> ignored;
  // Every non-blank line of the page is placed, ignored or warned of: the three add up.
  std::size_t lines = 0;
  std::size_t placed = 0;
};

// `event_id` names the event and starts every id. `known_institutions` are names from an authority
// file: they help to tell where an institution ends and the next person starts, and never change a
// record otherwise. InvalidData: no line of the page is a time range, the page gives no date or
// zone and the overrides neither, or an override matches nothing.
Result<ProgramPageImport> import_program_page(std::string_view page_text, std::string_view event_id,
                                              const Overrides& overrides,
                                              std::span<const std::string> known_institutions = {});

// The command `import program-page PAGE -o OUT.json`: the event's id is the stem of OUT, overrides
// are read from "PAGE without extension.overrides.json", institution names from
// "authority/institutions.json" beside OUT, both if there. OUT is replaced whole or not at all.
Result<ProgramPageImport> run_program_page_import(const std::filesystem::path& page,
                                                  const std::filesystem::path& output);

// What the command prints: "22 papers, 5 sessions, …", then a line a warning: "PAGE:12: warning: …
// : text".
std::string describe(const ProgramPageImport& import, const std::string& page_name);

// Names, aliases and acronyms of an authority file's text; InvalidData when it is no such file.
Result<std::vector<std::string>> institution_names(std::string_view authority_text);

}  // namespace paperfind
