// Ids for records whose source has none.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind::program_page {

// A record that needs an id.
struct IdRequest {
  std::string base;   // "<event>-<slug>"
  std::string title;  // the raw string: told apart from others with the same base
  std::string tie;    // told apart from others with the same title too: authors, a start time
};

// "<event>-<first six title words, folded>", cut at 64 bytes on a word.
std::string paper_id_base(std::string_view event, std::string_view title);
// "<event>-<slug of the title>", cut likewise; `fallback` stands for a title without a letter or
// digit.
std::string id_base(std::string_view event, std::string_view title, std::string_view fallback);

// An id for each request, in order. A base that only one record asks for is its id, whatever else
// is on the page and in whatever order. Where several ask for one base, the shortest title (then
// the first in byte order) keeps it and each other gets "-" and 6 hex of the SHA-256 of its title;
// so a new record can only change an id when it has the same first words and a shorter title, and
// then "ids" of the overrides pins the old one. `pinned` maps titles to ids that are given; nobody
// else gets those.
std::vector<std::string> assign_ids(const std::vector<IdRequest>& requests,
                                    const std::map<std::string, std::string>& pinned);

}  // namespace paperfind::program_page
