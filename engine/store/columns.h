// Facets and sort orders of a generation as arrays indexed by docid: what exact counting in
// microseconds needs. Read through the memory map; file format in docs/index-format.md.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/mapped_file.h"
#include "engine/base/result.h"
#include "engine/schema/fields.h"
#include "engine/store/sections.h"
#include "engine/store/sorted_keys.h"

namespace paperfind {

using DocId = std::uint32_t;  // from 1, as in Xapian
using Ordinal =
    std::uint32_t;  // of a facet value, from 0, in order of its label's collation key, then id

// One facet over all papers. The last ordinal, `none()`, stands for "~none".
class FacetColumn {
 public:
  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] Ordinal none() const { return static_cast<Ordinal>(ids_.size()); }
  // Both live as long as the columns.
  [[nodiscard]] std::string_view id(Ordinal value) const { return ids_[value]; }
  [[nodiscard]] std::string_view label(Ordinal value) const { return labels_[value]; }
  // Place in programme order (sessions, days, events) or in descending order (years).
  [[nodiscard]] std::uint32_t rank(Ordinal value) const { return ranks_[value]; }
  // Ordinal of a value id; nothing for an unknown one. "~none" gives none().
  [[nodiscard]] std::optional<Ordinal> find(std::string_view id) const;
  // Those of each document; that of document 0 is empty.
  [[nodiscard]] const NumberLists& value_lists() const { return values_; }
  // Ordinals in order of their ids.
  [[nodiscard]] std::span<const Ordinal> by_id() const { return by_id_; }
  // The one value each paper has, from the first paper on; nothing where some have more.
  [[nodiscard]] std::span<const Ordinal> single_values() const {
    return values_.items.size() + 2 == values_.begins.size() ? values_.items
                                                             : std::span<const Ordinal>();
  }
  // The value all papers have, and no other.
  [[nodiscard]] std::optional<Ordinal> same_value() const { return same_; }
  // The values of one paper, never empty: {none()} where it lacks the facet.
  [[nodiscard]] std::span<const Ordinal> values(DocId doc) const {
    const std::uint32_t* const begins = values_.begins.data();
    const Ordinal* const items = values_.items.data();
    return {items + begins[doc], items + begins[doc + 1]};
  }

 private:
  friend class Columns;
  void read(SectionReader& in, DocId docs);

  SortedKeys ids_, labels_;  // not sorted
  std::span<const std::uint32_t> ranks_;
  NumberLists values_;              // of each document; that of document 0 is empty
  std::span<const Ordinal> by_id_;  // ordinals sorted by id
  std::optional<Ordinal> same_;
};

// The values of all facets side by side, paper by paper: counting them all reads two cache lines of
// a paper and not two for each facet. Facets that say the same of all papers are left out.
class FacetRows {
 public:
  // Values are numbered through, facet after facet, the one with the fewest values first.
  [[nodiscard]] std::uint32_t base(Facet facet) const { return bases_[index_of(facet)]; }
  // One more than the greatest number of a value.
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] std::span<const std::uint32_t> values(DocId doc) const {
    return {values_.data() + begins_[doc], values_.data() + begins_[doc + 1]};
  }
  void prefetch(DocId doc) const {
    const std::uint32_t* const values = values_.data() + begins_[doc];
    __builtin_prefetch(values);
    __builtin_prefetch(values + 16);
  }

 private:
  friend class Columns;
  std::array<std::uint32_t, kFacetCount> bases_{};
  std::uint32_t size_ = 0;
  std::vector<std::uint32_t> begins_, values_;
};

// Ranks of each paper in the orders one can sort by; smaller comes first, no two papers equal.
struct SortColumns {
  std::span<const std::uint32_t> programme, year_descending, year, title, author;  // [docs + 1]
};

class Columns {
 public:
  static Result<Columns> load(const std::filesystem::path& folder);
  // From the bytes of a file. InvalidData when they are damaged.
  static Result<Columns> parse(std::string bytes);
  Status save(const std::filesystem::path& folder) const;

  [[nodiscard]] DocId doc_count() const { return doc_count_; }
  [[nodiscard]] const FacetColumn& facet(Facet facet) const { return facets_[index_of(facet)]; }
  [[nodiscard]] const FacetRows& rows() const { return rows_; }
  [[nodiscard]] const SortColumns& sort() const { return sort_; }
  // Day of each paper as yyyymmdd, month or day 0 where only the year is known; 0: unknown.
  [[nodiscard]] std::span<const std::uint32_t> days() const { return days_; }
  // Of the file.
  [[nodiscard]] std::size_t byte_count() const { return bytes_.size(); }

 private:
  Status read(std::string_view bytes, const std::string& where);
  void fill_rows();

  MappedFile file_;
  std::unique_ptr<const std::string> parsed_;  // in place of the file
  std::string_view bytes_;
  DocId doc_count_ = 0;
  std::array<FacetColumn, kFacetCount> facets_;
  FacetRows rows_;
  SortColumns sort_;
  std::span<const std::uint32_t> days_;
};

inline constexpr std::string_view kColumnsMagic = "PFCOL-2\n";

}  // namespace paperfind
