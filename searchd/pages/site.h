// What every page of a site shares.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/store/catalog.h"
#include "searchd/pages/view.h"

namespace paperfind {

struct Site {
  std::string name;           // "tinyML Research Symposium 2022"
  std::string line;           // "28 March 2022 · Burlingame"; may be empty
  std::string base_url;       // absolute, no slash at the end; empty: addresses stay relative
  std::string address;        // what absolute addresses begin with: base_url, or who was asked
  std::string schedule_path;  // empty: there is no programme
  std::string lang = "en";
  std::string css_path;
  std::string icon_path;
  std::string script_path;
  std::string zone_script_path;  // of schedules
};

// From site.json, or from the one event there is. Asset addresses are the caller's.
Site site_of(const Catalog& catalog);

// <meta name="…" content="…">
struct MetaTag {
  std::string name;
  std::string content;
  friend bool operator==(const MetaTag&, const MetaTag&) = default;
};

struct PageHead {
  std::string title;        // of this page; the site's name is put behind it
  std::string description;  // one sentence for search engines
  std::string canonical;    // path
  bool index = true;        // false: search engines follow its links and do not list it
  std::string query;        // what stands in the search box
  std::vector<MetaTag> meta;
  std::string json_ld_html;  // as script_json_html() gives it
};

// The keys of head.mustache.
void set_head(View& view, const Site& site, const PageHead& head);

}  // namespace paperfind
