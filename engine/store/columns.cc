#include "engine/store/columns.h"

#include <algorithm>
#include <numeric>

#include "engine/base/file.h"
#include "engine/store/packed_bytes.h"

namespace paperfind {
namespace {

constexpr std::string_view kMagic = "PFCOL-1\n";
constexpr const char* kFileName = "columns.bin";

// Every array as long as the paper count says, every ordinal one of the dictionary: later code
// indexes unchecked.
bool consistent(const std::vector<std::uint32_t>& offsets, const std::vector<Ordinal>& ordinals,
                DocId docs, std::size_t values) {
  if (offsets.size() != std::size_t{docs} + 2 || offsets.front() != 0 ||
      offsets.back() != ordinals.size()) {
    return false;
  }
  return std::is_sorted(offsets.begin(), offsets.end()) &&
         std::all_of(ordinals.begin(), ordinals.end(), [values](Ordinal o) { return o <= values; });
}

}  // namespace

std::optional<Ordinal> FacetColumn::find(std::string_view id) const {
  if (id == kNoValue) return none();
  const auto found =
      std::lower_bound(by_id_.begin(), by_id_.end(), id,
                       [this](Ordinal o, std::string_view key) { return ids_[o] < key; });
  if (found == by_id_.end() || ids_[*found] != id) return std::nullopt;
  return *found;
}

void FacetColumn::derive() {
  by_id_.resize(ids_.size());
  std::iota(by_id_.begin(), by_id_.end(), Ordinal{0});
  std::sort(by_id_.begin(), by_id_.end(),
            [this](Ordinal a, Ordinal b) { return ids_[a] < ids_[b]; });
  const std::span<const Ordinal> single = single_values();
  same_.reset();
  if (!single.empty() && std::all_of(single.begin(), single.end(),
                                     [&](Ordinal value) { return value == single.front(); })) {
    same_ = single.front();
  }
}

Status Columns::save(const std::filesystem::path& folder) const {
  PackedWriter out(kMagic);
  out.number(doc_count_);
  for (const FacetColumn& facet : facets_) {
    out.strings(facet.ids_);
    out.strings(facet.labels_);
    out.numbers(facet.ranks_);
    out.numbers(facet.offsets_);
    out.numbers(facet.ordinals_);
  }
  for (const auto* ranks : {&sort_.programme, &sort_.year_descending, &sort_.year, &sort_.title,
                            &sort_.author, &days_}) {
    out.numbers(*ranks);
  }
  return write_file_atomic(folder / kFileName, out.bytes);
}

Result<Columns> Columns::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kFileName;
  const Result<std::string> bytes = read_file(path, std::uint64_t{16} << 30);
  if (!bytes.ok()) return bytes.error();
  const Error damaged{ErrorCode::InvalidData, "the columns are damaged", path.string(),
                      "rebuild the index or roll back"};
  PackedReader in(*bytes, kMagic);
  Columns columns;
  columns.doc_count_ = in.number();
  for (FacetColumn& facet : columns.facets_) {
    facet.ids_ = in.strings();
    facet.labels_ = in.strings();
    facet.ranks_ = in.numbers();
    facet.offsets_ = in.numbers();
    facet.ordinals_ = in.numbers();
    if (!in.good || facet.labels_.size() != facet.ids_.size() ||
        facet.ranks_.size() != facet.ids_.size() ||
        !consistent(facet.offsets_, facet.ordinals_, columns.doc_count_, facet.ids_.size())) {
      return damaged;
    }
    facet.derive();
  }
  for (auto* ranks : {&columns.sort_.programme, &columns.sort_.year_descending, &columns.sort_.year,
                      &columns.sort_.title, &columns.sort_.author, &columns.days_}) {
    *ranks = in.numbers();
    if (ranks->size() != std::size_t{columns.doc_count_} + 1) return damaged;
  }
  if (!in.finished()) return damaged;
  return columns;
}

}  // namespace paperfind
