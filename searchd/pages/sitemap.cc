#include "searchd/pages/sitemap.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/parse_number.h"
#include "engine/render/html_escape.h"
#include "engine/render/links.h"

namespace paperfind {
namespace {

constexpr std::string_view kFolder = "/sitemaps/";
constexpr std::string_view kSuffix = ".xml";
constexpr std::string_view kNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

const FacetColumn& column(const Snapshot& snapshot, Facet facet) {
  return snapshot.columns().facet(facet);
}

constexpr std::string_view kSitePages[] = {"/", "/help", "/api"};

struct Kind {
  std::string_view name;
  std::size_t (*count)(const Snapshot&);
  std::string (*path)(const Snapshot&, std::size_t at);  // null: papers
};

constexpr Kind kKinds[] = {
    {"site", [](const Snapshot&) { return std::size(kSitePages); },
     [](const Snapshot&, std::size_t at) { return std::string(kSitePages[at]); }},
    {"events", [](const Snapshot& s) { return s.catalog().frame().events.size(); },
     [](const Snapshot& s, std::size_t at) {
       return event_path(s.catalog().frame().events[at].id);
     }},
    {"sessions", [](const Snapshot& s) { return s.catalog().frame().sessions.size(); },
     [](const Snapshot& s, std::size_t at) {
       return session_path(s.catalog().frame().sessions[at].id);
     }},
    {kSitemapPapers, [](const Snapshot& s) -> std::size_t { return s.columns().doc_count(); },
     nullptr},
    {"authors", [](const Snapshot& s) { return column(s, Facet::Author).size(); },
     [](const Snapshot& s, std::size_t at) {
       return person_path(column(s, Facet::Author).id(static_cast<Ordinal>(at)));
     }},
    {"institutions", [](const Snapshot& s) { return column(s, Facet::Institution).size(); },
     [](const Snapshot& s, std::size_t at) {
       return institution_path(column(s, Facet::Institution).id(static_cast<Ordinal>(at)));
     }},
};

const Kind* find_kind(std::string_view name) {
  const auto* found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                   [name](const Kind& kind) { return kind.name == name; });
  return found == std::end(kKinds) ? nullptr : found;
}

std::size_t parts_of(const Kind& kind, const Snapshot& snapshot) {
  return (kind.count(snapshot) + kSitemapPart - 1) / kSitemapPart;
}

void add_place(std::string& xml, std::string_view tag, const std::string& address,
               const std::string& changed) {
  xml += fmt::format("<{}><loc>{}</loc>", tag, html_escape(address));
  if (!changed.empty()) xml += fmt::format("<lastmod>{}</lastmod>", html_escape(changed));
  xml += fmt::format("</{}>\n", tag);
}

}  // namespace

std::vector<std::string> sitemap_paths(const Snapshot& snapshot) {
  std::vector<std::string> paths;
  for (const Kind& kind : kKinds) {
    for (std::size_t number = 1; number <= parts_of(kind, snapshot); ++number) {
      paths.push_back(fmt::format("{}{}-{}{}", kFolder, kind.name, number, kSuffix));
    }
  }
  return paths;
}

std::optional<SitemapPart> sitemap_part(const Snapshot& snapshot, std::string_view name) {
  const std::size_t dash = name.find('-');
  if (dash == std::string_view::npos || !name.ends_with(kSuffix)) return std::nullopt;
  const Kind* kind = find_kind(name.substr(0, dash));
  std::string_view digits = name.substr(dash + 1);
  digits.remove_suffix(kSuffix.size());
  const auto number = parse_number<std::size_t>(digits);
  const bool canonical = number && *number > 0 && digits.front() != '0';
  if (kind == nullptr || !canonical || *number > parts_of(*kind, snapshot)) return std::nullopt;
  return SitemapPart{kind->name, *number};
}

std::vector<SitemapEntry> sitemap_entries(const Snapshot& snapshot, const SitemapPart& part,
                                          const std::string& changed) {
  std::vector<SitemapEntry> entries;
  const Kind* kind = find_kind(part.kind);
  if (kind == nullptr || kind->path == nullptr) return entries;
  const std::size_t end = std::min(part.first() + kSitemapPart, kind->count(snapshot));
  for (std::size_t at = part.first(); at < end; ++at) {
    entries.push_back({kind->path(snapshot, at), changed});
  }
  return entries;
}

std::string sitemap_index_xml(const std::string& address, const std::vector<std::string>& paths,
                              const std::string& changed) {
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{}\">\n", kNamespace);
  for (const std::string& path : paths) add_place(xml, "sitemap", address + path, changed);
  return xml + "</sitemapindex>\n";
}

std::string sitemap_xml(const std::string& address, const std::vector<SitemapEntry>& entries) {
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{}\">\n", kNamespace);
  for (const SitemapEntry& entry : entries) {
    add_place(xml, "url", address + entry.path, entry.changed);
  }
  return xml + "</urlset>\n";
}

std::string robots_text(const std::string& address) {
  std::string text =
      "User-agent: *\nDisallow: /api/\nDisallow: /facets/\nDisallow: /list\n"
      "Disallow: /opensearch/\nDisallow: /search\n";
  if (!address.empty()) text += "\nSitemap: " + address + "/sitemap.xml\n";
  return text;
}

}  // namespace paperfind
