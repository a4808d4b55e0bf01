#include <utility>

#include "cli/commands.h"
#include "cli/tables.h"
#include "cli/values.h"
#include "engine/base/nlohmann_json.h"

namespace paperfind::cli {
namespace {

using nlohmann::ordered_json;

class FacetCommand {
 public:
  FacetCommand(const Options& options, Source& source, const Screen& screen)
      : options_(options), source_(source), screen_(screen) {}

  Outcome run() {
    if (Status status = ask(); !status.ok()) outcome_.error = std::move(status);
    return std::move(outcome_);
  }

 private:
  Status ask() {
    auto filters = resolve_filters(source_, options_.filters);
    if (!filters.ok()) return filters.error();
    filters_ = std::move(filters).value();
    return options_.words.empty() ? list_facets() : list_values();
  }

  [[nodiscard]] Params context() const { return search_params(options_, filters_); }

  Status list_facets() {
    for (const auto& [name, value] : options_.params) {
      if (name == "prefix" || name == "order") {
        return Error{ErrorCode::InvalidInput, "needs the name of a facet", "--" + name,
                     "as in paperfind facets session"};
      }
    }
    const auto body = source_.get("facets", context());
    if (!body.ok()) return body.error();
    const ordered_json answer = ordered_json::parse(*body);
    const ordered_json& facets = answer.at("facets");
    if (options_.format == Format::Json) {
      outcome_.out = *body;
    } else if (options_.format == Format::Table) {
      outcome_.out = facet_list_table(answer, screen_);
    } else {
      add_lines(facets, "name");
    }
    if (facets.empty()) outcome_.exit = kExitNoResults;
    return {};
  }

  // A page where one was asked for, or for json, whose document is a page; else all values.
  Status list_values() {
    const bool one_page =
        options_.count.has_value() || options_.page != 1 || options_.format == Format::Json;
    ordered_json whole;
    for (std::size_t page = options_.page;; ++page) {
      const auto body = source_.get("facets/" + options_.words[0], params(page, one_page));
      if (!body.ok()) return body.error();
      ordered_json answer = ordered_json::parse(*body);
      if (options_.format == Format::Json) outcome_.out = *body;
      const bool last = one_page || answer.at("next").is_null();
      if (whole.is_null()) {
        whole = std::move(answer);
      } else {
        if (answer.at("generation") != whole.at("generation")) {
          return Error{ErrorCode::Busy, "the index changed while it was read", {}, "try again"};
        }
        for (ordered_json& value : answer.at("values")) whole["values"].push_back(std::move(value));
      }
      if (last) break;
    }
    print(whole);
    return {};
  }

  [[nodiscard]] Params params(std::size_t page, bool one_page) const {
    Params out = context();
    if (options_.count) {
      out.emplace_back("per_page", std::to_string(*options_.count));
    } else if (!one_page) {
      out.emplace_back("per_page", std::to_string(kMaxFacetLimit));
    }
    if (page != 1) out.emplace_back("page", std::to_string(page));
    return out;
  }

  void print(const ordered_json& answer) {
    const bool empty = answer.at("values").empty() && answer.at("missing").is_null();
    if (empty) outcome_.exit = kExitNoResults;
    if (options_.format == Format::Table) {
      outcome_.out = facet_table(answer, options_.words[0], screen_);
    } else if (options_.format != Format::Json) {
      add_lines(answer.at("values"), "id");
    }
  }

  // ids: that key of each entry; jsonl: the entries themselves.
  void add_lines(const ordered_json& entries, const char* key) {
    for (const ordered_json& entry : entries) {
      outcome_.out += options_.format == Format::Ids
                          ? entry.at(key).get<std::string>()
                          : entry.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
      outcome_.out += '\n';
    }
  }

  const Options& options_;
  Source& source_;
  const Screen& screen_;
  std::vector<ResolvedFilter> filters_;
  Outcome outcome_;
};

}  // namespace

Outcome run_facets(const Options& options, Source& source, const Screen& screen) {
  return FacetCommand(options, source, screen).run();
}

}  // namespace paperfind::cli
