// What is asked while somebody types, and what is answered.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/search/search_request.h"

namespace paperfind {

enum class SuggestType : std::uint8_t { Phrase, Person, Institution, Session, Paper };

struct SuggestTypeSpec {
  SuggestType type;
  std::string_view name;
};
// In the order groups are listed unless asked otherwise.
inline constexpr std::array kSuggestTypes = {
    SuggestTypeSpec{SuggestType::Phrase, "phrase"}, SuggestTypeSpec{SuggestType::Person, "person"},
    SuggestTypeSpec{SuggestType::Institution, "institution"},
    SuggestTypeSpec{SuggestType::Session, "session"}, SuggestTypeSpec{SuggestType::Paper, "paper"}};

constexpr std::string_view name_of(SuggestType type) {
  return kSuggestTypes[static_cast<std::size_t>(type)].name;
}

inline constexpr std::size_t kMaxSuggestRows = 20;

struct SuggestRequest {
  // What was typed is its query; the rest of it is kept by what is suggested.
  SearchRequest context;
  // Suggestions wanted of all types together, 1..kMaxSuggestRows.
  std::size_t rows = 8;
  // Each once, in the order of the groups; empty: all.
  std::vector<SuggestType> types;
};

struct Suggestion {
  std::string id;          // of a person, an institution, a session or a paper
  std::string text;        // a name, a title, or what a phrase completes the query to
  std::string hint;        // what tells it from others of that name; may be empty
  std::size_t papers = 0;  // that there are under the filters, never 0
  bool typo = false;       // only one edit makes it what was typed
  // The search that finds exactly those papers. Without filters around it, a person, an institution
  // or a session is its own page instead, as a paper always is.
  std::optional<SearchRequest> search;
};

struct SuggestGroup {
  SuggestType type = SuggestType::Phrase;
  std::vector<Suggestion> items;  // never empty
};

struct SuggestPage {
  SuggestRequest request;
  std::string generation;
  std::string typed;  // its words, folded
  std::vector<SuggestGroup> groups;
};

}  // namespace paperfind
