#include "engine/search/closeness.h"

#include <algorithm>
#include <cstddef>

namespace paperfind {
namespace {

// The positions of each place that a window holds, as places in its list.
struct Window {
  std::vector<std::size_t> begin, end;
};

// One position for `place` that no other place needs, moving others where they can stand elsewhere
// (augmenting paths). `taken`: which place has a position, by its distance from the first one.
class Seats {
 public:
  Seats(const std::vector<Positions>& places, const Window& window, std::uint32_t first)
      : places_(places), window_(window), first_(first) {}

  bool seat_all(std::uint32_t width) {
    taken_.assign(width, kNobody);
    for (std::size_t place = 0; place < places_.size(); ++place) {
      tried_.assign(width, false);
      if (!seat(place)) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kNobody = ~std::size_t{0};

  bool seat(std::size_t place) {
    for (std::size_t i = window_.begin[place]; i < window_.end[place]; ++i) {
      const std::size_t at = places_[place][i] - first_;
      if (tried_[at]) continue;
      tried_[at] = true;
      if (taken_[at] != kNobody && !seat(taken_[at])) continue;
      taken_[at] = place;
      return true;
    }
    return false;
  }

  const std::vector<Positions>& places_;
  const Window& window_;
  std::uint32_t first_;
  std::vector<std::size_t> taken_;
  std::vector<bool> tried_;
};

void add_words(PositionReader& reader, std::size_t slot, const Plan& part) {
  for (const Plan& alternative : part.parts) add_words(reader, slot, alternative);
  if (part.op != PlanOp::Term) return;
  const FieldWord asked = field_word(part.term);
  if (asked.field == nullptr) {
    reader.want(slot, asked.word);
  } else {
    reader.want(slot, asked.word, asked.field->field);
  }
}

}  // namespace

bool stand_in_order(const std::vector<Positions>& places, std::uint32_t window) {
  std::vector<std::size_t> at(places.size(), 0);
  for (const std::uint32_t first : places.front()) {
    std::uint32_t last = first;
    for (std::size_t place = 1; place < places.size(); ++place) {
      const Positions& positions = places[place];
      while (at[place] < positions.size() && positions[at[place]] <= last) ++at[place];
      if (at[place] == positions.size()) return false;
      last = positions[at[place]];
    }
    if (last - first < window) return true;
  }
  return false;
}

bool stand_near(const std::vector<Positions>& places, std::uint32_t window) {
  Window held{std::vector<std::size_t>(places.size(), 0),
              std::vector<std::size_t>(places.size(), 0)};
  for (;;) {
    // Begins where the first of what is left stands.
    std::uint32_t first = ~0U, latest = 0;
    for (std::size_t place = 0; place < places.size(); ++place) {
      if (held.begin[place] == places[place].size()) return false;
      first = std::min(first, places[place][held.begin[place]]);
      latest = std::max(latest, places[place][held.begin[place]]);
    }
    if (latest - first < window) {
      for (std::size_t place = 0; place < places.size(); ++place) {
        std::size_t& end = held.end[place];
        while (end < places[place].size() && places[place][end] < first + window) ++end;
      }
      if (Seats(places, held, first).seat_all(window)) return true;
      ++first;
    } else {
      first = latest - window + 1;
    }
    for (std::size_t place = 0; place < places.size(); ++place) {
      std::size_t& begin = held.begin[place];
      while (begin < places[place].size() && places[place][begin] < first) ++begin;
    }
  }
}

ClosenessTest::ClosenessTest(const ForwardIndex& forward, const Plan& plan)
    : plan_(plan), reader_(forward, plan.parts.size()) {
  for (std::size_t slot = 0; slot < plan.parts.size(); ++slot) {
    add_words(reader_, slot, plan.parts[slot]);
  }
}

bool ClosenessTest::passes(DocId doc) {
  const std::vector<Positions>& places = reader_.read(doc);
  return plan_.op == PlanOp::Phrase ? stand_in_order(places, plan_.window)
                                    : stand_near(places, plan_.window);
}

}  // namespace paperfind
