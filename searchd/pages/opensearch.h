// What a browser reads to offer this site among its search engines (OpenSearch 1.1).
#pragma once

#include <string>
#include <string_view>

#include "searchd/pages/site.h"

namespace paperfind {

// "http://host" for the value of a Host header; empty for one that is no host's name.
std::string site_address(std::string_view host);

// The description document. It begins addresses with site.address: browsers take no relative ones.
std::string opensearch_xml(const Site& site);

}  // namespace paperfind
