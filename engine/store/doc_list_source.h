// Lets Xapian's matcher see only the papers of a list.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/store/columns.h"

namespace paperfind {

class DocListSource : public Xapian::PostingSource {
 public:
  // `docs` ascend, and outlive it.
  explicit DocListSource(const std::vector<DocId>& docs) : docs_(docs) {}
  void init(const Xapian::Database&) override {
    next_ = 0;
    started_ = false;
  }
  Xapian::doccount get_termfreq_min() const override {
    return static_cast<Xapian::doccount>(docs_.size());
  }
  Xapian::doccount get_termfreq_est() const override { return get_termfreq_min(); }
  Xapian::doccount get_termfreq_max() const override { return get_termfreq_min(); }
  void next(double) override {
    if (started_) ++next_;
    started_ = true;
  }
  void skip_to(Xapian::docid doc, double) override {
    started_ = true;
    const auto from = docs_.begin() + static_cast<std::ptrdiff_t>(next_);
    next_ = static_cast<std::size_t>(std::lower_bound(from, docs_.end(), doc) - docs_.begin());
  }
  bool at_end() const override { return next_ >= docs_.size(); }
  Xapian::docid get_docid() const override { return docs_[next_]; }
  std::string get_description() const override { return "DocListSource"; }

 private:
  const std::vector<DocId>& docs_;
  std::size_t next_ = 0;
  bool started_ = false;
};

}  // namespace paperfind
