// Words near each other: whether a paper has them in the order and within the distance a plan asks.
#pragma once

#include "engine/query/plan.h"
#include "engine/search/position_reader.h"

namespace paperfind {

// `places`: where each part stands, ascending, none twice.
//
// Whether there is one position of each, in the order of the parts, within `window` positions.
bool stand_in_order(const std::vector<Positions>& places, std::uint32_t window);
// The same in any order, no two of them at one position.
bool stand_near(const std::vector<Positions>& places, std::uint32_t window);

class ClosenessTest {
 public:
  // Of a phrase or a group, whose parts are words or alternatives of words. Both must outlive it.
  ClosenessTest(const ForwardIndex& forward, const Plan& plan);

  [[nodiscard]] bool passes(DocId doc);

 private:
  const Plan& plan_;
  PositionReader reader_;
};

}  // namespace paperfind
