#include <utility>

#include "cli/commands.h"
#include "cli/tables.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/identifiers.h"

namespace paperfind::cli {
namespace {

using nlohmann::ordered_json;

Result<std::string> ask(Source& source, const std::string& id, const std::string& suffix) {
  // What cannot be an id need not be asked for, and could not be put into an address.
  if (!is_valid_id(id)) {
    return Error{ErrorCode::NotFound, "there is no paper \"" + id + "\"", "id", {}};
  }
  return source.get("papers/" + id + suffix, {});
}

std::string render(const Options& options, const std::string& body, const Screen& screen) {
  switch (options.format) {
    // The API's body is one line already.
    case Format::Json:
    case Format::Jsonl:
    case Format::Export:
      return body;
    case Format::Ids:
      return ordered_json::parse(body).at("id").get<std::string>() + "\n";
    case Format::Trec:  // of eval alone
      break;
    case Format::Table:
      return paper_card(ordered_json::parse(body), screen);
  }
  return {};
}

}  // namespace

Outcome run_show(const Options& options, Source& source, const Screen& screen) {
  Outcome outcome;
  // "-" may stand for no ids at all.
  if (options.words.empty()) outcome.exit = kExitNoResults;
  const std::string suffix = options.export_suffix.empty() ? "" : "." + options.export_suffix;
  for (const std::string& id : options.words) {
    const auto body = ask(source, id, suffix);
    if (body.ok()) {
      const bool parted = options.format == Format::Table || options.export_suffix == "bib";
      if (parted && !outcome.out.empty()) outcome.out += "\n";
      outcome.out += render(options, *body, screen);
      continue;
    }
    const ErrorCode code = body.error().code;
    if (code != ErrorCode::NotFound && code != ErrorCode::Gone) {
      outcome.error = body.error();
      return outcome;
    }
    // The others are shown all the same.
    outcome.notes.push_back(body.error().message);
    outcome.exit = kExitNoResults;
  }
  return outcome;
}

}  // namespace paperfind::cli
