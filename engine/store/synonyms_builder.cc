#include "engine/store/synonyms_builder.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/schema/fields.h"
#include "engine/text/acronyms.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr std::size_t kMaxAcronyms = 200'000;
// A meaning must have this share of the papers that explain the acronym …
constexpr double kDominantShare = 0.7;
// … and be explained in this share of those that use it.
constexpr double kExplainedShare = 0.05;
// An acronym is an ordinary word too where more papers hold the word than hold it in capitals.
constexpr std::uint32_t kOrdinaryTimes = 2;
constexpr std::uint32_t kOrdinaryPapers = 2;

// The most frequent; of equals the first by bytes.
std::string usual(const std::map<std::string, std::uint32_t>& forms) {
  const auto best = std::max_element(
      forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best->first;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Turns what was gathered into entries: who stands for whom, and what of it helps a search.
class Compiler {
 public:
  Compiler(const Xapian::Database& db, Analyzer& analyzer,
           const std::unordered_map<std::string, std::uint32_t>& in_capitals)
      : db_(db), analyzer_(analyzer), in_capitals_(in_capitals) {}

  [[nodiscard]] bool knows(const std::string& text) const {
    return entries_.contains(key_of(text, analyzer_.analyze(text)));
  }

  void connect(const std::string& typed, const std::string& other) {
    const std::vector<Token> tokens = analyzer_.analyze(typed);
    if (tokens.empty() || tokens.size() > kMaxSynonymWords) return;
    const std::string key = key_of(typed, tokens);
    const std::vector<Token> others = analyzer_.analyze(other);
    if (same_words(others, tokens) || !is_useful(other, others)) return;
    Synonyms::Entry& entry = entries_[key];
    entry.key = key;
    entry.only_in_capitals = entry.only_in_capitals || is_ordinary(typed, tokens);
    const bool known = std::any_of(
        entry.others.begin(), entry.others.end(),
        [&](const std::string& earlier) { return same_words(analyzer_.analyze(earlier), others); });
    if (!known && entry.others.size() < kMaxSynonyms) entry.others.push_back(other);
  }

  Synonyms finish() {
    std::vector<Synonyms::Entry> entries;
    for (auto& [key, entry] : entries_) entries.push_back(std::move(entry));
    return Synonyms(std::move(entries));
  }

 private:
  static std::string key_of(const std::string& text, const std::vector<Token>& tokens) {
    const bool acronym = tokens.size() == 1 && is_acronym(text);
    return acronym ? acronym_key(tokens.front().term) : synonym_key(tokens);
  }

  // "data sets" and "data set"; not "data set" and "dataset", though their key is one.
  static bool same_words(const std::vector<Token>& a, const std::vector<Token>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Token& one, const Token& other) { return one.stem == other.stem; });
  }

  [[nodiscard]] bool is_ordinary(const std::string& text, const std::vector<Token>& tokens) const {
    if (tokens.size() != 1) return false;
    const std::string& word = tokens.front().term;
    if (Analyzer::is_stop_word(word)) return true;
    if (!is_acronym(text)) return false;
    const auto counted = in_capitals_.find(word);
    const std::uint32_t capitals = counted == in_capitals_.end() ? 0 : counted->second;
    return db_.get_termfreq(exact_term(word)) > kOrdinaryTimes * capitals + kOrdinaryPapers;
  }

  // It occurs, and as a word it would not find everything that has another meaning.
  [[nodiscard]] bool is_useful(const std::string& text, const std::vector<Token>& tokens) const {
    if (tokens.empty() || tokens.size() > kMaxSynonymWords || is_ordinary(text, tokens)) {
      return false;
    }
    const bool acronym = is_acronym(text);
    std::vector<Xapian::Query> words;
    for (const Token& token : tokens) {
      if (tokens.size() == 1 && !acronym && db_.term_exists(stem_term(token.stem))) return true;
      std::vector<Xapian::Query> forms;
      for (const std::string& form : {token.term, other_number(token.term)}) {
        const bool may_be = form == token.term || &token == &tokens.back();
        if (may_be && db_.term_exists(exact_term(form))) forms.emplace_back(exact_term(form));
      }
      if (forms.empty()) return false;
      words.emplace_back(Xapian::Query::OP_OR, forms.begin(), forms.end());
    }
    if (words.size() == 1) return true;
    Xapian::Enquire enquire(db_);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(),
                                    static_cast<Xapian::termcount>(words.size())));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
    return !enquire.get_mset(0, 1).empty();
  }

  const Xapian::Database& db_;
  Analyzer& analyzer_;
  const std::unordered_map<std::string, std::uint32_t>& in_capitals_;
  std::map<std::string, Synonyms::Entry> entries_;
};

