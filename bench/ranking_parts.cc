// What each part of the ranking adds on judged collections, beside Xapian's own BM25 over the same
// texts.
//   ranking_parts NAME=INDEX:CORPUS:QUERIES:QRELS …      (CORPUS: the collection's corpus.jsonl)
#include <fmt/format.h>
#include <xapian.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "cli/eval_files.h"
#include "engine/base/nlohmann_json.h"
#include "engine/search/searcher.h"

namespace {

using namespace paperfind;
using Clock = std::chrono::steady_clock;
using Ranking = std::vector<std::string>;
using Ask = std::function<Ranking(const std::string& query)>;

constexpr std::size_t kDepth = 100;

struct Collection {
  std::string name, index, corpus, queries, qrels;
};

struct Variant {
  std::string name;
  RankingParts parts;
  MatchMode mode = MatchMode::Auto;
  bool synonyms = true;
};

const std::vector<Variant> kVariants = {
    {"all parts", {}},
    {"without exact forms", {.exact_forms = false}},
    {"without asking words", {.asking_words = false}},
    {"full matches only", {.partial_matches = false}},
    {"all ranked OR (mode=any)", {}, MatchMode::Any},
    {"without pairs", {.pairs = false}},
    {"without neighbours", {.neighbours = false}},
    {"without other names", {}, MatchMode::Auto, false},
    {"words alone", {false, false, true, false, false}, MatchMode::Auto, false},
};

[[noreturn]] void fail(const std::string& what) {
  fmt::print(stderr, "ranking_parts: {}\n", what);
  std::exit(1);
}

template <typename T>
T take(Result<T> result) {
  if (!result.ok()) fail(result.error().to_string());
  return std::move(result).value();
}

Collection parse(const std::string& argument) {
  std::vector<std::string> parts;
  std::string rest = argument;
  for (const char separator : {'=', ':', ':', ':'}) {
    const std::size_t at = rest.find(separator);
    if (at == std::string::npos) fail("not NAME=INDEX:CORPUS:QUERIES:QRELS: " + argument);
    parts.push_back(rest.substr(0, at));
    rest.erase(0, at + 1);
  }
  return {parts[0], parts[1], parts[2], parts[3], rest};
}

Ranking ask_engine(Searcher& searcher, const Variant& variant, const std::string& query) {
  SearchRequest request;
  request.query = query.substr(0, kMaxQueryBytes);
  request.per_page = kDepth;
  request.no_facets = true;
  request.snippet_words = 0;
  request.highlight = HighlightMode::None;
  request.mode = variant.mode;
  request.synonyms = variant.synonyms;
  const ResultPage page = take(searcher.search(request));
  Ranking ranking;
  for (const Hit& hit : page.hits) {
    const auto source = hit.paper.extra.find("x_source_id");
    const bool named = source != hit.paper.extra.end();
    ranking.push_back(named ? nlohmann::json::parse(source->second).get<std::string>()
                            : hit.paper.id);
  }
  return ranking;
}

// The peer: Xapian with its own analysis and query parser, BM25 with stems, the title counted
// twice, words joined by OR.
class PlainXapian {
 public:
  explicit PlainXapian(const std::string& corpus) : db_("", Xapian::DB_BACKEND_INMEMORY) {
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("en"));
    std::ifstream in(corpus);
    for (std::string line; std::getline(in, line);) {
      const nlohmann::json record = nlohmann::json::parse(line);
      Xapian::Document document;
      generator.set_document(document);
      generator.index_text(record.value("title", ""), 2);
      generator.index_text(record.value("text", ""));
      document.set_data(record.contains("_id") ? record["_id"] : record["id"]);
      db_.add_document(document);
    }
    parser_.set_stemmer(Xapian::Stem("en"));
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser_.set_database(db_);
  }

  Ranking ask(const std::string& query) {
    Xapian::Enquire enquire(db_);
    enquire.set_query(parser_.parse_query(query, 0));
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.75, 0.5));
    const Xapian::MSet found = enquire.get_mset(0, kDepth);
    Ranking ranking;
    for (auto it = found.begin(); it != found.end(); ++it) {
      ranking.push_back(it.get_document().get_data());
    }
    return ranking;
  }

 private:
  Xapian::WritableDatabase db_;
  Xapian::QueryParser parser_;
};

struct Figures {
  Quality quality;
  double milliseconds = 0;
};

Figures measure(const Collection& collection, const Ask& ask) {
  const auto queries = take(cli::read_queries(collection.queries));
  const auto qrels = take(cli::read_qrels(collection.qrels));
  std::vector<Quality> qualities;
  Figures figures;
  for (const cli::EvalQuery& query : queries) {
    const auto judged = qrels.find(query.id);
    if (judged == qrels.end() || count_relevant(judged->second) == 0) continue;
    const Clock::time_point start = Clock::now();
    const Ranking ranking = ask(query.text);
    figures.milliseconds += std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    qualities.push_back(quality_of(ranking, judged->second));
  }
  figures.quality = mean_of(qualities);
  figures.milliseconds /= static_cast<double>(std::max<std::size_t>(qualities.size(), 1));
  return figures;
}

void print_row(const std::string& name, const std::vector<Figures>& row,
               const std::vector<Figures>& reference) {
  double gain = 0;
  fmt::print("{:26}", name);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const double change = 100 * (row[i].quality.ndcg_10 / reference[i].quality.ndcg_10 - 1);
    gain += change / static_cast<double>(row.size());
    fmt::print("  {:.4f} {:+5.1f}% {:6.2f}", row[i].quality.ndcg_10, change, row[i].milliseconds);
  }
  fmt::print("  {:+5.1f}%\n", gain);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) fail("usage: ranking_parts NAME=INDEX:CORPUS:QUERIES:QRELS …");
  std::vector<Collection> collections;
  for (int i = 1; i < argc; ++i) collections.push_back(parse(argv[i]));
  fmt::print(
      "nDCG@10, change against Xapian's BM25, mean ms a query (100 papers, no facets)\n{:26}", "");
  for (const Collection& collection : collections) fmt::print("  {:^21}", collection.name);
  fmt::print("  mean\n");

  std::vector<Figures> reference;
  for (const Collection& collection : collections) {
    PlainXapian xapian(collection.corpus);
    reference.push_back(measure(collection, [&](const std::string& q) { return xapian.ask(q); }));
  }
  print_row("Xapian BM25", reference, reference);
  for (const Variant& variant : kVariants) {
    std::vector<Figures> row;
    for (const Collection& collection : collections) {
      const auto searcher =
          take(Searcher::open(take(Snapshot::open_current(collection.index)), variant.parts));
      row.push_back(measure(collection, [&](const std::string& query) {
        return ask_engine(*searcher, variant, query);
      }));
    }
    print_row(variant.name, row, reference);
  }
  return 0;
}
