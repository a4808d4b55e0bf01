#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "engine/text/normalize.h"

namespace paperfind {

struct Collator::Impl {
  std::unique_ptr<icu::Collator> collator;
};

Collator::Collator(std::string_view language) : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale =
      language.empty() ? icu::Locale::getRoot() : icu::Locale(std::string(language).c_str());
  impl_->collator.reset(icu::Collator::createInstance(locale, status));
  if (U_FAILURE(status)) {
    status = U_ZERO_ERROR;
    impl_->collator.reset(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  }
  if (impl_->collator) impl_->collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
}

Collator::~Collator() = default;

std::string Collator::key(std::string_view text) const {
  if (!impl_->collator) return fold(text);
  const auto wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string key(text.size() * 3 + 8, '\0');
  int32_t size = impl_->collator->getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()),
                                             static_cast<int32_t>(key.size()));
  if (static_cast<std::size_t>(size) > key.size()) {
    key.resize(static_cast<std::size_t>(size));
    size = impl_->collator->getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()), size);
  }
  // The last byte is a NUL that ends the key; inside it there is none.
  key.resize(size > 0 ? static_cast<std::size_t>(size) - 1 : 0);
  return key;
}

}  // namespace paperfind
