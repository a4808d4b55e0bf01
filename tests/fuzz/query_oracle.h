// Holds any text to what the query language promises: it is read, planned and matched, within its
// limits. Used by the fuzzer, by the replay of its corpus and by the property tests.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/query/query_tree.h"
#include "engine/text/analyzer.h"

namespace paperfind::testing {

class QueryOracle {
 public:
  // Over a small fixed index in memory.
  QueryOracle();

  // What is wrong with how `bytes` were answered; empty when nothing is.
  std::string complaint(std::string_view bytes);

 private:
  std::string complaint_of_report(const ParsedQuery& query) const;
  std::string complaint_of_tree(const ParsedQuery& query) const;
  std::string complaint_of_matches(const ParsedQuery& query) const;
  std::string complaint_of_marks(const QueryNode& root);

  Xapian::WritableDatabase db_;
  std::vector<std::string> texts_;
  Analyzer analyzer_;
};

}  // namespace paperfind::testing
