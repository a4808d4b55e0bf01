#include "engine/search/similar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/search/load_paper.h"
#include "engine/search/similar_reason.h"
#include "engine/search/telling_words.h"

namespace paperfind {
namespace {

// Bounds of the work: words asked for, postings they may have in all, papers compared.
constexpr std::size_t kWordsAsked = 16;
constexpr std::size_t kPostingsRead = 20'000;
constexpr std::size_t kByWords = 12;
constexpr std::size_t kByAuthors = 4;
constexpr std::size_t kBySession = 2;
constexpr std::size_t kValuesAsked = 50;  // authors, of thousands
// How soon a repeated word stops helping, as k1 in BM25.
constexpr double kSaturation = 1.5;
// A phrase counts beside its words: less than they do, since they count already.
constexpr double kPhraseShare = 0.7;
// What a shared author and a shared session are worth beside a likeness of 1, which only a copy
// has; papers on one subject reach a quarter.
constexpr double kAuthorShare = 0.08;
constexpr double kAllAuthorsShare = 0.14;
constexpr double kSessionShare = 0.04;

double saturated(double weight) { return weight / (weight + kSaturation); }

// How much a word tells: rare in the corpus, and found in titles and among keywords rather than
// only in abstracts, where every paper also says "furthermore".
struct Telling {
  std::uint32_t papers = 0;
  double value = 0;
};

// A phrase of the paper asked about.
struct Trait {
  std::size_t place;  // among its phrases
  double telling;
};

struct Candidate {
  DocId doc;
  double score;
  Paper paper;
  std::string why;
};

class Finder {
 public:
  explicit Finder(const SimilarTools& tools)
      : index_(tools.index),
        snapshot_(tools.snapshot),
        analyzer_(tools.analyzer),
        scorer_(tools.scorer),
        sets_(tools.index, tools.snapshot.postings(), tools.snapshot.forward()),
        taken_(tools.hidden) {
    papers_ =
        static_cast<double>(std::max<std::size_t>(index_.doc_count() - tools.hidden.count(), 1));
  }

  std::vector<RelatedPaper> find(DocId doc, const Paper& paper) {
    std::vector<RelatedPaper> out;
    taken_.add(doc);
    add_named(paper, out);
    doc_ = doc;
    phrases_.emplace(paper, analyzer_);
    portray();
    std::vector<Candidate> found;
    for (const DocId other : candidates()) compare(other, found);
    std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
      return a.score != b.score ? a.score > b.score : a.doc < b.doc;
    });
    for (Candidate& candidate : found) {
      if (candidate.why.empty()) continue;
      out.push_back({candidate.paper.id, candidate.paper.title, std::move(candidate.why)});
      if (out.size() >= named_ + kSimilarPapers) break;
    }
    return out;
  }

 private:
  std::optional<Paper> load(DocId doc) const {
    Result<Paper> paper = load_paper(snapshot_, index_, doc);
    if (!paper.ok()) return std::nullopt;
    return std::move(paper).value();
  }

  void add_named(const Paper& paper, std::vector<RelatedPaper>& out) {
    for (const std::string& id : paper.related) {
      const DocId other = index_.first_with(id_term(id));
      if (other == 0 || taken_.contains(other)) continue;
      taken_.add(other);
      if (std::optional<Paper> named = load(other)) {
        out.push_back({std::move(named->id), std::move(named->title), "named by the paper"});
      }
    }
    named_ = out.size();
  }

  const Telling& telling(const std::string& stem) {
    const auto [place, is_new] = tellings_.try_emplace(stem);
    if (!is_new) return place->second;
    Telling& telling = place->second;
    telling.papers = index_.doc_frequency(stem_term(stem));
    if (telling.papers < 2) return telling;  // nobody else has it
    const double prominent = index_.doc_frequency(stem_term(spec_of(TextField::Title), stem)) +
                             index_.doc_frequency(stem_term(spec_of(TextField::Keyword), stem));
    const double idf = std::log((papers_ + 1) / telling.papers);
    const double share = std::min(1.0, 4 * (prominent + 0.5) / (telling.papers + 2));
    telling.value = idf * std::sqrt(share);
    return telling;
  }

  // A phrase is rarer than its rarest word; how much nobody counted.
  double telling(const Phrase& phrase) {
    double sum = 0, most = 0;
    for (const std::string& stem : phrase.stems) {
      const double value = telling(stem).value;
      if (value <= 0 && telling(stem).papers < 2) return 0;
      sum += value;
      most = std::max(most, value);
    }
    if (phrase.stems.size() == 1) return sum;
    return kPhraseShare * std::min(most + (sum - most) / 4, std::log(papers_ + 1));
  }

  void portray() {
    for (std::size_t place = 0; place < phrases_->all().size(); ++place) {
      const Phrase& phrase = phrases_->all()[place];
      const double value = telling(phrase);
      if (value <= 0) continue;
      traits_.push_back({place, value});
      const double part = value * saturated(phrase.weight);
      self_ += part * part;
    }
  }

