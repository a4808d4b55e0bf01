// One paper in the flat form
// {id,title,abstract,authors[{name,affiliations}],event,year,session,track,url,doi,pages,
// keywords}, as collections of proceedings have it: nulls, numbers for strings, stray characters
// and all.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/record/paper.h"

namespace paperfind {

struct FlatRecord {
  std::string source_id;  // may be empty
  std::string event;      // as written; never empty
  int year = 0;
  std::string session;  // as written; may be empty
  // Without `id`, `event` and `presentations`, which depend on the other records.
  Paper paper;
  std::set<std::string> repairs;  // what was changed, in words
};

// Gives a line of another form the keys of the flat one, or says why it cannot.
using Reshape = std::function<Status(nlohmann::json&)>;

// The record of one line, or why there is none.
Result<FlatRecord> read_flat_record(std::string_view line, const Reshape& reshape = {});

}  // namespace paperfind
