// The exit statuses of our programs (sysexits where there is one): the one place where an error
// becomes a number.
#pragma once

#include "engine/base/result.h"

namespace paperfind {

inline constexpr int kExitOk = 0;
inline constexpr int kExitNoResults = 1;
inline constexpr int kExitDifferent = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitBadData = 65;
inline constexpr int kExitNoInput = 66;
inline constexpr int kExitUnavailable = 69;
inline constexpr int kExitInternal = 70;
inline constexpr int kExitIo = 74;
inline constexpr int kExitTryAgain = 75;

constexpr int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidInput:
      return kExitUsage;
    case ErrorCode::InvalidData:
    case ErrorCode::Unsupported:
      return kExitBadData;
    case ErrorCode::NotFound:
    case ErrorCode::Gone:
      return kExitNoInput;
    case ErrorCode::Busy:
      return kExitTryAgain;
    case ErrorCode::Unavailable:
      return kExitUnavailable;
    case ErrorCode::Io:
      return kExitIo;
    case ErrorCode::Internal:
      return kExitInternal;
  }
  return kExitInternal;
}

}  // namespace paperfind
