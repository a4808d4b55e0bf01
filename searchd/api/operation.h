// What programs may ask, as data: the routes of the table that belong to the interface, with what
// they take and answer. /openapi.json and the page /api are made of it.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/render/export.h"
#include "engine/search/param_spec.h"

namespace paperfind {

// Which parameters stand behind the '?'.
enum class ParamSet : std::uint8_t { None, Search, Facet, Suggest, Schedule, List };
// What a 200 is, where it is no single media type.
enum class Exports : std::uint8_t { None, All, Calendar };

// A request that can be tried. In `target` a hole such as {session}, {words} or {format} stands for
// what the index that serves has: see ApiSamples.
struct ApiExample {
  std::string_view name;     // of this request among those of its operation
  std::string_view summary;  // for people
  std::string_view target;
  std::string_view problem = {};  // the kind it is refused with; empty: it is answered
};

struct Operation {
  std::string_view id;  // programs made from the description use it as a name: never renamed
  std::string_view tag;
  std::string_view about = {};       // what there is to know besides the route's summary
  std::string_view sample = {};      // what the path's {id} or {name} is an id of; see ApiSamples
  std::string_view schema = {};      // of web/openapi; empty: the answer is no JSON
  std::string_view media_type = {};  // empty: those of `exports`
  ParamSet params = ParamSet::None;
  Exports exports = Exports::None;
  bool moves = false;  // a former id is answered with the address of the current one
  std::span<const std::string_view> problems = {};  // kinds, beside those any request may meet
  std::span<const ApiExample> examples = {};
};

// Headings of the interface, in order.
struct ApiTag {
  std::string_view name;
  std::string_view about;
};
std::span<const ApiTag> api_tags();

std::span<const Operation> all_operations();
// Null for an unknown id.
const Operation* find_operation(std::string_view id);

// The rows of the parameters of a set, "{facet}" still in their names.
std::vector<ParamSpec> param_specs(ParamSet set);
// Parameters that are read beside those of searches.
std::span<const ParamSpec> schedule_param_specs();
std::span<const ParamSpec> list_param_specs();

// The formats of an operation's 200; none where it has a media type of its own.
std::vector<const ExportFormat*> formats_of(const Operation& operation);
// "text/csv" of "text/csv; charset=utf-8"
std::string_view bare_media_type(std::string_view media_type);

// What the index that serves has, by the names of holes: "paper", "words", "typed", and each facet.
using ApiSamples = std::map<std::string, std::string, std::less<>>;

// `target` with its holes filled, percent-encoded; empty where a hole has nothing to fill it.
std::string filled(std::string_view target, const ApiSamples& samples);

}  // namespace paperfind
