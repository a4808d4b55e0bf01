#include "cli/options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include "cli/choices.h"
#include "engine/base/nearest.h"
#include "engine/query/value_range.h"
#include "engine/render/export.h"
#include "engine/schema/fields.h"

namespace paperfind::cli {
namespace {

Error bad_value(const TypedFlag& flag, std::string message, std::string hint = {}) {
  return {ErrorCode::InvalidInput, std::move(message), "--" + flag.name, std::move(hint)};
}

template <typename T, std::size_t N>
Status choose(const TypedFlag& flag, const std::array<Choice<T>, N>& choices, T& out) {
  std::string names;
  for (const auto& choice : choices) {
    if (choice.name == flag.value) {
      out = choice.value;
      return {};
    }
    names += (names.empty() ? "" : ", ") + std::string(choice.name);
  }
  return bad_value(flag, "\"" + flag.value + "\" is not known", "one of " + names);
}

Status read_number(const TypedFlag& flag, std::size_t max, std::size_t& out) {
  const char* end = flag.value.data() + flag.value.size();
  const auto [stop, error] = std::from_chars(flag.value.data(), end, out);
  if (error != std::errc() || stop != end || out < 1 || out > max) {
    return bad_value(flag,
                     "\"" + flag.value + "\" is not a number from 1 to " + std::to_string(max));
  }
  return {};
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    if (comma > 0) out.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

class Reader {
 public:
  explicit Reader(const Arguments& arguments) : arguments_(arguments) {
    out_.verb = arguments.verb;
  }

  Result<Options> read(const std::string& standard_input) {
    for (const TypedFlag& flag : arguments_.flags) {
      if (const Status status = read_flag(flag); !status.ok()) return status.error();
    }
    read_words(standard_input);
    if (const Status status = check_whole(); !status.ok()) return status.error();
    return std::move(out_);
  }

 private:
  Status read_flag(const TypedFlag& flag) {
    switch (flag.id) {
      case FlagId::Filter:
        return read_filter(flag);
      case FlagId::Not:
        return read_pair(flag, "not.");
      case FlagId::All:
        return read_pair(flag, "all.");
      case FlagId::Sort:
        return pass(flag, kSortKeys, "sort");
      case FlagId::Order:
        return pass(flag, kOrders, "order");
      case FlagId::Count:
        out_.count = 0;
        return read_number(flag, most_counted(), *out_.count);
      case FlagId::Page:
        return read_number(flag, kMaxWindow, out_.page);
      case FlagId::Facets:
        return read_facets(flag);
      case FlagId::Format:
        return read_format(flag);
      case FlagId::Queries:
        return take_file(flag, out_.eval.queries);
      case FlagId::Qrels:
        return take_file(flag, out_.eval.qrels);
      case FlagId::Run:
        return take_file(flag, out_.eval.run);
      case FlagId::Baseline:
        return take_file(flag, out_.eval.baseline);
      case FlagId::Exclude:
        return take_file(flag, out_.eval.exclude);
      case FlagId::MinNdcg:
        return read_floor(flag);
      case FlagId::Color:
        return choose(flag, kColors, out_.color);
      default:
        read_simple(flag);
        return {};
    }
  }

  // JSON Lines are what a search says of its papers; the others are exports of the API.
  Status read_format(const TypedFlag& flag) {
    if (out_.verb == Verb::Eval) return choose(flag, kEvalFormats, out_.format);
    const bool exports = out_.verb == Verb::Search || out_.verb == Verb::Show;
    const std::string_view name = flag.value == "bibtex" ? "bib" : std::string_view(flag.value);
    const ExportFormat* format = exports ? find_export_format(name) : nullptr;
    if (format == nullptr || format->key == "jsonl") return choose(flag, kFormats, out_.format);
    out_.format = Format::Export;
    out_.export_suffix = format->suffix;
    return {};
  }

  [[nodiscard]] std::size_t most_counted() const {
    if (out_.verb == Verb::Suggest) return kMaxSuggestRows;
    return out_.verb == Verb::Facets ? kMaxFacetLimit : kMaxPerPage;
  }

  // Flags that cannot be wrong.
  void read_simple(const TypedFlag& flag) {
    switch (flag.id) {
      case FlagId::Phrase:
        return add_phrase(flag.value);
      case FlagId::Query:
        return add_words(flag.value);
      case FlagId::Any:
        return out_.params.emplace_back("mode", "any"), void();
      case FlagId::NoTypo:
        return out_.params.emplace_back("typo", "off"), void();
      case FlagId::NoSynonyms:
        return out_.params.emplace_back("synonyms", "off"), void();
      case FlagId::Explain:
        return out_.params.emplace_back("explain", "1"), void();
      case FlagId::Prefix:
        return out_.params.emplace_back("prefix", flag.value), void();
      case FlagId::Types:
        return out_.params.emplace_back("types", flag.value), void();
      case FlagId::Fields:
        return out_.params.emplace_back("fields", flag.value), void();
      case FlagId::AllResults:
        out_.all_results = true;
        return;
      case FlagId::Json:
        out_.format = Format::Json;
        return;
      case FlagId::Db:
        out_.db = flag.value;
        return;
      case FlagId::Url:
        out_.url = flag.value;
        return;
      case FlagId::Quiet:
        out_.quiet = true;
        return;
      case FlagId::Verbose:
        out_.verbose = true;
        return;
      case FlagId::Help:
        out_.help = true;
        return;
      case FlagId::Version:
        out_.version = true;
        return;
      default:
        return;
    }
  }

  static Status take_file(const TypedFlag& flag, std::string& out) {
    if (flag.value.empty()) return bad_value(flag, "names no file");
    out = flag.value;
    return {};
  }

  Status read_floor(const TypedFlag& flag) {
    double floor = 0;
    const char* end = flag.value.data() + flag.value.size();
    const auto [stop, error] =
        std::from_chars(flag.value.data(), end, floor, std::chars_format::fixed);
    if (error != std::errc() || stop != end || !(floor >= 0 && floor <= 1)) {
      return bad_value(flag, "\"" + flag.value + "\" is not a number from 0 to 1");
    }
    out_.eval.min_ndcg = floor;
    return {};
  }

  template <std::size_t N>
  Status pass(const TypedFlag& flag, const std::array<Choice<int>, N>& choices,
              const std::string& parameter) {
    int unused = 0;
    Status status = choose(flag, choices, unused);
    if (status.ok()) out_.params.emplace_back(parameter, flag.value);
    return status;
  }

  Status read_filter(const TypedFlag& flag) {
    const FacetSpec* facet = find_facet(flag.name);
    const bool ranged = facet != nullptr && has_ranges(facet->facet);
    if (!ranged || flag.value.find("..") == std::string::npos) {
      out_.filters.push_back({"", flag.name, flag.value});
      return {};
    }
    const std::optional<ValueRange> range = parse_range(facet->facet, flag.value);
    if (!range || range->reversed) {
      return bad_value(flag, "\"" + flag.value + "\" is no range of " + flag.name + "s",
                       range_example(facet->facet));
    }
    const ValueRange days = in_days(facet->facet, *range);
    if (!days.first.empty()) out_.params.emplace_back("from", days.first);
    if (!days.last.empty()) out_.params.emplace_back("to", days.last);
    return {};
  }

  // --not session=s1
  Status read_pair(const TypedFlag& flag, const std::string& prefix) {
    const auto equals = flag.value.find('=');
    if (equals == std::string::npos) {
      return bad_value(flag, "\"" + flag.value + "\" names no value",
                       "as in --" + flag.name + " session=s1");
    }
    const std::string facet = flag.value.substr(0, equals);
    if (Status status = check_facet(flag, facet); !status.ok()) return status;
    out_.filters.push_back({prefix, facet, flag.value.substr(equals + 1)});
    return {};
  }

  Status read_facets(const TypedFlag& flag) {
    for (const std::string& name : split_list(flag.value)) {
      if (name != "all" && name != "none") {
        if (Status status = check_facet(flag, name); !status.ok()) return status;
      }
      out_.facets.push_back(name);
    }
    return {};
  }

  static Status check_facet(const TypedFlag& flag, const std::string& name) {
    if (find_facet(name) != nullptr) return {};
    return bad_value(flag, "no facet is called \"" + name + "\"", near_facets(name));
  }

  static std::string near_facets(const std::string& name) {
    std::vector<std::string> names;
    std::string all;
    for (const FacetSpec& facet : paperfind::kFacets) {
      names.emplace_back(facet.name);
      all += (all.empty() ? "one of " : ", ") + names.back();
    }
    const auto close = nearest(name, names);
    return close ? "did you mean " + *close + "?" : all;
  }

  void add_words(std::string_view text) {
    if (text.empty()) return;
    if (!out_.query.empty()) out_.query += ' ';
    out_.query += text;
  }

  void add_phrase(std::string words) {
    std::replace(words.begin(), words.end(), '"', ' ');
    add_words("\"" + words + "\"");
  }

  // Words stand before phrases and -q, in the order typed.
  void read_words(const std::string& standard_input) {
    for (const std::string& word : arguments_.words) {
      if (word != "-") {
        out_.words.push_back(word);
        continue;
      }
      std::istringstream in(standard_input);
      for (std::string line; in >> line;) out_.words.push_back(line);
    }
    if (out_.verb != Verb::Search && out_.verb != Verb::Suggest) return;
    std::string joined;
    for (const std::string& word : out_.words) joined += (joined.empty() ? "" : " ") + word;
    std::string rest = std::exchange(out_.query, {});
    add_words(joined);
    add_words(rest);
  }

  Status check_whole() {
    if (out_.help || out_.version) return {};
    if (!out_.db.empty() && !out_.url.empty()) {
      return Error{ErrorCode::InvalidInput, "--db and --url exclude each other", {}, {}};
    }
    if (out_.all_results && out_.format == Format::Json) {
      return Error{ErrorCode::InvalidInput, "one JSON document is one page", "--all-results",
                   "use --format jsonl, a line for each paper"};
    }
    if (out_.format == Format::Export) {
      if (Status status = check_export(); !status.ok()) return status;
    }
    if (out_.verb == Verb::Show && arguments_.words.empty()) {
      return Error{
          ErrorCode::InvalidInput, "show needs the id of a paper", {}, "paperfind show ID"};
    }
    if (out_.verb == Verb::Suggest && out_.query.empty()) {
      return Error{ErrorCode::InvalidInput,
                   "suggest needs the beginning of a query",
                   {},
                   "paperfind suggest PREFIX"};
    }
    if (out_.verb == Verb::Embed) return no_words("embed", "paperfind embed --url URL");
    if (out_.verb == Verb::Eval) return check_eval();
    return out_.verb == Verb::Facets ? check_facets() : Status();
  }

  Status check_export() const {
    if (out_.verb == Verb::Search && (out_.page != 1 || out_.count)) {
      return Error{ErrorCode::InvalidInput, "an export has all papers, not a page of them",
                   "--format", "leave out --page and --count"};
    }
    // The others have a head and a tail.
    const bool joins = out_.export_suffix == "bib" || out_.export_suffix == "ris";
    if (out_.verb == Verb::Show && out_.words.size() > 1 && !joins) {
      return Error{ErrorCode::InvalidInput, "several papers go into bib and ris alone", "--format",
                   "or search for them: paperfind search id:A OR id:B --format csv"};
    }
    return {};
  }

  [[nodiscard]] Status no_words(const std::string& verb, const std::string& hint) const {
    if (out_.words.empty()) return {};
    return Error{
        ErrorCode::InvalidInput, verb + " takes no words: \"" + out_.words[0] + "\"", {}, hint};
  }

  Status check_eval() {
    if (!out_.words.empty()) return no_words("eval", "queries stand in the file of --queries");
    if (!out_.eval.queries.empty() && !out_.eval.qrels.empty()) return {};
    return Error{ErrorCode::InvalidInput,
                 "eval needs queries and their judgements",
                 {},
                 "--queries FILE --qrels FILE"};
  }

  Status check_facets() {
    if (out_.words.size() > 1) {
      return Error{ErrorCode::InvalidInput,
                   "facets takes one name",
                   {},
                   "a query goes behind -q: paperfind facets " + out_.words[0] + " -q \"…\""};
    }
    if (out_.words.size() == 1 && find_facet(out_.words[0]) == nullptr) {
      return Error{ErrorCode::InvalidInput,
                   "no facet is called \"" + out_.words[0] + "\"",
                   {},
                   near_facets(out_.words[0])};
    }
    return {};
  }

  const Arguments& arguments_;
  Options out_;
};

}  // namespace

Result<Options> options_from(const Arguments& arguments, const std::string& standard_input) {
  return Reader(arguments).read(standard_input);
}

bool reads_standard_input(const Arguments& arguments) {
  return std::find(arguments.words.begin(), arguments.words.end(), "-") != arguments.words.end();
}

}  // namespace paperfind::cli
