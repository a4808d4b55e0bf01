// The papers of a generation as its Xapian database holds them: all that searching asks of it.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/columns.h"

namespace paperfind {

// The papers that have a term, ascending, one after the other.
class PaperCursor {
 public:
  PaperCursor(Xapian::PostingIterator first, Xapian::PostingIterator end)
      : at_(std::move(first)), end_(std::move(end)) {}

  [[nodiscard]] bool at_end() const { return at_ == end_; }
  [[nodiscard]] DocId doc() const { return *at_; }
  void next() { ++at_; }
  // To the first at or after `doc`; never back. Not at the end.
  void skip_to(DocId doc) { at_.skip_to(doc); }

 private:
  Xapian::PostingIterator at_, end_;
};

// Papers that have a term, ascending, and how often each has it (Xapian's wdf), 65,535 for more.
struct TermPostings {
  std::vector<DocId> docs;
  std::vector<std::uint16_t> counts;
};

// One per thread, as Xapian's databases are. Every member throws Xapian::Error.
class PaperIndex {
 public:
  // Of a generation's folder.
  explicit PaperIndex(const std::filesystem::path& generation);
  // Of documents numbered from 1 without gaps.
  explicit PaperIndex(Xapian::Database documents);

  [[nodiscard]] DocId doc_count() const { return docs_; }
  // The record as encode_paper() gave it.
  [[nodiscard]] std::string stored_paper(DocId doc) const;
  // How many occurrences of terms each paper has, by number; 0 for number 0.
  [[nodiscard]] std::vector<std::uint32_t> lengths() const;

  // How many papers have a term.
  [[nodiscard]] std::uint32_t doc_frequency(const std::string& term) const;
  [[nodiscard]] bool has_term(const std::string& term) const;
  // 0: none has it.
  [[nodiscard]] DocId first_with(const std::string& term) const;
  [[nodiscard]] PaperCursor papers_with(const std::string& term) const;
  [[nodiscard]] TermPostings postings(const std::string& term) const;

  // Calls visit(term, papers that have it) for the terms that begin with `prefix`, in order of
  // their bytes, from the one that goes on with `from`, until it returns false.
  void for_each_term(const std::string& prefix, const std::string& from,
                     const std::function<bool(const std::string&, std::uint32_t)>& visit) const;

  // Which of these papers, ascending, a query finds, by the positions of their words too.
  [[nodiscard]] std::vector<DocId> found_among(const std::vector<DocId>& papers,
                                               const Xapian::Query& query) const;

 private:
  Xapian::Database db_;
  DocId docs_;
};

}  // namespace paperfind
