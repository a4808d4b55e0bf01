#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <string>

#include "engine/base/exit_code.h"
#include "engine/base/nlohmann_json.h"
#include "engine/store/xapian_guard.h"
#include "indexer/commands.h"
#include "indexer/record_set.h"

namespace paperfind {
namespace {

using nlohmann::ordered_json;

// What tells a person which record it is.
std::string label_of(const ordered_json& record) {
  for (const char* key : {"title", "name"}) {
    const auto found = record.find(key);
    if (found != record.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

// The keys whose values differ, in the order of the corpus format.
std::string changed_keys(const ordered_json& before, const ordered_json& after) {
  std::string keys;
  const auto add = [&keys](const std::string& key) { keys += (keys.empty() ? "" : ", ") + key; };
  for (const auto& [key, value] : after.items()) {
    const auto old = before.find(key);
    if (old == before.end() || *old != value) add(key);
  }
  for (const auto& [key, value] : before.items()) {
    if (!after.contains(key)) add(key);
  }
  return keys;
}

struct Tally {
  std::size_t added = 0, gone = 0, changed = 0, same = 0;
  [[nodiscard]] bool differs() const { return added + gone + changed > 0; }
};

class Comparison {
 public:
  Comparison(const RecordSet& before, const RecordSet& after) : before_(before), after_(after) {}

  Status print() {
    auto a = before_.entries().begin();
    auto b = after_.entries().begin();
    const auto a_end = before_.entries().end(), b_end = after_.entries().end();
    while (a != a_end || b != b_end) {
      Status printed;
      if (b == b_end || (a != a_end && a->first < b->first)) {
        printed = lone('-', before_, a->first, tally(a->first).gone);
        ++a;
      } else if (a == a_end || b->first < a->first) {
        printed = lone('+', after_, b->first, tally(b->first).added);
        ++b;
      } else {
        printed = kept(a->first, a->second.hash == b->second.hash);
        ++a;
        ++b;
      }
      if (!printed.ok()) return printed;
    }
    return {};
  }

  // True when something does.
  [[nodiscard]] bool differs() const {
    bool any = false;
    for (const Tally& tally : tallies_) any = any || tally.differs();
    return any;
  }

  void print_summary() const {
    for (std::size_t kind = 0; kind < tallies_.size(); ++kind) {
      const Tally& tally = tallies_[kind];
      if (kind != 0 && !tally.differs()) continue;
      fmt::print("{}: {} added, {} gone, {} changed, {} the same\n",
                 name_of(static_cast<RecordKind>(kind)), tally.added, tally.gone, tally.changed,
                 tally.same);
    }
  }

 private:
  Tally& tally(const RecordSet::Key& key) { return tallies_[static_cast<std::size_t>(key.first)]; }

  static void line(char sign, const RecordSet::Key& key, const std::string& what) {
    fmt::print("{} {} {}{}{}\n", sign, name_of(key.first), key.second, what.empty() ? "" : "  ",
               what);
  }

  // A record that only one side has.
  static Status lone(char sign, const RecordSet& side, const RecordSet::Key& key,
                     std::size_t& count) {
    const auto record = side.record(key);
    if (!record.ok()) return record.error();
    ++count;
    line(sign, key, label_of(*record));
    return {};
  }
  Status kept(const RecordSet::Key& key, bool same) {
    if (same) {
      ++tally(key).same;
      return {};
    }
    const auto before = before_.record(key), after = after_.record(key);
    if (!before.ok()) return before.error();
    if (!after.ok()) return after.error();
    ++tally(key).changed;
    line('~', key, changed_keys(*before, *after));
    return {};
  }

  const RecordSet& before_;
  const RecordSet& after_;
  std::array<Tally, static_cast<std::size_t>(RecordKind::Settings) + 1> tallies_;
};

Result<bool> compare(const DiffOptions& diff, const BuildOptions& options) {
  std::vector<Finding> findings;
  const Result<RecordSet> before = RecordSet::open(diff.before, options, findings);
  if (!before.ok()) return before.error();
  const Result<RecordSet> after = RecordSet::open(diff.after, options, findings);
  if (!after.ok()) return after.error();
  for (const Finding& finding : findings) fmt::print(stderr, "{}\n", finding.to_string());
  if (!findings.empty())
    fmt::print(stderr, "paperfind-indexer: wrong records are left out of the comparison\n");
  Comparison comparison(*before, *after);
  if (Status printed = comparison.print(); !printed.ok()) return printed.error();
  if (!options.quiet) comparison.print_summary();
  return comparison.differs();
}

}  // namespace

int run_diff(const DiffOptions& diff, const BuildOptions& options) {
  const Result<bool> differs = guard_xapian([&] { return compare(diff, options); });
  if (!differs.ok()) return fail(differs.error());
  return *differs ? kExitDifferent : kExitOk;
}

}  // namespace paperfind
