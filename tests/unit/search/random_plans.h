// A small index of words at random places, and random plans of these words.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/query/plan.h"
#include "engine/store/forward_builder.h"
#include "engine/store/forward_index.h"
#include "engine/store/paper_index.h"

namespace paperfind {

constexpr int kRandomPapers = 700;

// Words w0 to w9, the first the commonest; papers of 6 to 17 words.
inline const Xapian::Database& random_papers() {
  static const Xapian::WritableDatabase kMade = [] {
    Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
    std::mt19937 random(1);
    for (int paper = 0; paper < kRandomPapers; ++paper) {
      Xapian::Document document;
      for (Xapian::termpos at = 1, last = 6 + random() % 12; at <= last; ++at) {
        const unsigned word = std::min(random() % 10, random() % 10);
        document.add_posting("w" + std::to_string(word), at);
      }
      db.add_document(document);
    }
    return db;
  }();
  return kMade;
}

inline const PaperIndex& random_index() {
  static const PaperIndex kIndex(random_papers());
  return kIndex;
}

// The same words as the texts of these papers.
inline const ForwardIndex& random_texts() {
  static const ForwardIndex kTexts = [] {
    const Xapian::Database& db = random_papers();
    ForwardBuilder builder;
    for (Xapian::docid doc = 1; doc <= kRandomPapers; ++doc) {
      std::map<Xapian::termpos, std::string> words;
      for (auto term = db.termlist_begin(doc); term != db.termlist_end(doc); ++term) {
        for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) {
          words[*at] = *term;
        }
      }
      std::vector<Token> tokens;
      for (const auto& [at, word] : words) {
        Token& token = tokens.emplace_back();
        token.term = word;
        token.position = at;
      }
      builder.begin_paper();
      builder.add(TextField::Abstract, 0, tokens);
    }
    return ForwardIndex::parse(builder.finish()).value();
  }();
  return kTexts;
}

// Of papers whose places nobody asks for.
inline const ForwardIndex& no_texts() {
  static const ForwardIndex kTexts = ForwardIndex::parse(ForwardBuilder().finish()).value();
  return kTexts;
}

inline Plan random_word(std::mt19937& random) {
  return Plan::of("w" + std::to_string(random() % 11));  // w10: none
}

// `firm`: nothing optional in it. Below what is left out Xapian 1.4.22 takes optional words for
// asked ones.
inline Plan random_plan(std::mt19937& random, int depth, bool firm = false) {
  if (depth == 0) return random_word(random);
  std::vector<Plan> words;
  for (unsigned i = 0, count = 2 + random() % 2; i < count; ++i) {
    words.push_back(random_word(random));
  }
  const auto part = [&] { return random_plan(random, depth - 1, firm); };
  const auto scaled = [&](Plan plan) {
    return random() % 4 == 0 ? Plan::scaled(std::move(plan), 0.5) : plan;
  };
  switch (random() % (firm ? 9 : 11)) {
    case 0:
      return Plan::close(PlanOp::Phrase, std::move(words), 3);
    case 1:
      return Plan::close(PlanOp::Near, std::move(words), 5);
    case 2: {
      const unsigned first = random() % 10;
      return Plan::as_one({Plan::of("w" + std::to_string(first)),
                           Plan::of("w" + std::to_string((first + 1 + random() % 9) % 10))});
    }
    case 3:
    case 4:
      return Plan::all_of({part(), scaled(part())});
    case 5:
    case 6:
      return Plan::any_of({part(), scaled(part())});
    case 7:
      return Plan::filtered(part(), part());
    case 8:
      return Plan::but_not(part(), random_plan(random, depth - 1, true));
    case 9:
      return Plan::constant("w" + std::to_string(random() % 10), 7);
    default:
      return Plan::and_maybe(part(), scaled(part()));
  }
}

}  // namespace paperfind
