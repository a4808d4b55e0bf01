// Parameters that an address has beside those of a search, which are the context of its answer.
#pragma once

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/param_spec.h"
#include "engine/search/read_param.h"
#include "engine/search/request_params.h"

namespace paperfind {

template <typename Request>
struct OwnParam {
  ParamSpec spec;
  Status (*read)(const ParamSpec&, const std::string& value, Request&);
};

// Reads those of `own` into `request`; gives the others, or what is wrong.
template <typename Request>
Result<Params> read_own(std::span<const OwnParam<Request>> own, const Params& params,
                        UnknownParams unknown, Request& request) {
  Params others;
  std::set<std::string> seen;
  for (const auto& given : params) {
    const auto& [name, value] = given;
    const auto is_own = [&](const OwnParam<Request>& own_param) {
      return own_param.spec.name == given.first;
    };
    const auto param = std::find_if(own.begin(), own.end(), is_own);
    if (param == own.end()) {
      others.emplace_back(name, value);
      continue;
    }
    const bool again = !seen.insert(name).second;
    Status read = again ? Status(given_twice(name)) : param->read(param->spec, value, request);
    if (!read.ok() && unknown == UnknownParams::Reject) return read.error();
  }
  return others;
}

template <typename Request>
std::vector<ParamSpec> specs_of(std::span<const OwnParam<Request>> own) {
  std::vector<ParamSpec> specs;
  for (const OwnParam<Request>& param : own) specs.push_back(param.spec);
  return specs;
}

}  // namespace paperfind
