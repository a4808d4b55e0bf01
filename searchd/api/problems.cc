#include "searchd/api/problems.h"

#include <string>

namespace paperfind {
namespace {

constexpr ProblemKind kKinds[] = {
    {"unknown-parameter", 400, "Unknown parameter",
     "The request has a parameter that this address does not know. The hint names the nearest one "
     "it does."},
    {"invalid-parameter", 400, "Invalid parameter",
     "A parameter has a value it cannot have. The detail says which values it can."},
    {"bad-request", 400, "Bad request", "The request could not be read as HTTP."},
    {"not-found", 404, "Not found", "There is nothing at this address."},
    {"method-not-allowed", 405, "Method not allowed", "Everything here is read with GET or HEAD."},
    {"request-timeout", 408, "Request too slow",
     "A whole request comes within seconds of its first byte: five, unless this server was told "
     "otherwise."},
    {"gone", 410, "Withdrawn", "What stood here was withdrawn; its address is not used again."},
    {"body-not-allowed", 413, "No body allowed", "Requests to this service have no body."},
    {"uri-too-long", 414, "Address too long",
     "A path has at most 512 bytes, and a whole request line at most 8,000 or what this server was "
     "told."},
    {"expectation-failed", 417, "Expectation failed",
     "The header Expect announces a body, and requests to this service have none."},
    {"rate-limited", 429, "Too many requests",
     "One client may ask only so often. Try again shortly, and then less often."},
    {"headers-too-large", 431, "Header fields too large",
     "A request has at most 64 header fields and 16,000 bytes of them, unless this server was told "
     "otherwise."},
    {"internal", 500, "Internal error",
     "Something went wrong on our side. The request id finds it in the log."},
    {"index-unavailable", 503, "Index not available",
     "There is no index to search yet, or it cannot be read. Try again shortly."},
    {"overloaded", 503, "Too busy", "All workers are busy. Try again shortly."},
};

std::string_view kind_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::InvalidInput:
      // The one sentence by which engine/search/read_param says it; held together by a test.
      return error.message.find("is not a parameter of") == std::string::npos ? "invalid-parameter"
                                                                              : "unknown-parameter";
    case ErrorCode::Unsupported:
      return "invalid-parameter";
    case ErrorCode::NotFound:
      return "not-found";
    case ErrorCode::Gone:
      return "gone";
    case ErrorCode::Busy:
      return "overloaded";
    case ErrorCode::Unavailable:
      return "index-unavailable";
    case ErrorCode::InvalidData:
    case ErrorCode::Io:
    case ErrorCode::Internal:
      break;
  }
  return "internal";
}

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kKinds; }

const ProblemKind* find_problem_kind(std::string_view name) {
  for (const ProblemKind& kind : kKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

Problem problem_of(std::string_view name) {
  const ProblemKind* kind = find_problem_kind(name);
  if (kind == nullptr) kind = find_problem_kind("internal");
  Problem problem;
  problem.kind = kind->name;
  problem.status = kind->status;
  problem.title = kind->title;
  return problem;
}

Problem problem_from(const Error& error) {
  Problem problem = problem_of(kind_of(error));
  if (problem.status >= 500) {
    problem.detail = find_problem_kind(problem.kind)->about;
    return problem;
  }
  problem.detail = error.message;
  if (error.code == ErrorCode::InvalidInput) problem.param = error.where;
  problem.hint = error.hint;
  return problem;
}

}  // namespace paperfind
