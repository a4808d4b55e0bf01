// How good a ranked list is, by what people judged: the measures of information retrieval in the
// definitions of trec_eval.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace paperfind {

// Of one query: paper → grade. A grade above 0 is relevant; a paper not in here counts as
// irrelevant.
using Judgements = std::map<std::string, int>;

struct Quality {
  // Gain is the grade, discounted by log2(rank + 1), over that of the best order of all judged
  // papers (Järvelin & Kekäläinen 2002, linear gain).
  double ndcg_10 = 0;
  double average_precision = 0;  // over all relevant papers, found or not
  double precision_10 = 0;       // also where fewer than ten were found
  double recall_100 = 0;
  double reciprocal_rank = 0;  // of the first relevant paper
  friend bool operator==(const Quality&, const Quality&) = default;
};

struct Measure {
  std::string_view name;
  std::string_view trec_name;
  double Quality::*value;
};
inline constexpr std::array kMeasures = {
    Measure{"nDCG@10", "ndcg_cut_10", &Quality::ndcg_10},
    Measure{"MAP", "map", &Quality::average_precision},
    Measure{"P@10", "P_10", &Quality::precision_10},
    Measure{"Recall@100", "recall_100", &Quality::recall_100},
    Measure{"MRR", "recip_rank", &Quality::reciprocal_rank},
};

std::size_t count_relevant(const Judgements& judgements);

// `ranking` names papers, best first, each once. All 0 where nothing is relevant.
Quality quality_of(std::span<const std::string> ranking, const Judgements& judgements);

// All 0 of none.
Quality mean_of(std::span<const Quality> qualities);

// How often chance alone would make the mean difference of two systems at least this large, either
// way: Fisher's randomization test, paired, by 100,000 random swaps (Smucker, Allan & Carterette
// 2007). `differences` has one number a query. The same differences give the same result.
double randomization_p(std::span<const double> differences);

}  // namespace paperfind
