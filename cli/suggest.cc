#include <utility>

#include "cli/commands.h"
#include "cli/tables.h"
#include "cli/values.h"
#include "engine/base/nlohmann_json.h"

namespace paperfind::cli {
namespace {

using nlohmann::ordered_json;

Result<Params> params_of(const Options& options, Source& source) {
  const auto filters = resolve_filters(source, options.filters);
  if (!filters.ok()) return filters.error();
  Params params = search_params(options, *filters);
  if (options.count) params.emplace_back("n", std::to_string(*options.count));
  return params;
}

// jsonl: each suggestion with its type in front; ids: what has one.
std::string lines(const ordered_json& answer, Format format) {
  std::string out;
  for (const ordered_json& group : answer.at("groups")) {
    for (const ordered_json& item : group.at("items")) {
      if (format == Format::Ids) {
        if (!item.at("id").is_null()) out += item.at("id").get<std::string>() + "\n";
        continue;
      }
      ordered_json line = {{"type", group.at("type")}};
      line.update(item);
      out += line.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
    }
  }
  return out;
}

}  // namespace

Outcome run_suggest(const Options& options, Source& source, const Screen& screen) {
  Outcome outcome;
  const auto params = params_of(options, source);
  const auto body =
      params.ok() ? source.get("suggest", *params) : Result<std::string>(params.error());
  if (!body.ok()) {
    outcome.error = body.error();
    return outcome;
  }
  const ordered_json answer = ordered_json::parse(*body);
  if (answer.at("groups").empty()) outcome.exit = kExitNoResults;
  if (options.format == Format::Json) {
    outcome.out = *body;
  } else if (options.format == Format::Table) {
    outcome.out = suggestion_table(answer, screen);
  } else {
    outcome.out = lines(answer, options.format);
  }
  return outcome;
}

}  // namespace paperfind::cli
