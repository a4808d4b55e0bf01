// The API's JSON answers as text for people. A JSON document of another shape throws nlohmann's
// exception.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/values.h"

namespace paperfind::cli {

// What was asked, in the person's words.
struct Asked {
  std::string query;
  std::vector<ResolvedFilter> filters;
};

// "12 papers for keyword spotting at Infineon  (generation gen-…)"
std::string result_header(const nlohmann::ordered_json& answer, const Asked& asked,
                          const Screen& screen);
// Each paper of a page: title; who, when and where; id; snippet.
std::string result_rows(const nlohmann::ordered_json& answer, const Screen& screen);

// A facet of a search answer, or the answer of /facets/{name}.
std::string facet_table(const nlohmann::ordered_json& facet, std::string_view name,
                        const Screen& screen);
// Which facets there are.
std::string facet_list_table(const nlohmann::ordered_json& answer, const Screen& screen);

// The answer of /suggest.
std::string suggestion_table(const nlohmann::ordered_json& answer, const Screen& screen);

// Everything about one paper.
std::string paper_card(const nlohmann::ordered_json& paper, const Screen& screen);

// How the query was read, where that differs from what was typed: corrections, words given up,
// notices.
std::vector<std::string> notes_of(const nlohmann::ordered_json& answer);
// Which other names of the words were searched.
std::vector<std::string> synonym_notes_of(const nlohmann::ordered_json& answer);

// "Mon 28 Mar 2022 09:30 PDT"; as given when it is no time; empty for null.
std::string time_text(const nlohmann::ordered_json& start, const nlohmann::ordered_json& zone);

// Safe for a terminal, with a line end.
std::string printable_line(std::string_view text);

}  // namespace paperfind::cli
