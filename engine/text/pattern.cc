#include "engine/text/pattern.h"

#include <fmt/format.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <string>
#include <utility>

namespace paperfind {
namespace {

// ICU counts "steps of the match engine", some thousands of moves each: this bound is some tens of
// milliseconds, and does not depend on the clock.
constexpr int32_t kMaxSteps = 20;
constexpr int32_t kMaxStackBytes = 1 << 20;

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

}  // namespace

struct Pattern::Impl {
  std::unique_ptr<icu::RegexPattern> pattern;
};

Pattern::Pattern(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(std::string_view expression) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  auto impl = std::make_unique<Impl>();
  impl->pattern.reset(icu::RegexPattern::compile(from_utf8(expression), where, status));
  if (U_FAILURE(status)) {
    return Error{ErrorCode::InvalidData,
                 fmt::format("\"{}\" is no regular expression: {} at character {}", expression,
                             u_errorName(status), where.offset)};
  }
  return Pattern(std::move(impl));
}

bool Pattern::found_in(std::string_view text) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString wide = from_utf8(text);
  const std::unique_ptr<icu::RegexMatcher> matcher(impl_->pattern->matcher(wide, status));
  if (U_FAILURE(status) || !matcher) return false;
  matcher->setTimeLimit(kMaxSteps, status);
  matcher->setStackLimit(kMaxStackBytes, status);
  const bool found = matcher->find(status);
  return U_SUCCESS(status) && found;
}

}  // namespace paperfind
