// What the contest found, for people on standard output and for programs in the work folder.
#pragma once

#include <vector>

#include "bench/peers/contest.h"

namespace paperfind::peers {

void print_builds(const std::vector<Contender>& contenders);
void print_agreement(const std::vector<Contender>& contenders);
void print_times(const std::vector<Contender>& contenders);
void print_load(const std::vector<Contender>& contenders);
// results.tsv: engine, mode, what, round, value
Status write_results(const std::vector<Contender>& contenders, const std::filesystem::path& work);

}  // namespace paperfind::peers
