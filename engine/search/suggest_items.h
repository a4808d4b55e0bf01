// From the number of a completion to what people see of it.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/completion.h"
#include "engine/search/suggest.h"

namespace paperfind {

class SuggestItems {
 public:
  // Papers that a search finds.
  using Count = std::function<std::size_t(const SearchRequest&)>;

  // `typed`: its words, folded.
  SuggestItems(const SuggestTools& tools, const SearchRequest& context,
               std::vector<std::string> typed, Count count)
      : tools_(tools), context_(context), typed_(std::move(typed)), count_(std::move(count)) {
    context_.query.clear();
    context_.page = 1;
  }

  // Appends an item for each. Phrases come by the papers that a search for them finds, and not at
  // all without any.
  Status add(SuggestType type, std::span<const Completion> found, bool typo,
             std::vector<Suggestion>& items) const;

 private:
  void add_phrases(std::span<const Completion> found, std::vector<Suggestion>& items) const;
  [[nodiscard]] Suggestion value(Facet facet, const Completion& found) const;
  [[nodiscard]] Result<Suggestion> paper(const Completion& found) const;
  [[nodiscard]] bool is_narrowed() const;
  [[nodiscard]] SearchRequest with_value(Facet facet, const std::string& id) const;

  // Under what other name it was found, else where it is.
  [[nodiscard]] std::string institution_hint(const std::string& id, const std::string& name) const;
  [[nodiscard]] std::string session_hint_of(const std::string& id) const;
  [[nodiscard]] bool answers(std::string_view name) const;

  const SuggestTools& tools_;
  SearchRequest context_;           // without the query
  std::vector<std::string> typed_;  // words
  Count count_;
};

}  // namespace paperfind
