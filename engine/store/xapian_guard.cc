#include "engine/store/xapian_guard.h"

#include <fmt/format.h>

namespace paperfind {

Error error_from(const Xapian::Error& error) {
  const std::string what = fmt::format("the index: {}", error.get_description());
  const std::string_view type = error.get_type();
  if (type == "DatabaseLockError") {
    return {ErrorCode::Busy, "the index is being written by another process", "", "try again"};
  }
  if (type == "NetworkError" || type == "NetworkTimeoutError")
    // A connection that broke before says nothing of whose it is.
    return {ErrorCode::Unavailable, what,
            error.get_context().empty() ? kRemoteContext : error.get_context()};
  if (type == "DatabaseCorruptError" || type == "DatabaseVersionError" ||
      type == "DocNotFoundError") {
    return {ErrorCode::InvalidData, what, "", "roll back or rebuild the index"};
  }
  if (type == "DatabaseOpeningError" || type == "DatabaseNotFoundError" ||
      type == "DatabaseCreateError" || type == "DatabaseError") {
    // It does not always say what the system said.
    return {ErrorCode::Io, what, "", "see whether the disk is full or fails"};
  }
  return {ErrorCode::Internal, what};
}

}  // namespace paperfind
