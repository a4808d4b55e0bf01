// Every kind of problem the daemon answers with, and how an Error of the engine becomes one.
#pragma once

#include <span>
#include <string_view>

#include "engine/base/result.h"
#include "engine/render/json.h"

namespace paperfind {

struct ProblemKind {
  std::string_view name;  // part of its address, never renamed
  int status;
  std::string_view title;
  std::string_view about;  // for its page: what happened and what to do
};

std::span<const ProblemKind> problem_kinds();
// Null for an unknown name.
const ProblemKind* find_problem_kind(std::string_view name);

// A problem of that kind, detail and the rest still open. `name` must be one of the table.
Problem problem_of(std::string_view name);
// What the client may know of an error: all of it when the request was at fault, nothing of our own
// troubles.
Problem problem_from(const Error& error);

}  // namespace paperfind
