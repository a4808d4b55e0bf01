#include "searchd/pages/opensearch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "engine/base/utf8.h"
#include "engine/render/html_escape.h"

namespace paperfind {

std::string site_address(std::string_view host) {
  constexpr std::size_t kLongest = 255;
  constexpr std::string_view kSigns = "-.:[]";
  const bool is_name = !host.empty() && host.size() <= kLongest &&
                       std::all_of(host.begin(), host.end(), [&](char c) {
                         return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                                kSigns.find(c) != std::string_view::npos;
                       });
  return is_name ? "http://" + std::string(host) : "";
}

std::string opensearch_xml(const Site& site) {
  // What the specification allows of a short name, in bytes so that it is never more.
  constexpr std::size_t kLongestName = 16;
  const std::string name = html_escape(site.name);
  const std::string url = html_escape(site.address);
  return fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{}</ShortName>
<LongName>{}</LongName>
<Description>Search the papers of {}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image type="image/svg+xml">{}/favicon.svg</Image>
<Url type="text/html" method="get" template="{}/search?q={{searchTerms}}"/>
<Url type="application/x-suggestions+json" method="get" template="{}/opensearch/suggest?q={{searchTerms}}"/>
</OpenSearchDescription>
)",
      html_escape(head_of(site.name, kLongestName)), name, name, url, url, url);
}

}  // namespace paperfind
