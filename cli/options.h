// The command line understood: every flag a value of its own type, with its default.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "engine/base/result.h"
#include "engine/search/request_params.h"

namespace paperfind::cli {

enum class Format : std::uint8_t { Table, Json, Jsonl, Ids, Trec, Export };
enum class ColorMode : std::uint8_t { Auto, Never, Always };

// A facet value as a person wrote it: an id, a label or an alias.
struct TypedFilter {
  std::string prefix;  // "", "not." or "all."
  std::string facet;
  std::string value;
};

// Files of `eval`; empty: not given.
struct EvalOptions {
  std::string queries;
  std::string qrels;
  std::string run;
  std::string baseline;
  std::string exclude;
  std::optional<double> min_ndcg;
};

struct Options {
  Verb verb = Verb::None;
  std::vector<std::string> words;  // of the query, or ids, or a facet's name, or a help topic
  std::string query;               // words, phrases and -q put together
  std::vector<TypedFilter> filters;
  Params params;  // flags that are parameters of the API as they stand
  std::size_t page = 1;
  std::optional<std::size_t> count;  // a page; empty: the verb's own
  bool all_results = false;
  std::vector<std::string> facets;
  EvalOptions eval;
  Format format = Format::Table;
  std::string export_suffix;  // with Format::Export: of the address to ask
  ColorMode color = ColorMode::Auto;
  bool quiet = false;
  bool verbose = false;
  bool help = false;
  bool version = false;
  std::string db;  // as given by flags alone; see place.h
  std::string url;
  std::vector<std::string> argv;  // all as typed, for the command that asks for the next page
};

// InvalidInput names the flag in `where` and what it may be in `hint`. A word "-" stands for the
// words of `standard_input`.
Result<Options> options_from(const Arguments& arguments, const std::string& standard_input);

// True when a word is "-", so that standard input has to be read first.
bool reads_standard_input(const Arguments& arguments);

}  // namespace paperfind::cli
