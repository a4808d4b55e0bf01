// Terms of a word in the field a query names; null: in any field.
#pragma once

#include <string>
#include <string_view>

#include "engine/schema/fields.h"

namespace paperfind {

inline std::string exact_term(const TextFieldSpec* field, std::string_view word) {
  return field == nullptr ? exact_term(word) : exact_term(*field, word);
}
inline std::string stem_term(const TextFieldSpec* field, std::string_view stem) {
  return field == nullptr ? stem_term(stem) : stem_term(*field, stem);
}

}  // namespace paperfind
