// How the words of titles are printed: a byte for each, so that an update finds the phrases of
// titles without reading them again. Searching never reads it. File format in docs/index-format.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/mapped_file.h"
#include "engine/base/result.h"
#include "engine/store/columns.h"
#include "engine/store/doc_merge.h"
#include "engine/store/title_list.h"
#include "engine/text/analyzer.h"

namespace paperfind {

// Of one word of a title, and what stands before it.
class TitleForm {
 public:
  enum Case : std::uint8_t {
    AsFolded,   // "learning"
    Capital,    // "Learning"
    Capitals,   // "LEARNING"
    Otherwise,  // "TinyML", "naïve": only the title tells
  };
  enum Before : std::uint8_t { Other, Blank, Hyphen };

  TitleForm(Case letters, Before before)
      : bits_(static_cast<std::uint8_t>(letters | before << kBeforeShift)) {}
  explicit TitleForm(char byte) : bits_(static_cast<std::uint8_t>(byte)) {}
  [[nodiscard]] char byte() const { return static_cast<char>(bits_); }

  [[nodiscard]] Case letters() const { return static_cast<Case>(bits_ & kCases); }
  [[nodiscard]] Before before() const { return static_cast<Before>(bits_ >> kBeforeShift); }
  // May stand in a phrase.
  [[nodiscard]] bool is_plain() const { return (bits_ & kPlain) != 0; }
  // So may the word before, and nothing parts them.
  [[nodiscard]] bool follows() const { return (bits_ & kFollows) != 0; }
  void set_plain() { bits_ |= kPlain; }
  void set_follows() { bits_ |= kFollows; }

 private:
  static constexpr std::uint8_t kCases = 3, kPlain = 4, kFollows = 8;
  static constexpr unsigned kBeforeShift = 4;
  std::uint8_t bits_;
};

// The form of each word of a title, a byte for each.
std::string forms_of(std::string_view title, const std::vector<Token>& words);

// Immutable; may be shared between threads.
class TitleForms {
 public:
  // InvalidData when the file is damaged.
  static Result<TitleForms> load(const std::filesystem::path& folder);
  // From the bytes of a file.
  static Result<TitleForms> parse(std::string bytes);
  Status save(const std::filesystem::path& folder) const;
  static TitleForms of(const TitleList& titles);

  [[nodiscard]] DocId doc_count() const { return static_cast<DocId>(begins_.size() - 2); }
  [[nodiscard]] std::size_t word_count() const { return text_.size(); }
  // A byte for each word of the paper's own title; none of a withdrawn paper's.
  [[nodiscard]] std::string_view of(DocId doc) const { return of(doc, doc + 1); }
  // Those of the documents [first, last).
  [[nodiscard]] std::string_view of(DocId first, DocId last) const {
    return text_.substr(begins_[first], begins_[last] - begins_[first]);
  }

 private:
  Status read(std::string_view bytes, const std::string& where);

  MappedFile file_;
  std::unique_ptr<const std::string> parsed_;  // in place of the file
  std::string_view bytes_;
  std::span<const std::uint32_t> begins_;  // [docs + 2]; document 0 has no title
  std::string_view text_;
};

// Exactly those of all the titles.
TitleForms merge_title_forms(const TitleForms& a, const TitleForms& b, const DocMerge& map);

}  // namespace paperfind
