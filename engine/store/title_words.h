// The words of titles one after the other: where the phrases they have in common are looked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/columns.h"
#include "engine/store/title_forms.h"

namespace paperfind {

// Of a title: as it was, new, or no more there (its words count for nothing, but what they said
// together may be no phrase any more).
enum class TitleState : std::uint8_t { Same, Fresh, Gone };

struct TitleWord {
  std::uint32_t word = 0;
  DocId paper = 0;
  std::uint32_t begin = 0, end = 0;  // in the title
  TitleForm form{TitleForm::AsFolded, TitleForm::Other};
  TitleState state = TitleState::Same;
};

class TitleWords {
 public:
  virtual ~TitleWords() = default;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }
  // Titles in order of their papers, those that are gone behind all others.
  [[nodiscard]] const TitleWord& operator[](std::uint32_t at) const { return words_[at]; }
  [[nodiscard]] virtual std::string_view spelled(std::uint32_t word) const = 0;
  // The words [first, first + count), of a title that is there, as it prints them.
  [[nodiscard]] virtual std::string printed(std::uint32_t first, std::size_t count) const = 0;

 protected:
  void reserve(std::size_t words) { words_.reserve(words); }
  void add(const TitleWord& word) { words_.push_back(word); }
  [[nodiscard]] std::string_view printed_in(std::string_view title, std::uint32_t first,
                                            std::size_t count) const;

 private:
  std::vector<TitleWord> words_;
};

}  // namespace paperfind
