// Gathers everything of a corpus but its papers: first the records one by one, then what they say
// about each other.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "engine/record/corpus.h"
#include "engine/record/corpus_overrides.h"
#include "engine/record/record_source.h"

namespace paperfind {

class FrameBuilder {
 public:
  // `overrides` are applied to the records before anything is judged.
  explicit FrameBuilder(std::vector<Finding>& findings, OverrideBook overrides = {});
  ~FrameBuilder();
  FrameBuilder(const FrameBuilder&) = delete;
  FrameBuilder& operator=(const FrameBuilder&) = delete;

  // A .json file: begin, its listed records, end with what is left of it.
  void begin_file(SchemaKind kind);
  void add_listed(std::string_view list, nlohmann::json&& value, const RecordSource& source);
  void end_file(nlohmann::json& rest, bool complete, const RecordSource& whole);

  // A line of a .jsonl file, `kind` and all. Papers are left for the second pass.
  void add_line(nlohmann::json&& value, const RecordSource& source);

  // Checks references, ids and times over all that was added.
  CorpusFrame finish();

  std::vector<Finding>& findings();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace paperfind
