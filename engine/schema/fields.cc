#include "engine/schema/fields.h"

#include "engine/base/sha256.h"
#include "engine/text/normalize.h"
#include "engine/text/person_name.h"

namespace paperfind {
namespace {

// A key as a term: the key itself while it is short, else its hash; a term has a length limit and
// titles have none.
std::string key_term(std::string_view prefix, const std::string& key) {
  constexpr std::size_t kLongestPlainKey = 64;
  if (key.empty()) return {};
  std::string term(prefix);
  term += key.size() <= kLongestPlainKey ? key : "#" + sha256_hex(key).substr(0, 32);
  return term;
}

std::string joined(std::string_view a, std::string_view b, std::string_view c = {}) {
  std::string out;
  out.reserve(a.size() + b.size() + c.size());
  out += a;
  out += b;
  out += c;
  return out;
}

}  // namespace

const TextFieldSpec& spec_of(TextField field) {
  return kTextFields[static_cast<std::size_t>(field)];
}

const TextFieldSpec* find_text_field(std::string_view name) {
  for (const TextFieldSpec& spec : kTextFields) {
    if (name == spec.name || (!spec.alias.empty() && name == spec.alias)) return &spec;
  }
  return nullptr;
}

const FacetSpec& spec_of(Facet facet) { return kFacets[index_of(facet)]; }

const FacetSpec* find_facet(std::string_view name) {
  for (const FacetSpec& spec : kFacets) {
    if (name == spec.name) return &spec;
  }
  return nullptr;
}

std::string exact_term(std::string_view word) { return std::string(word); }
std::string stem_term(std::string_view stem) { return joined("Z", stem); }
std::string exact_term(const TextFieldSpec& field, std::string_view word) {
  return joined(field.prefix, word);
}
std::string stem_term(const TextFieldSpec& field, std::string_view stem) {
  return joined("Z", field.prefix, stem);
}

FieldWord field_word(std::string_view exact_term) {
  // Words are folded: none begins with a capital, as all prefixes do.
  for (const TextFieldSpec& spec : kTextFields) {
    if (exact_term.starts_with(spec.prefix)) {
      return {&spec, exact_term.substr(spec.prefix.size())};
    }
  }
  return {nullptr, exact_term};
}

std::string id_term(std::string_view paper_id) { return joined("Q", paper_id); }

std::string filter_term(Facet facet, std::string_view value_id) {
  return joined("XF", spec_of(facet).name, ":") + std::string(value_id);
}

std::string title_key_term(std::string_view title) { return key_term("XTK:", fold_key(title)); }
std::string name_key_term(std::string_view person_name) {
  return key_term("XNK:", person_key(person_name));
}
std::string doi_term(std::string_view doi) { return key_term("XDOI:", fold(doi)); }
std::string arxiv_term(std::string_view arxiv) { return key_term("XARX:", fold(arxiv)); }
std::string withdrawn_term() { return "XWITHDRAWN"; }

}  // namespace paperfind
