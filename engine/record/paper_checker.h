// The whole judgement on one paper: its schema, its fields, and what it refers to in the rest of
// the corpus.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "engine/record/corpus.h"
#include "engine/record/record_source.h"

namespace paperfind {

class PaperChecker {
 public:
  // `frame` must live as long as the checker. What its overrides change is appended to `log`.
  PaperChecker(const CorpusFrame& frame, std::vector<Finding>& findings,
               OverrideLog* log = nullptr);
  ~PaperChecker();
  PaperChecker(const PaperChecker&) = delete;
  PaperChecker& operator=(const PaperChecker&) = delete;

  // The paper, times and identifiers in their one form, or nothing when findings were appended.
  // Notes in the source which override changed it.
  std::optional<Paper> check(nlohmann::json&& value, RecordSource& source);
  // After all papers: overrides that no paper was met for are findings.
  void finish();

  std::vector<Finding>& findings();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace paperfind
