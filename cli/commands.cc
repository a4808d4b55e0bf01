#include "cli/commands.h"

namespace paperfind::cli {

Exit exit_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidInput:
      return Exit::Usage;
    case ErrorCode::InvalidData:
    case ErrorCode::Unsupported:
      return Exit::BadData;
    case ErrorCode::NotFound:
    case ErrorCode::Gone:
      return Exit::NoInput;
    case ErrorCode::Busy:
      return Exit::TryAgain;
    case ErrorCode::Unavailable:
      return Exit::Unavailable;
    case ErrorCode::Io:
      return Exit::Io;
    case ErrorCode::Internal:
      return Exit::Bug;
  }
  return Exit::Bug;
}

}  // namespace paperfind::cli
