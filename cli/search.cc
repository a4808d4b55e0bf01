#include <algorithm>
#include <utility>

#include "cli/commands.h"
#include "cli/shell.h"
#include "cli/tables.h"
#include "cli/values.h"
#include "engine/base/nlohmann_json.h"

namespace paperfind::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kDefaultCount = 20;

std::string joined(const std::vector<std::string>& parts, char separator) {
  std::string out;
  for (const std::string& part : parts)
    out += (out.empty() ? "" : std::string(1, separator)) + part;
  return out;
}

// Asks for no more than the format shows; json and jsonl are the API's own answer.
void add_format_params(const Options& options, const Screen& screen, Params& params) {
  const bool table = options.format == Format::Table;
  if (!options.facets.empty()) {
    params.emplace_back("facets", joined(options.facets, ','));
  } else if (options.format != Format::Json) {
    params.emplace_back("facets", "none");
  }
  if (table) params.emplace_back("highlight", screen.color ? "ranges" : "none");
  if (options.format == Format::Ids) {
    params.emplace_back("highlight", "none");
    params.emplace_back("snippet", "0");
  }
}

class Search {
 public:
  Search(const Options& options, Source& source, const Screen& screen)
      : options_(options), source_(source), screen_(screen) {}

  Outcome run() {
    if (Status status = ask_all(); !status.ok()) outcome_.error = std::move(status);
    if (outcome_.error.ok()) outcome_.exit = found_ ? kExitOk : kExitNoResults;
    return std::move(outcome_);
  }

 private:
  Status ask_all() {
    auto filters = resolve_filters(source_, options_.filters);
    if (!filters.ok()) return filters.error();
    filters_ = std::move(filters).value();
    const bool pages = options_.all_results && options_.format != Format::Export;
    const std::size_t count = pages ? kMaxPerPage : options_.count.value_or(kDefaultCount);
    for (std::size_t page = pages ? 1 : options_.page;; ++page) {
      const auto body = source_.get("search", params(page, count));
      if (!body.ok()) return body.error();
      const ordered_json answer = ordered_json::parse(*body);
      if (Status status = same_generation(answer); !status.ok()) return status;
      add(*body, answer);
      found_ = found_ || !answer.at("results").empty();
      if (options_.format == Format::Export) {
        finish(answer, page * count);
        return add_export();
      }
      if (!options_.all_results || answer.at("links").at("next").is_null()) {
        finish(answer, page * count);
        return {};
      }
    }
  }

  [[nodiscard]] Params params(std::size_t page, std::size_t count) const {
    Params out = search_params(options_, filters_);
    add_format_params(options_, screen_, out);
    if (count != kDefaultCount) out.emplace_back("per_page", std::to_string(count));
    if (page != 1) out.emplace_back("page", std::to_string(page));
    return out;
  }

  // Pages of two generations do not fit together.
  Status same_generation(const ordered_json& answer) {
    const std::string generation = answer.at("generation").get<std::string>();
    if (generation_.empty()) generation_ = generation;
    if (generation == generation_) return {};
    return Error{ErrorCode::Busy, "the index changed while it was read", {}, "try again"};
  }

  // All papers at once; the page was asked for what it says of the query.
  Status add_export() {
    auto body = source_.get("search." + options_.export_suffix, search_params(options_, filters_));
    if (!body.ok()) return body.error();
    outcome_.out = std::move(body).value();
    return {};
  }

  void add(const std::string& body, const ordered_json& answer) {
    switch (options_.format) {
      case Format::Json:
        outcome_.out += body;
        break;
      case Format::Jsonl:
        for (const ordered_json& hit : answer.at("results")) {
          outcome_.out += hit.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
        }
        break;
      case Format::Ids:
        for (const ordered_json& hit : answer.at("results")) {
          outcome_.out += hit.at("id").get<std::string>() + "\n";
        }
        break;
      case Format::Export:  // see add_export()
      case Format::Trec:    // of eval alone
        break;
      case Format::Table:
        if (outcome_.out.empty()) {
          outcome_.out += result_header(answer, {options_.query, filters_}, screen_);
        }
        outcome_.out += result_rows(answer, screen_);
        break;
    }
  }

  void finish(const ordered_json& answer, std::size_t seen) {
    const std::size_t total =
        answer.at("total").get<std::size_t>() + answer.at("partial_total").get<std::size_t>();
    if (options_.all_results && options_.format != Format::Export && seen < total) {
      outcome_.notes.push_back("only the first " + std::to_string(seen) + " of " +
                               std::to_string(total) + " can be paged through: narrow the search");
    }
    for (std::string& text : notes_of(answer)) outcome_.notes.push_back(std::move(text));
    if (options_.verbose) {
      for (std::string& text : synonym_notes_of(answer)) outcome_.notes.push_back(std::move(text));
    }
    if (options_.format != Format::Table) return;
    for (const auto& [name, facet] : answer.at("facets").items()) {
      outcome_.out += "\n" + facet_table(facet, name, screen_);
    }
    if (found_ && !options_.all_results) outcome_.out += footer(answer, total);
  }

  [[nodiscard]] std::string footer(const ordered_json& answer, std::size_t total) const {
    const ordered_json& results = answer.at("results");
    const auto first = results.front().at("rank").get<std::size_t>();
    const auto last = results.back().at("rank").get<std::size_t>();
    if (first == 1 && last == total) return "";
    std::string out =
        std::to_string(first) + "–" + std::to_string(last) + " of " + std::to_string(total) + ".";
    if (!answer.at("links").at("next").is_null()) {
      out += "  Next: " + command_for_page(options_.argv, options_.page + 1);
    }
    return printable_line(out);
  }

  const Options& options_;
  Source& source_;
  const Screen& screen_;
  std::vector<ResolvedFilter> filters_;
  std::string generation_;
  bool found_ = false;
  Outcome outcome_;
};

}  // namespace

Outcome run_search(const Options& options, Source& source, const Screen& screen) {
  return Search(options, source, screen).run();
}

}  // namespace paperfind::cli
