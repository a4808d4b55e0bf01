// Regular expressions of data files (ICU's, with a bound on work), behind ICU's wall.
#pragma once

#include <memory>
#include <string_view>

#include "engine/base/result.h"

namespace paperfind {

class Pattern {
 public:
  // InvalidData, with ICU's reason, when it is no regular expression.
  static Result<Pattern> compile(std::string_view expression);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();
  // True when it matches anywhere in the text; false also when the work bound is hit.
  [[nodiscard]] bool found_in(std::string_view text) const;

 private:
  struct Impl;
  explicit Pattern(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace paperfind
