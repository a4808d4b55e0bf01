#include "engine/search/suggest.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/search/completion.h"
#include "engine/search/facet_counter.h"
#include "engine/search/plain_words.h"
#include "engine/search/reader.h"
#include "engine/search/suggest_items.h"

namespace paperfind {
namespace {

// Nobody hopes that a text of more words goes on in one way.
constexpr std::size_t kMostWords = 32;

NamedKind kind_of(SuggestType type) {
  return type == SuggestType::Person        ? NamedKind::Person
         : type == SuggestType::Institution ? NamedKind::Institution
         : type == SuggestType::Session     ? NamedKind::Session
                                            : NamedKind::Paper;
}

std::vector<std::string> words_of(std::string_view key) {
  std::vector<std::string> words;
  while (!key.empty()) {
    const std::size_t blank = std::min(key.find(' '), key.size());
    words.emplace_back(key.substr(0, blank));
    key.remove_prefix(std::min(blank + 1, key.size()));
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// Which papers there are under the filters, and how many of each value.
class Scope {
 public:
  Scope(const SuggestTools& tools, const SearchRequest& request)
      : columns_(tools.snapshot.columns()),
        table_(tools.snapshot.suggestions()),
        docs_(DocSet::all(columns_.doc_count())) {
    docs_.remove(tools.hidden);
    // Hidden papers were withdrawn, and those have no values: the table's own counts hold.
    filtered_ = !request.filters.empty() || !request.from.empty() || !request.to.empty();
    if (!filtered_) return;
    std::vector<std::string> unsaid;
    DocSet rest = docs_;
    counted_ = apply_filters(columns_, request, docs_, unsaid);
    counted_.near_misses = {};  // they pass all filters but one, and here all count
    docs_ = DocSet(columns_.doc_count());
    for (const DocId doc : counted_.hits) docs_.add(doc);
    rest.remove(docs_);
    // The fewer papers tell as much.
    by_rest_ = rest.count() < counted_.hits.size();
    if (!by_rest_) return;
    counted_.hits.clear();
    rest.for_each([this](DocId doc) { counted_.hits.push_back(doc); });
  }

  [[nodiscard]] const DocSet& docs() const { return docs_; }

  // Gives `use` a function from the number of a bearer to its papers.
  template <typename Use>
  void with_counts(NamedKind kind, const Use& use) {
    const std::span<const std::uint32_t> all = table_.names(kind).papers;
    if (kind == NamedKind::Paper) {
      use([this](std::uint32_t doc) -> std::size_t { return docs_.contains(doc) ? 1 : 0; });
    } else if (!filtered_) {
      use([all](std::uint32_t value) -> std::size_t { return all[value]; });
    } else if (const ValueCounts& counts = counts_of(kind); by_rest_) {
      use([&](std::uint32_t value) -> std::size_t { return all[value] - counts[value]; });
    } else {
      use([&](std::uint32_t value) -> std::size_t { return counts[value]; });
    }
  }

  [[nodiscard]] std::size_t count(std::span<const std::uint32_t> papers) const {
    if (!filtered_) return papers.size();
    return static_cast<std::size_t>(std::count_if(
        papers.begin(), papers.end(), [this](DocId doc) { return docs_.contains(doc); }));
  }

 private:
  const ValueCounts& counts_of(NamedKind kind) {
    std::optional<ValueCounts>& counts = counts_[static_cast<std::size_t>(kind)];
    if (!counts) {
      counts.emplace().count(columns_.facet(facet_of(kind)), counted_, facet_of(kind));
    }
    return *counts;
  }

  const Columns& columns_;
  const SuggestTable& table_;
  DocSet docs_;
  bool filtered_ = false;
  FilteredDocs counted_;  // those that pass, or with by_rest_ those that do not
  bool by_rest_ = false;
  std::array<std::optional<ValueCounts>, kNamedKinds> counts_;
};

// One request on its way.
class Completer {
 public:
  Completer(const SuggestTools& tools, const SuggestRequest& request)
      : table_(tools.snapshot.suggestions()),
        analyzer_(tools.analyzer),
        rows_(request.rows),
        scope_(tools, request.context) {
    std::vector<Token> tokens;
    analyzer_.analyze(request.context.query, tokens, FirstBytes());
    for (Token& token : tokens) words_.push_back(std::move(token.term));
  }

  [[nodiscard]] bool has_work() const { return !words_.empty() && words_.size() <= kMostWords; }
  [[nodiscard]] std::string typed() const { return joined(words_); }
  [[nodiscard]] const Scope& scope() const { return scope_; }

  [[nodiscard]] std::vector<Completion> complete(SuggestType type, bool typo) {
    BestCompletions best(rows_);
    if (type == SuggestType::Phrase) {
      add_phrases(typo, best);
    } else {
      add_names(kind_of(type), typo, best);
    }
    return best.take();
  }

 private:
  void add_phrases(bool typo, BestCompletions& best) const {
    const PhraseIndex& phrases = table_.phrases();
    for (const KeyRange range : phrases_of(phrases, typed(), typo)) {
      for (std::uint32_t phrase = range.first; phrase < range.last; ++phrase) {
        const Completion most{phrase, phrases.papers[phrase].size()};
        if (!best.wants(most) || is_academic_furniture(phrases.keys[phrase])) continue;
        const Completion found{phrase, scope_.count(phrases.papers[phrase])};
        if (best.wants(found)) add_once(found, best);
      }
    }
  }

  // Forms of the same words find the same papers: the most frequent one speaks for all.
  void add_once(const Completion& found, BestCompletions& best) const {
    const std::string stems = stems_of(found.number);
    for (const Completion& kept : best.kept()) {
      if (stems_of(kept.number) != stems) continue;
      if (kept.papers > found.papers ||
          (kept.papers == found.papers && kept.number < found.number)) {
        return;
      }
      best.remove(kept);
      break;
    }
    best.add(found);
  }

  [[nodiscard]] std::string stems_of(std::uint32_t phrase) const {
    std::string stems;
    for (const std::string& word : words_of(table_.phrases().keys[phrase])) {
      stems.append(analyzer_.stem(word)) += ' ';
    }
    return stems;
  }

  void add_names(NamedKind kind, bool typo, BestCompletions& best) {
    const NameIndex& names = table_.names(kind);
    const std::vector<TypedWord> typed = typed_words(kind);
    const WordRanges as_typed = ranges_of(names, typed);
    std::vector<WordRanges> readings;
    if (typo) {
      readings = slipped_ranges_of(names, typed);
    } else if (std::none_of(as_typed.begin(), as_typed.end(),
                            [](const auto& ranges) { return ranges.empty(); })) {
      readings = {as_typed};
    }
    if (readings.empty()) return;
    scope_.with_counts(kind, [&](const auto& papers_of) {
      for (const WordRanges& reading : readings) {
        add_bearers(names, reading, typo ? &as_typed : nullptr, papers_of, best);
      }
    });
  }

  // Each once.
  [[nodiscard]] std::vector<TypedWord> typed_words(NamedKind kind) const {
    std::vector<TypedWord> typed;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const bool whole = kind == NamedKind::Paper && i + 1 < words_.size();
      TypedWord word{words_[i], whole ? KeyMatch::Whole : KeyMatch::Prefix};
      if (std::find(typed.begin(), typed.end(), word) == typed.end())
        typed.push_back(std::move(word));
    }
    return typed;
  }

  const SuggestTable& table_;
  Analyzer& analyzer_;
  std::size_t rows_;
  Scope scope_;
  std::vector<std::string> words_;
};

// What one type has to offer, and how much of it gets a row.
struct Offer {
  SuggestType type;
  std::vector<Completion> found;
  std::size_t dealt = 0;
};

std::vector<SuggestType> types_of(const SuggestRequest& request) {
  if (!request.types.empty()) return request.types;
  std::vector<SuggestType> all;
  for (const SuggestTypeSpec& spec : kSuggestTypes) all.push_back(spec.type);
  return all;
}

// A row for each type in turn, while there are rows; gives those left.
std::size_t deal(std::vector<Offer>& offers, std::size_t rows) {
  for (bool more = true; more && rows > 0;) {
    more = false;
    for (Offer& offer : offers) {
      if (rows == 0 || offer.dealt == offer.found.size()) continue;
      ++offer.dealt;
      --rows;
      more = true;
    }
  }
  return rows;
}

}  // namespace

Result<SuggestPage> Suggester::suggest(const SuggestRequest& request) const {
  Completer completer(tools_, request);
  SuggestPage page;
  page.request = request;
  page.generation = tools_.snapshot.name();
  page.typed = completer.typed();
  for (const SuggestType type : types_of(request)) page.groups.push_back({type, {}});
  const QueryReader reader(tools_.index, tools_.analyzer, tools_.snapshot, tools_.hidden,
                           tools_.parts);
  const SuggestItems items(tools_, request.context, words_of(page.typed),
                           [&](const SearchRequest& search) {
                             return reader.matches(search).count_shared(completer.scope().docs());
                           });
  std::size_t rows = completer.has_work() ? request.rows : 0;
  for (const bool typo : {false, true}) {
    if (typo && request.context.typo == TypoMode::Off) break;
    if (rows == 0) break;
    std::vector<Offer> offers;
    for (const SuggestGroup& group : page.groups) {
      offers.push_back({group.type, completer.complete(group.type, typo)});
    }
    rows = deal(offers, rows);
    for (std::size_t i = 0; i < offers.size(); ++i) {
      offers[i].found.resize(offers[i].dealt);
      const Status added = items.add(offers[i].type, offers[i].found, typo, page.groups[i].items);
      if (!added.ok()) return added.error();
    }
  }
  std::erase_if(page.groups, [](const SuggestGroup& group) { return group.items.empty(); });
  return page;
}

}  // namespace paperfind
