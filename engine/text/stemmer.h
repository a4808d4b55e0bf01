// Snowball stems, the common ones remembered.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace paperfind {

class Stemmer {
 public:
  // BCP 47; a language without a stemmer leaves every word as it is.
  explicit Stemmer(std::string_view language);
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  // The stem of a folded word; words with digits, signs or letters of other scripts stay. Good
  // until the next call.
  [[nodiscard]] std::string_view stem(const std::string& word);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace paperfind
