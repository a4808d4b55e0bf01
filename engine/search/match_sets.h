// Which papers match a plan, without a weight for any of them: sets of papers, united and
// intersected. Words near each other are left to Xapian's matcher, among the papers that hold them,
// or looked for in their texts.
#pragma once

#include "engine/query/plan.h"
#include "engine/store/doc_set.h"
#include "engine/store/forward_index.h"
#include "engine/store/paper_index.h"
#include "engine/store/postings_cache.h"

namespace paperfind {

class MatchSets {
 public:
  // All of one generation.
  MatchSets(const PaperIndex& index, const PostingsCache& postings, const ForwardIndex& texts)
      : index_(index), postings_(postings), texts_(texts) {}

  // What an enquiry of the plan finds. Throws Xapian::Error.
  [[nodiscard]] DocSet of(const Plan& plan) const;
  // What it finds among these papers.
  [[nodiscard]] DocSet among(DocSet papers, const Plan& plan) const;

 private:
  [[nodiscard]] DocSet none() const { return DocSet(postings_.docs()); }
  void add_to(DocSet& set, const Plan& plan) const;
  // Words anywhere; positions are not looked at.
  [[nodiscard]] DocSet holders(const Plan& plan) const;
  // A phrase or a group, among these papers.
  [[nodiscard]] DocSet positioned(const Plan& plan, DocSet among) const;

  const PaperIndex& index_;
  const PostingsCache& postings_;
  const ForwardIndex& texts_;
};

}  // namespace paperfind
