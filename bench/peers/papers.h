// What all engines are built from and asked: papers, facets and queries after our analysis, as
// words of plain letters and digits with blanks between, so that every engine's tokenizer sees the
// same.
//
// Files in the work folder:
//   papers.tsv    values of facet 0 with commas <tab> … <tab> words; a line a paper
//   facets.tsv    facet <tab> number of the value, from 0 within the facet <tab> id
//   queries.tsv   type <tab> kind <tab> clauses, words with ' ', clauses with '|' <tab> as typed
//   timed.tsv     those of them that are timed
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace paperfind::peers {

// Stands between two fields in a paper's words, so that no phrase reaches across.
inline constexpr std::string_view kFieldGap = "zq";

// Letters and digits as they are, each other byte as "zq" and two hexadecimal digits.
std::string plain_word(std::string_view word);

struct PaperLine {
  std::vector<std::vector<std::uint32_t>> values;  // beside the facets
  std::string words;
};

struct FacetTable {
  std::string name;
  std::vector<std::string> ids;  // by number
};

using Clause = std::vector<std::string>;  // several words: a phrase

enum class QueryKind : std::uint8_t {
  Plain,   // nothing but words that stand for one stem each: the same for ours and the others
  Phrase,  // one phrase: ours looks for the forms typed, the others for the stems
  Odd,     // compounds, other spellings …: ours asks for something else
};

struct Query {
  std::string type;
  QueryKind kind = QueryKind::Plain;
  std::vector<Clause> clauses;
  std::string typed;
};

// Each clause in quotes, `joiner` between: what most engines take.
std::string quoted_clauses(const Query& query, std::string_view joiner);

// The facets of facets.tsv, in order.
Result<std::vector<FacetTable>> read_facets(const std::filesystem::path& work);
Result<std::vector<Query>> read_queries(const std::filesystem::path& work);
Status write_queries(const std::filesystem::path& file, const std::vector<Query>& queries);
// Each paper in order; its number counts from 1.
Status for_each_paper(const std::filesystem::path& work,
                      const std::function<Status(std::uint32_t, const PaperLine&)>& visit);

// "number,number"
std::string joined(const std::vector<std::uint32_t>& numbers);
std::vector<std::string_view> split(std::string_view text, char by);

struct ExportCounts {
  std::size_t papers = 0, words = 0, queries = 0, plain = 0, phrases = 0;
  std::vector<std::string> facets;
};

// Writes the files. `corpus` in the format of docs/corpus-format.md.
Result<ExportCounts> export_corpus(const std::filesystem::path& corpus,
                                   const std::filesystem::path& queries,
                                   const std::filesystem::path& work);

}  // namespace paperfind::peers
