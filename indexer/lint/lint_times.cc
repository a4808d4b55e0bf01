#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "indexer/lint/lint_facts.h"

namespace paperfind {
namespace {

std::size_t papers_of(const LintFacts& facts, const Session& session) {
  const auto found = facts.session_papers.find(session.id);
  return found == facts.session_papers.end() ? 0 : found->second;
}

TimeSpan time_of(const LintFacts& facts, const std::string& session) {
  const auto found = facts.session_times.find(session);
  return found == facts.session_times.end() ? TimeSpan{} : found->second;
}

using Sessions = std::vector<const Session*>;

// Pairs of these that go on at the same time; one within the other, such as a talk block in its
// workshop, is no clash.
template <typename Visit>
void for_each_clash(const LintFacts& facts, Sessions sessions, const Visit& visit) {
  std::stable_sort(sessions.begin(), sessions.end(), [&](const Session* a, const Session* b) {
    return time_of(facts, a->id).start < time_of(facts, b->id).start;
  });
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    for (std::size_t j = i + 1; j < sessions.size(); ++j) {
      const Session &a = *sessions[i], &b = *sessions[j];
      if (!time_of(facts, a.id).overlaps(time_of(facts, b.id))) break;
      if (a.parent != b.id && b.parent != a.id) visit(a, b);
    }
  }
}

Remark clash_remark(const LintFacts& facts, const std::string& who, const Session& a,
                    const Session& b) {
  return {fmt::format("{}: {} and {}, both on {}", who, a.id, b.id, b.start),
          papers_of(facts, a) + papers_of(facts, b)};
}

LintReport clashing_rooms(const LintFacts& facts) {
  LintReport report{
      "papers are in sessions that share a room and a time", "one room or time is wrong", 0, {}};
  std::map<std::pair<std::string, std::string>, Sessions> rooms;
  for (const Session& session : facts.frame.sessions) {
    if (!session.room.empty() && time_of(facts, session.id).known()) {
      rooms[{session.event, session.room}].push_back(&session);
    }
  }
  for (const auto& [room, sessions] : rooms) {
    for_each_clash(facts, sessions, [&, &room = room](const Session& a, const Session& b) {
      report.remarks.push_back(clash_remark(facts, room.second, a, b));
    });
  }
  return report;
}

LintReport clashing_chairs(const LintFacts& facts) {
  LintReport report{
      "papers are in sessions one person chairs at the same time", "are they two people?", 0, {}};
  std::map<std::string, Sessions> chairs;
  for (const Session& session : facts.frame.sessions) {
    if (!time_of(facts, session.id).known()) continue;
    std::set<std::string> names;  // one that is listed twice is no clash with itself
    for (const Chair& chair : session.chairs) names.insert(chair.name);
    for (const std::string& name : names) chairs[name].push_back(&session);
  }
  for (const auto& [name, sessions] : chairs) {
    for_each_clash(facts, sessions, [&, &name = name](const Session& a, const Session& b) {
      report.remarks.push_back(clash_remark(facts, name, a, b));
    });
  }
  return report;
}

LintReport slots_elsewhere(const LintFacts& facts) {
  LintReport report{
      "papers are presented outside their session's time", "one of the times is wrong", 0, {}};
  for (const LintPaper& paper : facts.papers) {
    for (std::size_t i = 0; i < paper.slots.size(); ++i) {
      const TimeSpan slot = paper.slots[i], session = time_of(facts, paper.sessions[i]);
      if (!slot.known() || !session.known()) continue;
      if (slot.start >= session.start && slot.end <= session.end) continue;
      report.remarks.push_back(
          {fmt::format("{}: {} in {}", paper.id, paper.title, paper.sessions[i]), 1});
      break;
    }
  }
  return report;
}

LintReport papers_at_two_places(const LintFacts& facts) {
  LintReport report{
      "papers are presented in two sessions at once", "one of the presentations is wrong", 0, {}};
  for (const LintPaper& paper : facts.papers) {
    bool clashes = false;
    // A paper's own times decide where it has them.
    const auto time = [&](std::size_t i) {
      return paper.slots[i].known() ? paper.slots[i] : time_of(facts, paper.sessions[i]);
    };
    for (std::size_t i = 0; i < paper.sessions.size(); ++i) {
      for (std::size_t j = i + 1; j < paper.sessions.size(); ++j) {
        clashes = clashes || time(i).overlaps(time(j));
      }
    }
    if (clashes) report.remarks.push_back({fmt::format("{}: {}", paper.id, paper.title), 1});
  }
  return report;
}

}  // namespace

void lint_times(const LintFacts& facts, std::vector<LintReport>& reports) {
  add_report(clashing_rooms(facts), reports);
  add_report(clashing_chairs(facts), reports);
  add_report(slots_elsewhere(facts), reports);
  add_report(papers_at_two_places(facts), reports);
}

}  // namespace paperfind