void connect_group(const SynonymGroup& group, Compiler& compiler) {
  for (const std::string& member : group.members) {
    for (const std::string& other : group.members) {
      if (group.also.empty()) compiler.connect(member, other);
    }
    for (const std::string& other : group.also) compiler.connect(member, other);
  }
}

}  // namespace

void SynonymsBuilder::count_capitals(std::string_view text, std::vector<std::string>& seen) const {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    std::string_view word = text.substr(at, end - at);
    at = std::max(end, at + 1);
    if (word.size() > kMaxAcronymBytes + 1) continue;
    if (word.size() > 2 && word.back() == 's') word.remove_suffix(1);
    if (is_acronym(word)) seen.push_back(fold(word));
  }
}

void SynonymsBuilder::add(const Paper& paper) {
  std::vector<std::string> seen;
  std::set<std::pair<std::string, std::string>> explained;
  for (const std::string_view text :
       {std::string_view(paper.title), std::string_view(paper.abstract)}) {
    count_capitals(text, seen);
    for (const AcronymPair& pair : find_acronyms(text)) {
      const std::string folded = fold(pair.acronym);
      if (acronyms_.size() >= kMaxAcronyms && !acronyms_.contains(folded)) continue;
      const std::string key = synonym_key(analyzer_.analyze(pair.words));
      if (!explained.emplace(folded, key).second) continue;
      Acronym& acronym = acronyms_[folded];
      ++acronym.forms[pair.acronym];
      Meaning& meaning = acronym.meanings[key];
      ++meaning.papers;
      ++meaning.forms[pair.words];
    }
  }
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  for (std::string& word : seen) {
    if (in_capitals_.size() < kMaxAcronyms || in_capitals_.contains(word)) ++in_capitals_[word];
  }
}

void SynonymsBuilder::append(const SynonymsBuilder& later) {
  for (const auto& [folded, acronym] : later.acronyms_) {
    if (acronyms_.size() >= kMaxAcronyms && !acronyms_.contains(folded)) continue;
    Acronym& here = acronyms_[folded];
    for (const auto& [form, papers] : acronym.forms) here.forms[form] += papers;
    for (const auto& [key, meaning] : acronym.meanings) {
      Meaning& known = here.meanings[key];
      known.papers += meaning.papers;
      for (const auto& [form, papers] : meaning.forms) known.forms[form] += papers;
    }
  }
  // In an order that does not hang on hashes, for where there are too many.
  const std::map<std::string_view, std::uint32_t> capitals(later.in_capitals_.begin(),
                                                           later.in_capitals_.end());
  for (const auto& [view, papers] : capitals) {
    const std::string word(view);
    if (in_capitals_.size() < kMaxAcronyms || in_capitals_.contains(word))
      in_capitals_[word] += papers;
  }
}

const SynonymsBuilder::Meaning* SynonymsBuilder::meaning_of(const Acronym& acronym,
                                                            std::uint32_t papers) {
  std::uint32_t all = 0;
  const Meaning* best = nullptr;
  for (const auto& [key, meaning] : acronym.meanings) {
    all += meaning.papers;
    if (best == nullptr || meaning.papers > best->papers) best = &meaning;
  }
  const bool dominant = best != nullptr && best->papers >= kDominantShare * all;
  return dominant && best->papers >= kExplainedShare * papers ? best : nullptr;
}

std::vector<JoinedWord> SynonymsBuilder::joined_words(const ForwardIndex& papers,
                                                      const WordList& words) const {
  return find_joined_words(papers, words,
                           [&](const std::string& word) { return in_capitals_.contains(word); });
}

Synonyms SynonymsBuilder::finish(const Xapian::Database& db,
                                 const std::vector<SynonymGroup>& groups,
                                 const std::vector<JoinedWord>& joined_words) {
  Compiler compiler(db, analyzer_, in_capitals_);
  for (const SynonymGroup& group : groups) connect_group(group, compiler);
  struct Pair {
    std::uint32_t papers;
    std::string acronym, words;
  };
  std::vector<Pair> pairs;
  for (const auto& [folded, acronym] : acronyms_) {
    const Meaning* meaning = meaning_of(acronym, db.get_termfreq(exact_term(folded)));
    if (meaning == nullptr) continue;
    Pair pair{meaning->papers, usual(acronym.forms), usual(meaning->forms)};
    // What the site says of a word is all there is to say.
    if (!compiler.knows(pair.acronym) && !compiler.knows(pair.words)) {
      pairs.push_back(std::move(pair));
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.papers > b.papers; });
  for (const Pair& pair : pairs) {
    compiler.connect(pair.acronym, pair.words);
    compiler.connect(pair.words, pair.acronym);
  }
  for (const JoinedWord& word : joined_words) {
    if (word.joined_misses) compiler.connect(word.joined, word.apart);
    if (word.apart_misses) compiler.connect(word.apart, word.joined);
  }
  return compiler.finish();
}

}  // namespace paperfind
