// How the words of titles are printed: a byte for each, from which an update finds the phrases of
// titles without reading them again. Searching never reads it. File format in docs/index-format.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/mapped_file.h"
#include "engine/base/result.h"
#include "engine/store/columns.h"

namespace paperfind {

class TitleList;

// Of one word of a title, and what stands before it.
enum TitleForm : std::uint8_t {
  kCased = 0x03,    // mask: one of the four
  kAsFolded = 0,    //   "learning"
  kCapital = 1,     //   "Learning"
  kCapitals = 2,    //   "LEARNING"
  kOtherwise = 3,   //   "TinyML", "naïve": only the title tells
  kPlain = 0x04,    // may stand in a phrase
  kFollows = 0x08,  // so does the word before, and nothing parts them
  kBlank = 0x10,    // one blank before it
  kHyphen = 0x20,   // one hyphen before it
};

// Immutable; may be shared between threads.
class TitleForms {
 public:
  // InvalidData when the file is damaged.
  static Result<TitleForms> load(const std::filesystem::path& folder);

  [[nodiscard]] DocId doc_count() const { return static_cast<DocId>(begins_.size() - 2); }
  // A byte for each word of the paper's own title; none of a withdrawn paper's.
  [[nodiscard]] std::string_view of(DocId doc) const {
    return text_.substr(begins_[doc], begins_[doc + 1] - begins_[doc]);
  }

 private:
  MappedFile file_;
  std::span<const std::uint32_t> begins_;  // [docs + 2]; document 0 has no title
  std::string_view text_;
};

// The bytes of title_forms.bin.
std::string title_forms_bytes(const TitleList& titles);
Status save_title_forms(const std::filesystem::path& folder, const std::string& bytes);

inline constexpr std::string_view kTitleFormsMagic = "PFTTL-1\n";
inline constexpr const char* kTitleFormsFileName = "title_forms.bin";

}  // namespace paperfind
