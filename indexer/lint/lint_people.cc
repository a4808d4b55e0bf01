#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/text/normalize.h"
#include "indexer/lint/lint_facts.h"

namespace paperfind {
namespace {

using Together = std::map<std::string, std::set<std::string>>;  // by person id

// The words of a folded name: "ming hsuan yang".
std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words{""};
  for (const char c : fold_key(name)) {
    if (c == ' ') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

std::string joined(std::vector<std::string> words) {
  std::string all;
  for (const std::string& word : words) all += word;
  return all;
}

// "j smith" and "john smith": the same last word, and before it at least one initial that fits.
bool abbreviates(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() < 2 || b.size() < 2 || a.back() != b.back()) return false;
  bool initial = false;
  for (std::size_t i = 0; i + 1 < std::min(a.size(), b.size()); ++i) {
    if (a[i] == b[i]) continue;
    if (a[i].size() != 1 && b[i].size() != 1) return false;
    if (a[i].empty() || b[i].empty() || a[i][0] != b[i][0]) return false;
    initial = true;
  }
  return initial || a.size() != b.size();
}

// Pairs people.json tells apart, both ways round.
using Apart = std::set<std::pair<std::string, std::string>>;

Apart told_apart(const CorpusFrame& frame) {
  Apart apart;
  for (const Person& person : frame.people) {
    for (const std::string& other : person.not_same_as) {
      apart.emplace(person.id, other);
      apart.emplace(other, person.id);
    }
  }
  return apart;
}

bool share_any(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& id) { return b.contains(id); });
}

Remark pair_remark(const LintFacts& facts, const std::string& a, const std::string& b) {
  const LintPerson& one = facts.people.at(a);
  const LintPerson& other = facts.people.at(b);
  return {fmt::format("{} ({}, {} papers) and {} ({}, {} papers)", one.name, a, one.papers,
                      other.name, b, other.papers),
          one.papers + other.papers};
}

// The same letters in the same order, parted otherwise: "Yun-Hui Liu" and "Yunhui Liu".
void add_same_letters(const LintFacts& facts, const Apart& apart, LintReport& report) {
  std::map<std::string, std::vector<std::string>> groups;
  for (const auto& [id, person] : facts.people) {
    groups[joined(words_of(person.name))].push_back(id);
  }
  for (const auto& [letters, ids] : groups) {
    for (std::size_t i = 1; i < ids.size(); ++i) {
      // The same words are two people because somebody said so.
      if (words_of(facts.people.at(ids[0]).name) == words_of(facts.people.at(ids[i]).name) ||
          apart.contains({ids[0], ids[i]})) {
        continue;
      }
      report.remarks.push_back(pair_remark(facts, ids[0], ids[i]));
    }
  }
}

// One name abbreviates the other, and somebody wrote papers with both.
void add_abbreviated(const LintFacts& facts, const Together& together, const Apart& apart,
                     LintReport& report) {
  std::map<std::string, std::vector<std::pair<std::string, std::vector<std::string>>>> families;
  for (const auto& [id, person] : facts.people) {
    std::vector<std::string> words = words_of(person.name);
    if (words.size() < 2) continue;
    const std::string family = words.back() + " " + words.front().substr(0, 1);
    families[family].emplace_back(id, std::move(words));
  }
  for (const auto& [family, people] : families) {
    for (std::size_t i = 0; i < people.size(); ++i) {
      for (std::size_t j = i + 1; j < people.size(); ++j) {
        const auto& [a, words_a] = people[i];
        const auto& [b, words_b] = people[j];
        if (!abbreviates(words_a, words_b) || !share_any(together.at(a), together.at(b)) ||
            together.at(a).contains(b) || apart.contains({a, b})) {
          continue;
        }
        report.remarks.push_back(pair_remark(facts, a, b));
      }
    }
  }
}

LintReport several_orcids(const LintFacts& facts) {
  LintReport report{"papers are by one person with more than one ORCID",
                    "people of one name get ids of their own in people.json, each with an ORCID",
                    0,
                    {}};
  for (const auto& [id, person] : facts.people) {
    if (person.orcids.size() < 2) continue;
    report.remarks.push_back(
        {fmt::format("{} ({}): {}", person.name, id, fmt::join(person.orcids, ", ")),
         person.papers});
  }
  return report;
}

}  // namespace

void lint_people(const LintFacts& facts, std::vector<LintReport>& reports) {
  Together together;
  for (const LintPaper& paper : facts.papers) {
    for (const std::string& person : paper.people) {
      std::set<std::string>& others = together[person];
      for (const std::string& other : paper.people) {
        if (other != person) others.insert(other);
      }
    }
  }
  LintReport report{"papers are by people who may be one",
                    "say so in people.json: variants, or not_same_as where they are not",
                    0,
                    {}};
  const Apart apart = told_apart(facts.frame);
  add_same_letters(facts, apart, report);
  add_abbreviated(facts, together, apart, report);
  add_report(std::move(report), reports);
  add_report(several_orcids(facts), reports);
}

}  // namespace paperfind
