// Lets Xapian's matcher see only the papers of a list.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/store/columns.h"
#include "engine/store/doc_set.h"

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

// The same of a set, which it shares: papers of a phrase whose words the query weighs itself.
class DocSetSource : public Xapian::PostingSource {
 public:
  explicit DocSetSource(std::shared_ptr<const DocSet> docs)
      : docs_(std::move(docs)), count_(static_cast<Xapian::doccount>(docs_->count())) {}
  void init(const Xapian::Database&) override { doc_ = 0; }
  Xapian::doccount get_termfreq_min() const override { return count_; }
  Xapian::doccount get_termfreq_est() const override { return count_; }
  Xapian::doccount get_termfreq_max() const override { return count_; }
  void next(double) override { doc_ = docs_->first_from(doc_ + 1); }
  void skip_to(Xapian::docid doc, double) override {
    doc_ = docs_->first_from(std::max<DocId>(doc_, doc));
  }
  bool check(Xapian::docid doc, double) override {
    doc_ = std::max<DocId>(doc_, doc);
    return !at_end() && docs_->contains(doc_);
  }
  bool at_end() const override { return doc_ > docs_->docs(); }
  Xapian::docid get_docid() const override { return doc_; }
  std::string get_description() const override { return "DocSetSource"; }

 private:
  std::shared_ptr<const DocSet> docs_;
  Xapian::doccount count_;
  DocId doc_ = 0;
};

}  // namespace paperfind
