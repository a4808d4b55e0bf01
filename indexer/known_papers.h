// The papers a generation was made from: which of them a corpus still has, as they were.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/record/paper.h"
#include "engine/store/columns.h"
#include "engine/store/record_digests.h"

namespace paperfind {

class KnownPapers {
 public:
  // `records` must outlive it. `overridden`: ids of papers that are not made of their records
  // alone.
  KnownPapers(const RecordDigests& records, const std::vector<std::string>& overridden);

  // True for the text of a record that was known: its paper is kept. Only once for each, for the
  // same record again is a mistake that somebody has to see. A paper that has an override now and
  // had none is not known by its record alone.
  bool keep(std::string_view text);
  // The same for a record with its override behind it.
  bool keep_overridden(std::string_view text);
  // Of each paper that is not known.
  void add_fresh(const Paper& paper);

  [[nodiscard]] DocId size() const { return static_cast<DocId>(kept_.size() - 1); }
  // By document number from 1.
  [[nodiscard]] const std::vector<bool>& kept() const { return kept_; }
  [[nodiscard]] std::size_t kept_count() const { return count_; }
  // True when a fresh paper may have an id or a former one of a kept paper: two of a billion
  // billion that differ look the same too.
  [[nodiscard]] bool clash() const;

 private:
  // Of the paper made of a text that was not met yet; 0 if none.
  [[nodiscard]] DocId find(std::string_view text) const;
  void keep(DocId doc);

  const RecordDigests& records_;
  std::unordered_set<std::uint64_t> overridden_;
  std::unordered_map<std::string_view, DocId> by_text_;
  std::vector<bool> kept_;
  std::size_t count_ = 0;
  std::vector<std::uint64_t> fresh_ids_;
};

}  // namespace paperfind
