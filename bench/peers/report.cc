#include "bench/peers/report.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <string_view>

namespace paperfind::peers {
namespace {

using Samples = std::vector<double>;

double mean(const Samples& samples) {
  return std::accumulate(samples.begin(), samples.end(), 0.0) /
         static_cast<double>(std::max<std::size_t>(samples.size(), 1));
}

double at_share(Samples samples, double share) {
  if (samples.empty()) return 0;
  std::sort(samples.begin(), samples.end());
  const auto index = static_cast<std::size_t>(share * static_cast<double>(samples.size()));
  return samples[std::min(index, samples.size() - 1)];
}

double median(const Samples& samples) { return at_share(samples, 0.5); }

// Two engines are comparable within a round: whatever else the machine did, it did to both.
std::string ratio(const Samples& of, const Samples& to) {
  Samples ratios;
  for (std::size_t i = 0; i < std::min(of.size(), to.size()); ++i) {
    if (to[i] > 0) ratios.push_back(of[i] / to[i]);
  }
  return ratios.empty() ? "" : fmt::format("{:.2f}", median(ratios));
}

// A figure a round; none where there is no such engine.
Samples by_round(const Contender* contender, std::size_t mode, double (*figure)(const Samples&)) {
  Samples figures;
  if (contender == nullptr || !contender->ms.contains(mode)) return figures;
  for (const Samples& round : contender->ms.at(mode)) figures.push_back(figure(round));
  return figures;
}

// What the ratios of a mode are to: ours in this process, and ours over HTTP.
const Contender* yardstick(const std::vector<Contender>& contenders, std::size_t mode, bool http) {
  const std::string_view name = kModes[mode].visitor ? (http ? "ours-visitor-http" : "ours-visitor")
                                                     : (http ? "ours-http" : "ours");
  for (const Contender& contender : contenders) {
    if (contender.name == name) return &contender;
  }
  return nullptr;
}

bool any_in(const std::vector<Contender>& contenders, std::size_t mode) {
  return std::any_of(contenders.begin(), contenders.end(),
                     [&](const Contender& contender) { return contender.ms.contains(mode); });
}

std::string load() {
  double loads[1] = {0};
  if (::getloadavg(loads, 1) != 1) return "?";
  return fmt::format("{:.1f}", loads[0]);
}

}  // namespace

void print_builds(const std::vector<Contender>& contenders) {
  fmt::print("\n{:18} {:>9} {:>12} {:>11} {:>10}   load {}\n", "building", "seconds", "processor s",
             "peak MiB", "index MB", load());
  for (const Contender& contender : contenders) {
    if (contender.built.seconds == 0) continue;
    fmt::print("{:18} {:9.1f} {:12.1f} {:11.0f} {:10.1f}\n", contender.name,
               contender.built.seconds, contender.built.processor, contender.built.peak_mib,
               contender.built.index_mb);
  }
}

void print_agreement(const std::vector<Contender>& contenders) {
  fmt::print("\n{:18} {:>8}  {:^17}  {:^17}\n{:18} {:>8}  {:>8} {:>8}  {:>8} {:>8}\n",
             "same as counted", "", "totals, %", "facets, %", "by hand", "queries", "every", "any",
             "every", "any");
  const auto line = [](const std::string& name, const Agreement& a) {
    fmt::print("{:18} {:8}  {:8.1f} {:8.1f}  {:8.1f} {:8.1f}\n", name, a.compared,
               100 * a.totals[0], 100 * a.totals[1], 100 * a.facets[0], 100 * a.facets[1]);
    for (const std::string& text : a.examples) fmt::print("    {}\n", text);
  };
  for (const Contender& contender : contenders) {
    if (contender.agreement.compared > 0) line(contender.name, contender.agreement);
    if (contender.all_queries.compared > 0) line("  all queries", contender.all_queries);
  }
  for (const Contender& contender : contenders) {
    if (!contender.left_out.empty()) {
      fmt::print("{} is not timed: {}\n", contender.name, contender.left_out);
    }
  }
}

void print_times(const std::vector<Contender>& contenders) {
  for (std::size_t mode = 0; mode < kModes.size(); ++mode) {
    if (!any_in(contenders, mode)) continue;
    const Contender* ours = yardstick(contenders, mode, false);
    const Contender* daemon = yardstick(contenders, mode, true);
    fmt::print("\n{:67} {:>19}  {:>19}   load {}\n", "", "mean: to ours, http",
               "p50: to ours, http", load());
    fmt::print("{:30} {:>8} {:>8} {:>8} {:>8}  {:>8} {:>8}  {:>8} {:>8}\n", kModes[mode].name,
               "mean ms", "p50", "p95", "p99", "ours", "http", "ours", "http");
    for (const Contender& contender : contenders) {
      if (!contender.ms.contains(mode)) continue;
      Samples all;
      for (const Samples& round : contender.ms.at(mode)) {
        all.insert(all.end(), round.begin(), round.end());
      }
      fmt::print("  {:28} {:8.3f} {:8.3f} {:8.3f} {:8.3f}", contender.name, mean(all), median(all),
                 at_share(all, 0.95), at_share(all, 0.99));
      for (const auto figure : {mean, median}) {
        const Samples own = by_round(&contender, mode, figure);
        fmt::print("  {:>8} {:>8}", ratio(own, by_round(ours, mode, figure)),
                   ratio(own, by_round(daemon, mode, figure)));
      }
      fmt::print("\n");
    }
  }
}

void print_load(const std::vector<Contender>& contenders) {
  for (std::size_t mode = 0; mode < kModes.size(); ++mode) {
    if (!kModes[mode].ask.facets || !any_in(contenders, mode)) continue;
    const Contender* ours = yardstick(contenders, mode, false);
    fmt::print("\n{:30}", kModes[mode].name);
    for (const std::size_t clients : kClients) {
      fmt::print(" {:>12} {:>8}", fmt::format("q/s at {}", clients), "to ours");
    }
    fmt::print("   load {}\n", load());
    for (const Contender& contender : contenders) {
      if (!contender.runs(kModes[mode]) || contender.answers_a_second.empty()) continue;
      fmt::print("  {:28}", contender.name);
      for (const std::size_t clients : kClients) {
        const auto key = std::pair{mode, clients};
        const auto rates = contender.answers_a_second.find(key);
        if (rates == contender.answers_a_second.end()) continue;
        std::string to_ours;
        if (ours != nullptr && ours->answers_a_second.contains(key)) {
          to_ours = ratio(rates->second, ours->answers_a_second.at(key));
        }
        fmt::print(" {:12.1f} {:>8}", median(rates->second), to_ours);
      }
      fmt::print("\n");
    }
  }
}

Status write_results(const std::vector<Contender>& contenders, const std::filesystem::path& work) {
  std::ofstream out(work / "results.tsv");
  out << "engine\tmode\twhat\tround\tvalue\n";
  for (const Contender& contender : contenders) {
    const auto line = [&](std::string_view mode, const std::string& what, std::size_t round,
                          double value) {
      out << fmt::format("{}\t{}\t{}\t{}\t{:.6g}\n", contender.name, mode, what, round, value);
    };
    line("build", "seconds", 1, contender.built.seconds);
    line("build", "processor seconds", 1, contender.built.processor);
    line("build", "peak MiB", 1, contender.built.peak_mib);
    line("build", "index MB", 1, contender.built.index_mb);
    line("agreement", "totals, every word", 1, contender.agreement.totals[0]);
    line("agreement", "totals, any word", 1, contender.agreement.totals[1]);
    line("agreement", "facets, every word", 1, contender.agreement.facets[0]);
    line("agreement", "facets, any word", 1, contender.agreement.facets[1]);
    for (const auto& [mode, rounds] : contender.ms) {
      for (std::size_t i = 0; i < rounds.size(); ++i) {
        line(kModes[mode].name, "mean ms", i + 1, mean(rounds[i]));
        line(kModes[mode].name, "p50 ms", i + 1, at_share(rounds[i], 0.5));
        line(kModes[mode].name, "p95 ms", i + 1, at_share(rounds[i], 0.95));
        line(kModes[mode].name, "p99 ms", i + 1, at_share(rounds[i], 0.99));
      }
    }
    for (const auto& [key, rates] : contender.answers_a_second) {
      for (std::size_t i = 0; i < rates.size(); ++i) {
        line(kModes[key.first].name, fmt::format("q/s at {}", key.second), i + 1, rates[i]);
      }
    }
  }
  out.flush();
  return out ? Status()
             : Error{ErrorCode::Io, "cannot be written", (work / "results.tsv").string()};
}

}  // namespace paperfind::peers
