// The list of all pages for crawlers: an index, and parts that one request makes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/snapshot.h"

namespace paperfind {

// Addresses of one part. The protocol allows 50,000; so many papers are read in a moment.
inline constexpr std::size_t kSitemapPart = 10'000;

struct SitemapEntry {
  std::string path;
  std::string changed;  // day or time
};

// "papers-3.xml": the third part of the papers.
struct SitemapPart {
  std::string_view kind;
  std::size_t number = 1;
  // Place of its first entry among those of its kind, from 0.
  [[nodiscard]] std::size_t first() const { return (number - 1) * kSitemapPart; }
};

// Its parts' paths, in order.
std::vector<std::string> sitemap_paths(const Snapshot& snapshot);
// Nothing for a name that none of them has.
std::optional<SitemapPart> sitemap_part(const Snapshot& snapshot, std::string_view name);
// Those of all kinds but papers, which stand in the index.
inline constexpr std::string_view kSitemapPapers = "papers";
std::vector<SitemapEntry> sitemap_entries(const Snapshot& snapshot, const SitemapPart& part,
                                          const std::string& changed);

std::string sitemap_index_xml(const std::string& address, const std::vector<std::string>& paths,
                              const std::string& changed);
std::string sitemap_xml(const std::string& address, const std::vector<SitemapEntry>& entries);
std::string robots_text(const std::string& address);

}  // namespace paperfind
