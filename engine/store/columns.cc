#include "engine/store/columns.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/base/file.h"

namespace paperfind {
namespace {

constexpr const char* kFileName = "columns.bin";

}  // namespace

std::optional<Ordinal> FacetColumn::find(std::string_view id) const {
  if (id == kNoValue) return none();
  const auto found =
      std::lower_bound(by_id_.begin(), by_id_.end(), id,
                       [this](Ordinal o, std::string_view key) { return ids_[o] < key; });
  if (found == by_id_.end() || ids_[*found] != id) return std::nullopt;
  return *found;
}

// Every array as long as the paper count says, every ordinal one of the dictionary: later code
// indexes unchecked.
void FacetColumn::read(SectionReader& in, DocId docs) {
  ids_ = in.strings();
  labels_ = in.strings();
  ranks_ = in.numbers();
  values_ = in.lists(ids_.size() + 1);
  by_id_ = in.numbers();
  const bool sound = labels_.size() == ids_.size() && ranks_.size() == ids_.size() &&
                     values_.size() == std::size_t{docs} + 1 && by_id_.size() == ids_.size() &&
                     std::all_of(by_id_.begin(), by_id_.end(),
                                 [this](Ordinal value) { return value < ids_.size(); });
  if (!sound) in.good = false;
  if (!in.good) return;
  const std::span<const Ordinal> single = single_values();
  if (!single.empty() && std::all_of(single.begin(), single.end(),
                                     [&](Ordinal value) { return value == single.front(); })) {
    same_ = single.front();
  }
}

void Columns::fill_rows() {
  std::vector<const FacetColumn*> by_size;
  for (const FacetColumn& column : facets_) by_size.push_back(&column);
  std::stable_sort(by_size.begin(), by_size.end(), [](const FacetColumn* a, const FacetColumn* b) {
    return a->size() < b->size();
  });
  std::size_t values = 0;
  for (const FacetColumn* column : by_size) {
    rows_.bases_[static_cast<std::size_t>(column - facets_.data())] = rows_.size_;
    rows_.size_ += column->none() + 1;
    values += column->values_.items.size();
  }
  rows_.values_.reserve(values);
  rows_.begins_ = {0};
  for (DocId doc = 0; doc <= doc_count_; ++doc) {
    for (const FacetColumn* column : by_size) {
      if (column->same_value()) continue;
      const std::uint32_t base = rows_.bases_[static_cast<std::size_t>(column - facets_.data())];
      for (const Ordinal value : column->values(doc)) rows_.values_.push_back(base + value);
    }
    rows_.begins_.push_back(static_cast<std::uint32_t>(rows_.values_.size()));
  }
  rows_.values_.shrink_to_fit();
}

Status Columns::read(std::string_view bytes, const std::string& where) {
  bytes_ = bytes;
  SectionReader in(bytes, kColumnsMagic);
  doc_count_ = static_cast<DocId>(in.number());
  for (FacetColumn& facet : facets_) facet.read(in, doc_count_);
  for (auto* ranks : {&sort_.programme, &sort_.year_descending, &sort_.year, &sort_.title,
                      &sort_.author, &days_}) {
    *ranks = in.numbers();
    if (ranks->size() != std::size_t{doc_count_} + 1) in.good = false;
  }
  if (!in.finished()) {
    return Error{ErrorCode::InvalidData, "the columns are damaged", where,
                 "rebuild the index or roll back"};
  }
  fill_rows();
  return {};
}

Status Columns::save(const std::filesystem::path& folder) const {
  return write_file_atomic(folder / kFileName, bytes_);
}

Result<Columns> Columns::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kFileName;
  Result<MappedFile> file = MappedFile::open(path);
  if (!file.ok()) return file.error();
  Columns columns;
  columns.file_ = std::move(file).value();
  if (Status read = columns.read(columns.file_.bytes(), path.string()); !read.ok()) {
    return read.error();
  }
  return columns;
}

Result<Columns> Columns::parse(std::string bytes) {
  Columns columns;
  columns.parsed_ = std::make_unique<const std::string>(std::move(bytes));
  if (Status read = columns.read(*columns.parsed_, ""); !read.ok()) return read.error();
  return columns;
}

}  // namespace paperfind
