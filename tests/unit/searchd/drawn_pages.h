// What all tests of drawn pages need.
#pragma once

#include <string>

#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"
#include "tests/catch.h"

namespace paperfind::testing {

// A site that knows its address.
inline Site site() {
  Site site;
  site.name = "Sample";
  site.address = "https://papers.example.org";
  return site;
}

// Those the program has built in.
inline const TemplateSet& templates() {
  static const Result<TemplateSet> kSet = TemplateSet::load();
  REQUIRE(kSet.ok());
  return *kSet;
}

inline bool holds(const std::string& html, const std::string& part) {
  return html.find(part) != std::string::npos;
}

}  // namespace paperfind::testing
