#include "engine/schema/programme.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>

namespace paperfind {

bool is_before(const Session& a, const Session& b) {
  const auto key = [](const Session& session) {
    return std::make_tuple(std::string_view(session.start.empty() ? session.day : session.start),
                           session.order.value_or(std::numeric_limits<int>::max()),
                           std::string_view(session.room), std::string_view(session.code),
                           std::string_view(session.id));
  };
  return key(a) < key(b);
}

std::vector<const Session*> sessions_of_event(const CorpusFrame& frame, std::string_view event) {
  std::vector<const Session*> sessions;
  for (const Session& session : frame.sessions) {
    if (session.event == event) sessions.push_back(&session);
  }
  std::sort(sessions.begin(), sessions.end(),
            [](const Session* a, const Session* b) { return is_before(*a, *b); });
  return sessions;
}

}  // namespace paperfind
