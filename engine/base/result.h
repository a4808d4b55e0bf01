// Errors are values: a function that can fail returns Result<T>, or Status where there is nothing
// to give back. Exceptions of libraries are caught at the seam where the library is called and
// become an Error there.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace paperfind {

enum class ErrorCode {
  InvalidInput,  // the caller's words are off: a parameter, a flag, a query
  InvalidData,   // a corpus file or an index holds what it may not hold
  NotFound,      // the thing named does not exist
  Gone,          // it existed and was withdrawn or retired
  Unsupported,   // understood, but this build or index cannot do it
  Busy,          // somebody else holds it; try again
  Unavailable,   // a service or shard does not answer
  Io,            // the file system refused
  Internal,      // a bug of ours
};

// What went wrong, where, and what to do about it. `message` is a sentence fragment for a person;
// `where` is a file:line:column, a JSON pointer, a parameter or a flag; `hint` is the fix, when we
// know it.
struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;
  std::string where = {};
  std::string hint = {};

  // "where: message (hint)", with the parts that are there.
  [[nodiscard]] std::string to_string() const {
    std::string out = where.empty() ? message : where + ": " + message;
    if (!hint.empty()) out += " (" + hint + ")";
    return out;
  }
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: implicit by design
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: implicit by design

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] T& value() & { return std::get<T>(state_); }
  [[nodiscard]] const T& value() const& { return std::get<T>(state_); }
  [[nodiscard]] T&& value() && { return std::get<T>(std::move(state_)); }
  [[nodiscard]] const Error& error() const { return std::get<Error>(state_); }

  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }

 private:
  std::variant<T, Error> state_;
};

// Success, or an Error.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(std::move(error)) {}  // NOLINT: implicit by design

  [[nodiscard]] bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace paperfind
