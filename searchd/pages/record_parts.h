// What the pages of sessions, people, institutions and events have in common.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/search/record_views.h"
#include "searchd/pages/view.h"

namespace paperfind {

// The way from the top of the site to a page, as paths with texts.
using Crumb = std::pair<std::string, std::string>;
using Crumbs = std::vector<Crumb>;

// The keys of crumbs.mustache.
void set_crumbs(View& view, const Crumbs& crumbs);

// Papers as keys of papers.mustache, each with its places in the programme as {href, title, line}.
std::vector<View> listed_paper_views(const std::vector<Hit>& papers);
// Those of one session: of their places only what the session does not say already.
std::vector<View> listed_paper_views(const std::vector<Hit>& papers, const Session& session);

// Sets `papers` and what stands around them: `papers_heading`, `search_href` (the search that finds
// all `total`) and `all_papers`, empty where all are listed.
void set_papers(View& view, const std::vector<View>& papers, std::size_t total,
                const std::string& search_href);

// Values with their numbers of papers: {href, label, hint, count, count_unit}.
std::vector<View> counted_views(const std::vector<FacetValue>& values,
                                std::string (*path)(std::string_view));

// {name, href, role, affiliation}
std::vector<View> chair_views(const std::vector<Chair>& chairs);

// {href, title, line}: sessions, with time, room and number of papers in one line.
std::vector<View> session_line_views(const std::vector<ProgrammeItem>& items);

// "Mon 28 March 2022, 09:30 PDT · Hall B": those that say something, with a dot between.
std::string joined_line(const std::vector<std::string>& parts);

// "Meta Platforms; Facebook; …", at most kMaxListedValues of them.
std::string names_text(const std::vector<std::string>& names);

// {text} of each paragraph that is not blank.
std::vector<View> paragraph_views(std::string_view text);

// Sets `key`_href and `key`_title.
void set_ref(View& view, const std::string& key, const std::optional<NamedRef>& ref,
             std::string (*path)(std::string_view));

}  // namespace paperfind
