// Our analysis, written down for the others: the stems of every field that a plain word searches,
// and the stems a query asks for.
#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <unordered_map>

#include "bench/peers/papers.h"
#include "engine/query/parse_query.h"
#include "engine/query/plan_query.h"
#include "engine/schema/document.h"
#include "engine/schema/facet_values.h"
#include "engine/schema/stored_paper.h"
#include "indexer/corpus_pass.h"

namespace paperfind::peers {
namespace fs = std::filesystem;
namespace {

// In the order wanted; the first three with values are taken.
constexpr Facet kWanted[] = {Facet::Session, Facet::Institution, Facet::Year,
                             Facet::Author,  Facet::Track,       Facet::Event};
constexpr std::size_t kFacets = 3;

class Words {
 public:
  // Other spellings go to the end: between the words they would part phrases.
  void add(std::string_view text) {
    analyzer_.analyze(text, tokens_);
    if (tokens_.empty()) return;
    if (!line_.empty()) put(kFieldGap, line_);
    for (const Token& token : tokens_) {
      put(plain_word(token.stem), line_);
      for (const std::string& variant : token.variants) {
        put(kFieldGap, variants_);
        put(plain_word(analyzer_.stem(variant)), variants_);
      }
    }
  }
  std::string take() {
    std::string line = std::move(line_);
    if (!variants_.empty()) put(variants_, line);
    line_.clear();
    variants_.clear();
    return line;
  }
  [[nodiscard]] Analyzer& analyzer() { return analyzer_; }

 private:
  static void put(std::string_view word, std::string& line) {
    if (!line.empty()) line += ' ';
    line += word;
  }
  Analyzer analyzer_;
  std::vector<Token> tokens_;
  std::string line_, variants_;
};

// The texts DocumentBuilder indexes, in its order.
std::string words_of(const Paper& paper, const Resolver& resolver, Words& words) {
  words.add(paper.title);
  for (const auto& [language, translation] : paper.translations) words.add(translation.title);
  for (const std::string& keyword : paper.keywords) words.add(keyword);
  std::vector<std::string> printed;
  const auto add_institution = [&](const std::string& text) {
    if (std::find(printed.begin(), printed.end(), text) != printed.end()) return;
    printed.push_back(text);
    words.add(text);
  };
  for (const Author& author : paper.authors) {
    words.add(author.name);
    for (const Affiliation& affiliation : author.affiliations) {
      add_institution(affiliation.raw);
      const Institution* known = resolver.authority().find(affiliation.institution);
      if (known == nullptr) continue;
      add_institution(known->name);
      for (const std::string& acronym : known->acronyms) add_institution(acronym);
    }
  }
  for (const Presentation& presentation : paper.presentations) {
    const Session* session = resolver.session(presentation.session);
    if (session == nullptr) continue;
    words.add(session->title);
    for (const Chair& chair : session->chairs) words.add(chair.name);
  }
  words.add(paper.abstract);
  for (const auto& [language, translation] : paper.translations) words.add(translation.abstract);
  return words.take();
}

class ClauseReader {
 public:
  explicit ClauseReader(Analyzer& analyzer) : analyzer_(analyzer) {}

  Query read(std::string_view type, std::string_view typed) {
    Query query;
    query.type = type;
    query.typed = typed;
    const ParsedQuery parsed = parse_query(typed, analyzer_);
    // Ignored pieces and notices say that something was no word.
    plain_ = parsed.ignored.empty() && parsed.notices.empty();
    if (parsed.root.kind == NodeKind::And) {
      for (const QueryNode& child : parsed.root.children) add(child, query);
    } else {
      add(parsed.root, query);
    }
    const bool phrase = parsed.root.kind == NodeKind::Phrase;
    query.kind = plain_ ? QueryKind::Plain : phrase ? QueryKind::Phrase : QueryKind::Odd;
    return query;
  }

