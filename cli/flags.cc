#include "cli/flags.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/schema/fields.h"

namespace paperfind::cli {
namespace {

constexpr std::array kVerbs = {
    VerbSpec{Verb::Search, "search", "[WORD…]",
             "find papers; without words: all of them, in programme order"},
    VerbSpec{Verb::Show, "show", "ID…", "print whole papers"},
    VerbSpec{Verb::Facets, "facets", "[NAME]",
             "count the papers of every session, institution, author …"},
    VerbSpec{Verb::Suggest, "suggest", "PREFIX…",
             "what a half-typed query may become: phrases, people, institutions, sessions, papers"},
    VerbSpec{Verb::Eval, "eval", "--queries FILE --qrels FILE",
             "measure how good the answers are, by judged queries"},
    VerbSpec{Verb::Embed, "embed", "",
             "print the lines that put a daemon's search box on a site's own pages"},
    VerbSpec{Verb::Help, "help", "[COMMAND|query]", "explain a command, or how a query is written"},
    VerbSpec{Verb::Version, "version", "", "print the version"},
};

constexpr Verbs kSearch = bit(Verb::Search);
constexpr Verbs kFacets = bit(Verb::Facets);
constexpr Verbs kSuggest = bit(Verb::Suggest);
constexpr Verbs kEval = bit(Verb::Eval);
constexpr Verbs kBoth = kSearch | kFacets;
constexpr Verbs kFiltered = kBoth | kSuggest;
constexpr Verbs kPrinting = kFiltered | bit(Verb::Show);
constexpr Verbs kAsking = kPrinting | kEval;
constexpr Verbs kEverywhere = 0xFFFF;

// The few filters people use most say how; the others follow the field table.
std::string filter_help(const FacetSpec& facet) {
  switch (facet.facet) {
    case Facet::Session:
      return "only papers of this session: an id, a title or an alias; repeat for \"or\"";
    case Facet::Institution:
      return "only papers from this institution: an id, a name or an alias";
    case Facet::Author:
      return "only papers by this person: an id or a name";
    case Facet::Year:
      return "only papers of this year, or of the years A..B";
    case Facet::Day:
      return "only papers of this day, such as 2022-03-28, or of the days A..B";
    case Facet::Has:
      return "only papers that come with pdf, video, slides, code, data or a poster";
    default:
      return "only papers with this " + std::string(facet.name);
  }
}

std::vector<FlagSpec> eval_flags() {
  return {
      {FlagId::Queries, "queries", 0, "FILE", kEval,
       "what to ask: lines {\"_id\", \"text\"}, or an id, a tab and the text"},
      {FlagId::Qrels, "qrels", 0, "FILE", kEval,
       "judgements, a line each: query, paper, grade (TREC's four columns too)"},
      {FlagId::Run, "run", 0, "FILE", kEval, "write what was found there, as a TREC run"},
      {FlagId::Baseline, "baseline", 0, "FILE", kEval, "compare with this TREC run"},
      {FlagId::Exclude, "exclude", 0, "FILE", kEval,
       "pairs of query and paper to leave out, a line each"},
      {FlagId::MinNdcg, "min-ndcg", 0, "X", kEval, "exit 1 when nDCG@10 is below"},
      {FlagId::Format, "format", 0, "FORMAT", kEval,
       "table, json or trec (the run itself); default table"},
  };
}

std::vector<FlagSpec> make_flags() {
  std::vector<FlagSpec> out;
  for (const FacetSpec& facet : paperfind::kFacets) {
    const std::string value = facet.facet == Facet::Year  ? "Y|A..B"
                              : facet.facet == Facet::Day ? "D|A..B"
                                                          : "VALUE";
    out.push_back(
        {FlagId::Filter, std::string(facet.name), 0, value, kFiltered, filter_help(facet)});
  }
  const std::vector<FlagSpec> judging = eval_flags();
  out.insert(out.end(), judging.begin(), judging.end());
  const std::vector<FlagSpec> rest = {
      {FlagId::Not, "not", 0, "FACET=VALUE", kFiltered, "leave out papers with that value"},
      {FlagId::All, "all", 0, "FACET=VALUE", kFiltered, "papers with every value so given"},
      {FlagId::Phrase, "phrase", 0, "WORDS", kBoth, "these words side by side, in this order"},
      {FlagId::Any, "any", 0, "", kBoth | kEval, "one of the words is enough"},
      {FlagId::NoTypo, "no-typo", 0, "", kFiltered | kEval, "take every word as typed"},
      {FlagId::NoSynonyms, "no-synonyms", 0, "", kFiltered | kEval,
       "leave out other names of a word (KWS, keyword spotting)"},
      {FlagId::Sort, "sort", 0, "KEY", kSearch,
       "relevance, -year, year, title, author or programme"},
      {FlagId::Count, "count", 'n', "N", kBoth,
       "papers (or values) a page, at most 100 (1000); default 20"},
      {FlagId::Count, "count", 'n', "N", kSuggest, "suggestions in all, at most 20; default 8"},
      {FlagId::Types, "types", 0, "A,B", kSuggest,
       "only these of phrase, person, institution, session, paper, in this order"},
      {FlagId::Page, "page", 0, "N", kBoth, "which page, from 1"},
      {FlagId::AllResults, "all-results", 0, "", kSearch, "every paper, not a page of them"},
      {FlagId::Fields, "fields", 0, "A,B", kSearch,
       "with json and jsonl: only these keys of each paper"},
      {FlagId::Facets, "facets", 0, "A,B", kSearch,
       "count these facets too; \"all\" for every one"},
      {FlagId::Explain, "explain", 0, "", kSearch, "say what each paper's score is made of"},
      {FlagId::Query, "query", 'q', "WORDS", kFacets, "count only papers that this query finds"},
      {FlagId::Prefix, "prefix", 0, "TEXT", kFacets,
       "only values whose name, in any word, begins like this"},
      {FlagId::Order, "order", 0, "ORDER", kFacets, "count, label or programme"},
      {FlagId::Format, "format", 0, "FORMAT", kPrinting,
       "table, json, jsonl (a line each) or ids; default table; of search and show also bib, ris, "
       "csl, csv, ics or atom"},
      {FlagId::Json, "json", 0, "", kAsking, "the same as --format json"},
      {FlagId::Db, "db", 0, "DIR", kAsking, "ask the index in this folder"},
      {FlagId::Url, "url", 0, "URL", bit(Verb::Embed),
       "the daemon, at the address visitors reach it; else PAPERFIND_URL or the configuration"},
      {FlagId::Url, "url", 0, "URL", kAsking, "ask the paperfind-searchd at this address"},
      {FlagId::Color, "color", 0, "WHEN", kEverywhere, "auto, never or always"},
      // In `facets` -q has long meant the query; there only the long name is left.
      {FlagId::Quiet, "quiet", 0, "", kFacets, "no notes on standard error"},
      {FlagId::Quiet, "quiet", 'q', "", static_cast<Verbs>(kEverywhere & ~kFacets),
       "no notes on standard error"},
      {FlagId::Verbose, "verbose", 'v', "", kEverywhere, "say on standard error how long it took"},
      {FlagId::Help, "help", 'h', "", kEverywhere, "explain the command"},
      {FlagId::Version, "version", 0, "", kEverywhere, "print the version"},
  };
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

const FlagSpec* first_flag(Verb verb, const auto& matches) {
  const auto all = flags();
  const auto found = std::find_if(all.begin(), all.end(), [&](const FlagSpec& flag) {
    return (flag.verbs & bit(verb)) != 0 && matches(flag);
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::span<const VerbSpec> verbs() { return kVerbs; }

const VerbSpec& spec_of(Verb verb) {
  return *std::find_if(kVerbs.begin(), kVerbs.end(),
                       [verb](const VerbSpec& spec) { return spec.verb == verb; });
}

const VerbSpec* find_verb(std::string_view name) {
  const auto found = std::find_if(kVerbs.begin(), kVerbs.end(),
                                  [name](const VerbSpec& spec) { return spec.name == name; });
  return found == kVerbs.end() ? nullptr : &*found;
}

std::span<const FlagSpec> flags() {
  static const std::vector<FlagSpec> kFlags = make_flags();
  return kFlags;
}

const FlagSpec* find_flag(std::string_view long_name, Verb verb) {
  return first_flag(verb, [=](const FlagSpec& flag) { return flag.long_name == long_name; });
}

const FlagSpec* find_flag(char short_name, Verb verb) {
  return first_flag(verb, [=](const FlagSpec& flag) { return flag.short_name == short_name; });
}

}  // namespace paperfind::cli
