#include "searchd/http/page_params.h"

#include <algorithm>

#include "engine/base/zoned_time.h"
#include "engine/search/read_param.h"
#include "searchd/api/operation.h"

namespace paperfind {

std::vector<std::string> listed_ids(const Params& params) {
  std::vector<std::string> ids;
  for (const auto& [name, value] : params) {
    if (name != list_param_specs().front().name) continue;
    for (std::size_t at = 0; at <= value.size();) {
      const std::size_t end = std::min(value.find(',', at), value.size());
      if (end > at) ids.push_back(value.substr(at, end - at));
      at = end + 1;
    }
  }
  return ids;
}

std::string list_path(const std::vector<std::string>& ids) {
  std::string joined;
  for (const std::string& id : ids) joined += (joined.empty() ? "" : ",") + id;
  return "/list?" + encode_query({{"ids", joined}});
}

Result<std::string> event_param(const Call& call) {
  const std::string known(schedule_param_specs().front().name);
  std::string event;
  for (const Param& param : call.params) {
    if (param.first == known) {
      event = param.second;
    } else if (call.route.surface == Surface::Machine) {
      return unknown_param(param, "the schedule", known);
    }
  }
  return event;
}

std::string zone_param(const Params& params) {
  const auto given = std::find_if(params.begin(), params.end(),
                                  [](const auto& param) { return param.first == "tz"; });
  return given != params.end() && is_known_zone(given->second) ? given->second : std::string();
}

}  // namespace paperfind
