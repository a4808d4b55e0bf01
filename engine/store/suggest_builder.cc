#include "engine/store/suggest_builder.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/file.h"
#include "engine/base/utf8.h"
#include "engine/store/sections.h"
#include "engine/store/suggest_table.h"
#include "engine/text/analyzer.h"

namespace paperfind {
namespace {

using Number = std::uint32_t;

// A phrase is worth showing when this many titles have it: two, and one more for every so many
// papers, or else most of a large corpus would be phrases.
constexpr std::size_t kLeastTitles = 2;
constexpr std::size_t kPapersATitleMore = 30'000;
// Of a word; nobody types more.
constexpr std::size_t kLongestWord = 64;

// Bearers and the words of their names, in any order of words.
class NameGatherer {
 public:
  // Bearers are numbered from 0.
  void begin_bearer() {
    end_bearer();
    begins_.push_back(static_cast<Number>(items_.size()));
  }
  void add(std::string_view name) {
    analyzer_.analyze(name, tokens_, FirstBytes());
    for (const Token& token : tokens_) {
      add_word(token.term);
      for (const std::string& variant : token.variants) add_word(variant);
    }
  }

  void write(PackedWriter& out, const std::vector<Number>& papers) {
    end_bearer();
    begins_.push_back(static_cast<Number>(items_.size()));
    const std::vector<std::string_view> sorted = number_in_order();
    write_keys(out, sorted);
    out.numbers(begins_);
    out.numbers(items_);
    write_bearers(out, sorted.size());
    out.numbers(papers);
  }

 private:
  void add_word(std::string_view word) {
    const std::string key(head_of(word, kLongestWord));
    items_.push_back(numbers_.emplace(key, static_cast<Number>(numbers_.size())).first->second);
  }

  // Each word of the last bearer once.
  void end_bearer() {
    if (begins_.empty()) return;
    const auto first = items_.begin() + begins_.back();
    std::sort(first, items_.end());
    items_.erase(std::unique(first, items_.end()), items_.end());
  }

  // Words get numbers by their bytes instead of by first mention.
  std::vector<std::string_view> number_in_order() {
    std::vector<std::pair<std::string_view, Number>> words;
    for (const auto& [word, number] : numbers_) words.emplace_back(word, number);
    std::sort(words.begin(), words.end());
    std::vector<Number> in_order(words.size());
    std::vector<std::string_view> sorted;
    for (const auto& [word, number] : words) {
      in_order[number] = static_cast<Number>(sorted.size());
      sorted.push_back(word);
    }
    for (Number& item : items_) item = in_order[item];
    for (std::size_t bearer = 0; bearer + 1 < begins_.size(); ++bearer) {
      std::sort(items_.begin() + begins_[bearer], items_.begin() + begins_[bearer + 1]);
    }
    return sorted;
  }

  void write_bearers(PackedWriter& out, std::size_t words) const {
    std::vector<Number> begins(words + 1, 0);
    for (const Number word : items_) ++begins[word + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    std::vector<Number> bearers(items_.size());
    std::vector<Number> next = begins;
    for (std::size_t bearer = 0; bearer + 1 < begins_.size(); ++bearer) {
      for (Number at = begins_[bearer]; at < begins_[bearer + 1]; ++at) {
        bearers[next[items_[at]]++] = static_cast<Number>(bearer);
      }
    }
    out.numbers(begins);
    out.numbers(bearers);
  }

  Analyzer analyzer_;
  std::vector<Token> tokens_;
  std::unordered_map<std::string, Number> numbers_;
  std::vector<Number> begins_, items_;
};

std::vector<Number> papers_of_values(const Columns& columns, const FacetColumn& column) {
  std::vector<Number> papers(column.size() + 1, 0);
  for (DocId doc = 1; doc <= columns.doc_count(); ++doc) {
    for (const Ordinal value : column.values(doc)) ++papers[value];
  }
  papers.pop_back();  // of those without
  return papers;
}

// id of a value → its further names, those of what it replaced too.
using OtherNames = std::unordered_map<std::string, std::vector<std::string>>;

OtherNames other_names(NamedKind kind, const CorpusFrame& frame) {
  OtherNames names;
  const auto add = [&names](const std::string& id, const std::vector<std::string>& more) {
    std::vector<std::string>& all = names[id];
    all.insert(all.end(), more.begin(), more.end());
  };
  switch (kind) {
    case NamedKind::Person:
      for (const Person& person : frame.people) {
        add(person.id, person.variants);
        if (!person.merged_into.empty()) add(person.merged_into, {person.name});
      }
      break;
    case NamedKind::Institution:
      for (const Institution& institution : frame.institutions) {
        add(institution.id, institution.aliases);
        add(institution.id, institution.acronyms);
        if (!institution.successor.empty()) add(institution.successor, {institution.name});
      }
      break;
    case NamedKind::Session:
      for (const Session& session : frame.sessions) add(session.id, {session.code});
      break;
    case NamedKind::Paper:
      break;
  }
  return names;
}

void write_values(PackedWriter& out, NamedKind kind, const SuggestSources& sources) {
  const FacetColumn& column = sources.columns.facet(facet_of(kind));
  const OtherNames others = other_names(kind, sources.frame);
  NameGatherer names;
  for (Ordinal value = 0; value < column.size(); ++value) {
    names.begin_bearer();
    names.add(column.label(value));
    const auto more = others.find(std::string(column.id(value)));
    if (more == others.end()) continue;
    for (const std::string& name : more->second) names.add(name);
  }
  names.write(out, papers_of_values(sources.columns, column));
}

void write_papers(PackedWriter& out, const TitleList& titles) {
  NameGatherer names;
  names.begin_bearer();  // there is no document 0
  for (DocId paper = 1; paper <= titles.size(); ++paper) {
    names.begin_bearer();
    names.add(titles.of(paper).own);
    names.add(titles.of(paper).translated);
  }
  names.write(out, {});
}

void write_phrases(PackedWriter& out, const TitleList& titles) {
  const std::size_t least = kLeastTitles + titles.size() / kPapersATitleMore;
  const std::vector<TitlePhrase> phrases = find_title_phrases(titles, least);
  std::vector<std::string_view> keys, as_written;
  std::vector<Number> begins{0}, papers;
  for (const TitlePhrase& phrase : phrases) {
    keys.push_back(phrase.key);
    as_written.push_back(phrase.as_written);
    papers.insert(papers.end(), phrase.papers.begin(), phrase.papers.end());
    begins.push_back(static_cast<Number>(papers.size()));
  }
  write_keys(out, keys);
  write_keys(out, as_written);
  out.numbers(begins);
  out.numbers(papers);
}

}  // namespace

std::string suggest_table_bytes(const SuggestSources& sources) {
  PackedWriter out(kSuggestMagic);
  for (const NamedKind kind : {NamedKind::Person, NamedKind::Institution, NamedKind::Session}) {
    write_values(out, kind, sources);
  }
  write_papers(out, sources.titles);
  write_phrases(out, sources.titles);
  return std::move(out.bytes);
}

Status save_suggest_table(const std::filesystem::path& folder, const std::string& bytes) {
  return write_file_atomic(folder / kSuggestFileName, bytes);
}

}  // namespace paperfind
