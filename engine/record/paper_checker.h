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
  // `frame` must live as long as the checker.
  PaperChecker(const CorpusFrame& frame, std::vector<Finding>& findings);
  ~PaperChecker();
  PaperChecker(const PaperChecker&) = delete;
  PaperChecker& operator=(const PaperChecker&) = delete;

  // The paper, times and identifiers in their one form, or nothing when findings were appended.
  std::optional<Paper> check(nlohmann::json&& value, const RecordSource& source);

  std::vector<Finding>& findings();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace paperfind
