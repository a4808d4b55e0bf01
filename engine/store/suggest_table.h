// What can be completed while somebody types: the words of names and titles, and the phrases of
// titles. File format in docs/index-format.md.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "engine/base/mapped_file.h"
#include "engine/base/result.h"
#include "engine/schema/fields.h"
#include "engine/store/columns.h"
#include "engine/store/sections.h"
#include "engine/store/sorted_keys.h"

namespace paperfind {

// What is found by words of its names. People, institutions and sessions are numbered by the
// ordinals of their facets, papers by document.
enum class NamedKind : std::uint8_t { Person, Institution, Session, Paper };
inline constexpr std::size_t kNamedKinds = 4;

// Who bears which words.
struct NameIndex {
  SortedKeys words;      // folded
  NumberLists words_of;  // of each bearer: numbers of words, ascending
  NumberLists bearers;   // of each word: ascending
  // Papers of each bearer, withdrawn ones aside; of papers: none.
  std::span<const std::uint32_t> papers;
};

// What titles say again and again.
struct PhraseIndex {
  SortedKeys keys;        // folded words with a blank between
  SortedKeys as_written;  // beside keys, in no order
  NumberLists papers;     // of each phrase: those with it in their title, ascending
};

// Immutable; may be shared between threads.
class SuggestTable {
 public:
  // InvalidData when the file is damaged.
  static Result<SuggestTable> load(const std::filesystem::path& folder);

  [[nodiscard]] const NameIndex& names(NamedKind kind) const {
    return names_[static_cast<std::size_t>(kind)];
  }
  [[nodiscard]] const PhraseIndex& phrases() const { return phrases_; }
  // Of the file.
  [[nodiscard]] std::size_t byte_count() const { return file_.bytes().size(); }
  // True when it is about these papers and values.
  [[nodiscard]] bool fits(const Columns& columns) const;

 private:
  MappedFile file_;
  std::array<NameIndex, kNamedKinds> names_;
  PhraseIndex phrases_;
};

// The facet whose values are of that kind; papers have none.
constexpr Facet facet_of(NamedKind kind) {
  return kind == NamedKind::Person        ? Facet::Author
         : kind == NamedKind::Institution ? Facet::Institution
                                          : Facet::Session;
}

inline constexpr std::string_view kSuggestMagic = "PFSUG-1\n";
inline constexpr const char* kSuggestFileName = "suggest.bin";

}  // namespace paperfind
