// Facets and sort orders of a generation as arrays indexed by docid: what exact counting in
// microseconds needs. File format in docs/index-format.md.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/schema/fields.h"

namespace paperfind {

using DocId = std::uint32_t;  // from 1, as in Xapian
using Ordinal =
    std::uint32_t;  // of a facet value, from 0, in order of its label's collation key, then id

// One facet over all papers. The last ordinal, `none()`, stands for "~none".
class FacetColumn {
 public:
  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] Ordinal none() const { return static_cast<Ordinal>(ids_.size()); }
  [[nodiscard]] const std::string& id(Ordinal value) const { return ids_[value]; }
  [[nodiscard]] const std::string& label(Ordinal value) const { return labels_[value]; }
  // Place in programme order (sessions, days, events) or in descending order (years).
  [[nodiscard]] std::uint32_t rank(Ordinal value) const { return ranks_[value]; }
  // Ordinal of a value id; nothing for an unknown one. "~none" gives none().
  [[nodiscard]] std::optional<Ordinal> find(std::string_view id) const;
  // The one value each paper has, from the first paper on; nothing where some have more.
  [[nodiscard]] std::span<const Ordinal> single_values() const {
    return ordinals_.size() + 2 == offsets_.size() ? std::span<const Ordinal>(ordinals_)
                                                   : std::span<const Ordinal>();
  }
  // The value all papers have, and no other.
  [[nodiscard]] std::optional<Ordinal> same_value() const { return same_; }
  // The values of one paper, never empty: {none()} where it lacks the facet.
  [[nodiscard]] std::span<const Ordinal> values(DocId doc) const {
    const std::uint32_t* const offsets = offsets_.data();
    return {ordinals_.data() + offsets[doc], ordinals_.data() + offsets[doc + 1]};
  }

 private:
  friend class Columns;
  friend class ColumnsBuilder;
  // What the arrays imply.
  void derive();

  std::vector<std::string> ids_;
  std::vector<std::string> labels_;
  std::vector<std::uint32_t> ranks_;
  std::vector<std::uint32_t> offsets_;  // [docs + 2]; document 0 is empty
  std::vector<Ordinal> ordinals_;
  std::vector<Ordinal> by_id_;  // ordinals sorted by id
  std::optional<Ordinal> same_;
};

// Ranks of each paper in the orders one can sort by; smaller comes first, no two papers equal.
struct SortColumns {
  std::vector<std::uint32_t> programme, year_descending, year, title, author;  // [docs + 1]
};

class Columns {
 public:
  static Result<Columns> load(const std::filesystem::path& folder);
  Status save(const std::filesystem::path& folder) const;

  [[nodiscard]] DocId doc_count() const { return doc_count_; }
  [[nodiscard]] const FacetColumn& facet(Facet facet) const { return facets_[index_of(facet)]; }
  [[nodiscard]] const SortColumns& sort() const { return sort_; }
  // Day of each paper as yyyymmdd, month or day 0 where only the year is known; 0: unknown.
  [[nodiscard]] const std::vector<std::uint32_t>& days() const { return days_; }

 private:
  friend class ColumnsBuilder;
  DocId doc_count_ = 0;
  std::array<FacetColumn, kFacetCount> facets_;
  SortColumns sort_;
  std::vector<std::uint32_t> days_;
};

}  // namespace paperfind
