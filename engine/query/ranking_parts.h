// The parts of the ranking that can be left out, one at a time, to see what each is worth:
// bench/relevance does so. Everybody else has them all.
#pragma once

namespace paperfind {

struct RankingParts {
  bool exact_forms = true;      // the typed form before its relatives
  bool asking_words = true;     // "papers", "interested" … count little in longer queries
  bool partial_matches = true;  // listed after few full ones
  bool pairs = true;            // words side by side
  bool neighbours = true;       // papers that are alike
};

}  // namespace paperfind