  // The words that tell most of the paper, each as far as it does.
  Plan words_plan() {
    std::vector<std::pair<double, const Phrase*>> words;
    for (const Trait& trait : traits_) {
      const Phrase& phrase = phrases_->all()[trait.place];
      if (phrase.stems.size() > 1) continue;
      words.emplace_back(trait.telling * saturated(phrase.weight), &phrase);
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Plan> parts;
    std::size_t postings = 0;
    for (const auto& [weight, word] : words) {
      const Telling& known = telling(word->stems.front());
      if (postings + known.papers > kPostingsRead) continue;
      postings += known.papers;
      // BM25 knows of rareness; what it does not know is how much the word is the paper's.
      const double idf = std::log((papers_ + 1) / known.papers);
      parts.push_back(Plan::scaled(Plan::of(stem_term(word->stems.front())), weight / idf));
      if (parts.size() == kWordsAsked) break;
    }
    return Plan::any_of(std::move(parts));
  }

  // The paper's values of a facet.
  std::vector<Ordinal> own_values(Facet facet) const {
    const FacetColumn& column = snapshot_.columns().facet(facet);
    std::vector<Ordinal> values;
    for (const Ordinal value : column.values(doc_)) {
      if (value != column.none() && values.size() < kValuesAsked) values.push_back(value);
    }
    return values;
  }

  // Papers with one of them. A value that too many papers have says nothing of any of them.
  Plan facet_plan(Facet facet) const {
    std::vector<Plan> parts;
    std::size_t postings = 0;
    for (const Ordinal value : own_values(facet)) {
      std::string term = filter_term(facet, snapshot_.columns().facet(facet).id(value));
      const std::uint32_t papers = index_.doc_frequency(term);
      if (postings + papers > kPostingsRead) continue;
      postings += papers;
      parts.push_back(Plan::of(std::move(term)));
    }
    return Plan::any_of(std::move(parts));
  }

  // The `limit` best by the words of the papers that match and were not taken before.
  void collect(const Plan& matching, const Plan& words, std::size_t limit,
               std::vector<DocId>& docs) {
    if (matching.empty()) return;
    DocSet papers = sets_.of(matching);
    papers.remove(taken_);
    for (const Ranked& ranked : scorer_.best(words, papers, limit)) {
      docs.push_back(ranked.doc);
      taken_.add(ranked.doc);
    }
  }

  std::vector<DocId> candidates() {
    std::vector<DocId> docs;
    const Plan words = words_plan();
    collect(words, words, kByWords, docs);
    collect(facet_plan(Facet::Author), words, kByAuthors, docs);
    collect(facet_plan(Facet::Session), words, kBySession, docs);
    return docs;
  }

  // Labels of the values both papers have.
  std::vector<std::string> shared_values(Facet facet, DocId other) const {
    const FacetColumn& column = snapshot_.columns().facet(facet);
    const auto theirs = column.values(other);
    std::vector<std::string> labels;
    for (const Ordinal value : own_values(facet)) {
      if (std::find(theirs.begin(), theirs.end(), value) != theirs.end()) {
        labels.emplace_back(column.label(value));
      }
    }
    return labels;
  }

  void compare(DocId other, std::vector<Candidate>& found) {
    std::optional<Paper> paper = load(other);
    if (!paper) return;
    const PaperPhrases theirs(*paper, analyzer_, *phrases_);
    SharedThings shared;
    double alike = 0;
    for (const Trait& trait : traits_) {
      const Phrase& match = theirs.all()[trait.place];
      if (match.weight <= 0) continue;
      const Phrase& ours = phrases_->all()[trait.place];
      const double part = saturated(ours.weight) * saturated(match.weight);
      alike += trait.telling * trait.telling * part;
      shared.phrases.push_back({&ours, &match, trait.telling * std::sqrt(part)});
    }
    // A long abstract shares more by chance.
    const double length =
        static_cast<double>(theirs.words() + 1) / static_cast<double>(phrases_->words() + 1);
    double score = self_ == 0 ? 0 : alike / (self_ * std::sqrt(std::clamp(length, 0.5, 2.0)));
    shared.authors = shared_values(Facet::Author, other);
    if (!shared.authors.empty()) {
      score += std::min(kAllAuthorsShare, kAuthorShare * std::sqrt(shared.authors.size()));
    }
    shared.session = !shared_values(Facet::Session, other).empty();
    if (shared.session) score += kSessionShare;
    found.push_back({other, score, std::move(*paper), reason(shared)});
  }

  const PaperIndex& index_;
  const Snapshot& snapshot_;
  Analyzer& analyzer_;
  Scorer& scorer_;
  MatchSets sets_;
  double papers_;
  DocId doc_ = 0;
  DocSet taken_;  // papers no longer looked for
  std::size_t named_ = 0;
  std::optional<PaperPhrases> phrases_;
  std::vector<Trait> traits_;
  double self_ = 0;
  std::unordered_map<std::string, Telling> tellings_;
};

}  // namespace

std::vector<RelatedPaper> similar_papers(const SimilarTools& tools, DocId doc, const Paper& paper) {
  return Finder(tools).find(doc, paper);
}

}  // namespace paperfind