 private:
  static Clause clause_of(const std::vector<Token>& tokens) {
    Clause clause;
    for (const Token& token : tokens) clause.push_back(plain_word(token.stem));
    return clause;
  }
  void add(const QueryNode& node, Query& query) {
    if (node.common) return;
    const bool other_forms =
        std::any_of(node.tokens.begin(), node.tokens.end(),
                    [](const Token& token) { return !token.variants.empty(); });
    if (node.kind == NodeKind::Word) {
      plain_ = plain_ && !node.exact && node.field == nullptr && !other_forms;
      query.clauses.push_back(clause_of(node.tokens));
      return;
    }
    plain_ = false;
    if (node.kind == NodeKind::Phrase ||
        (node.kind == NodeKind::Compound && is_matched_whole(node))) {
      query.clauses.push_back(clause_of(node.tokens));
      return;
    }
    for_each_leaf(node, [&](const QueryNode& leaf) {
      for (const Token& token : leaf.tokens) query.clauses.push_back({plain_word(token.stem)});
    });
  }
  Analyzer& analyzer_;
  bool plain_ = true;
};

Status export_queries(const fs::path& from, const fs::path& work, ExportCounts& counts) {
  std::ifstream in(from);
  std::vector<Query> queries;
  Analyzer analyzer;
  ClauseReader reader(analyzer);
  for (std::string line; std::getline(in, line);) {
    const auto parts = split(line, '\t');
    const std::string_view typed = parts.size() > 1 ? parts[1] : parts[0];
    Query query = reader.read(parts.size() > 1 ? parts[0] : "all", typed);
    if (query.clauses.empty()) continue;
    counts.plain += query.kind == QueryKind::Plain ? 1 : 0;
    counts.phrases += query.kind == QueryKind::Phrase ? 1 : 0;
    queries.push_back(std::move(query));
  }
  counts.queries = queries.size();
  return write_queries(work / "queries.tsv", queries);
}

struct Numbers {
  std::unordered_map<std::string, std::uint32_t> of;
  std::vector<std::string> ids;
  std::uint32_t number(const std::string& id) {
    const auto [it, fresh] = of.try_emplace(id, static_cast<std::uint32_t>(ids.size()));
    if (fresh) ids.push_back(id);
    return it->second;
  }
};

struct Exported {
  std::vector<std::string> words;
  std::map<Facet, std::vector<std::string>> values;  // lists of numbers, beside words
  std::map<Facet, Numbers> numbers;
};

Result<Exported> analyzed(const CorpusPass& corpus) {
  Exported out;
  Words words;
  for (std::size_t place = 0; place < corpus.papers.size(); ++place) {
    const auto bytes = corpus.papers.bytes(place);
    if (!bytes.ok()) return bytes.error();
    const auto paper = decode_paper(*bytes);
    if (!paper.ok()) return paper.error();
    if (paper->status == PaperStatus::Withdrawn) continue;
    const PaperFacets facets = facets_of(*paper, corpus.resolver);
    out.words.push_back(words_of(*paper, corpus.resolver, words));
    for (const Facet facet : kWanted) {
      std::vector<std::uint32_t> numbers;
      for (const FacetValueRef& value : facets[index_of(facet)]) {
        numbers.push_back(out.numbers[facet].number(value.id));
      }
      out.values[facet].push_back(joined(numbers));
    }
  }
  return out;
}

}  // namespace

Result<ExportCounts> export_corpus(const fs::path& corpus, const fs::path& queries,
                                   const fs::path& work) {
  if (!fs::is_regular_file(queries)) {
    return Error{ErrorCode::NotFound, "there is no such file", queries.string()};
  }
  const auto pass = read_corpus(corpus, {}, work, true);
  if (!pass.ok()) return pass.error();
  auto exported = analyzed(*pass);
  if (!exported.ok()) return exported.error();
  ExportCounts counts;
  std::vector<Facet> taken;
  std::ofstream facet_file(work / "facets.tsv");
  for (const Facet facet : kWanted) {
    const std::vector<std::string>& ids = exported->numbers[facet].ids;
    if (ids.empty() || taken.size() == kFacets) continue;
    taken.push_back(facet);
    counts.facets.emplace_back(spec_of(facet).name);
    for (std::size_t number = 0; number < ids.size(); ++number) {
      facet_file << spec_of(facet).name << '\t' << number << '\t' << ids[number] << '\n';
    }
  }
  std::ofstream papers(work / "papers.tsv");
  for (std::size_t place = 0; place < exported->words.size(); ++place) {
    for (const Facet facet : taken) papers << exported->values[facet][place] << '\t';
    papers << exported->words[place] << '\n';
    const std::string& words = exported->words[place];
    counts.words += static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
  }
  counts.papers = exported->words.size();
  if (Status written = export_queries(queries, work, counts); !written.ok()) return written.error();
  papers.flush();
  facet_file.flush();
  if (!papers || !facet_file) return Error{ErrorCode::Io, "cannot be written", work.string()};
  return counts;
}

}  // namespace paperfind::peers
