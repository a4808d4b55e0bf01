#include "engine/search/facet_counter.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace paperfind {
namespace {

// Looking through all counts for those that are not 0 costs as much as noting the values of this
// share of as many papers.
constexpr std::size_t kFewShare = 16;

// A facet's filter with its values as ordinals.
struct CompiledFilter {
  Facet facet;
  const FacetColumn* column;
  bool has_any = false;
  std::vector<bool> any;  // by ordinal, none() included
  std::vector<bool> excluded;
  std::vector<Ordinal> all;
  bool impossible = false;  // all= an unknown value
};

const FacetFilter* filter_for(const SearchRequest& request, std::string_view facet) {
  for (const FacetFilter& filter : request.filters) {
    if (filter.facet == facet) return &filter;
  }
  return nullptr;
}

CompiledFilter compile(const Columns& columns, const FacetSpec& spec, const FacetFilter& filter,
                       std::vector<std::string>& notices) {
  CompiledFilter compiled{spec.facet, &columns.facet(spec.facet), !filter.any.empty(), {}, {}, {},
                          false};
  compiled.any.resize(compiled.column->size() + 1);
  compiled.excluded.resize(compiled.column->size() + 1);
  const auto each = [&](const std::vector<std::string>& ids, const auto& use) {
    for (const std::string& id : ids) {
      const std::optional<Ordinal> ordinal = compiled.column->find(id);
      if (!ordinal)
        notices.push_back(fmt::format("No paper here has the {} \"{}\".", spec.name, id));
      use(ordinal);
    }
  };
  each(filter.any, [&](std::optional<Ordinal> o) {
    if (o) compiled.any[*o] = true;
  });
  each(filter.excluded, [&](std::optional<Ordinal> o) {
    if (o) compiled.excluded[*o] = true;
  });
  each(filter.all, [&](std::optional<Ordinal> o) {
    if (o) {
      compiled.all.push_back(*o);
    } else {
      compiled.impossible = true;
    }
  });
  return compiled;
}

// The conditions no facet's own counts are freed from.
bool passes_fixed(const CompiledFilter& filter, std::span<const Ordinal> values) {
  if (filter.impossible) return false;
  const auto has = [values](Ordinal o) {
    return std::find(values.begin(), values.end(), o) != values.end();
  };
  return std::none_of(values.begin(), values.end(),
                      [&](Ordinal o) { return filter.excluded[o]; }) &&
         std::all_of(filter.all.begin(), filter.all.end(), has);
}

bool passes_any(const CompiledFilter& filter, std::span<const Ordinal> values) {
  return !filter.has_any ||
         std::any_of(values.begin(), values.end(), [&](Ordinal o) { return filter.any[o]; });
}

struct DayRange {
  std::uint32_t from = 0;
  std::uint32_t to = 99'999'999;
  bool open = true;

  explicit DayRange(const SearchRequest& request) {
    if (!request.from.empty()) from = number(request.from);
    if (!request.to.empty()) to = number(request.to);
    open = request.from.empty() && request.to.empty();
  }
  // Where only a year is known, any day of it may be meant.
  [[nodiscard]] bool holds(std::uint32_t day) const {
    if (open) return true;
    if (day == 0) return false;
    const std::uint32_t last = day % 10'000 == 0 ? day + 1231 : day;
    return last >= from && day <= to;
  }

 private:
  static std::uint32_t number(const std::string& day) {
    std::uint32_t value = 0;
    for (const char c : day) {
      if (c != '-') value = value * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return value;
  }
};

FacetOrder order_for(const SearchRequest& request, const FacetSpec& spec) {
  const auto asked = request.facet_order.find(std::string(spec.name));
  if (asked != request.facet_order.end()) return asked->second;
  switch (spec.order) {
    case ValueOrder::Count:
      return FacetOrder::Count;
    case ValueOrder::Label:
      return FacetOrder::Label;
    case ValueOrder::Programme:
    case ValueOrder::Descending:
      return FacetOrder::Programme;
  }
  return FacetOrder::Count;
}

// Each once; none() among them where papers without the facet were asked for.
std::vector<Ordinal> selected_values(const FacetColumn& column, const FacetFilter* filter) {
  std::vector<Ordinal> selected;
  if (filter == nullptr) return selected;
  for (const auto* ids : {&filter->any, &filter->all}) {
    for (const std::string& id : *ids) {
      if (const std::optional<Ordinal> ordinal = column.find(id)) selected.push_back(*ordinal);
    }
  }
  std::sort(selected.begin(), selected.end());
  selected.erase(std::unique(selected.begin(), selected.end()), selected.end());
  return selected;
}

// What may be listed after the selected values, in no order.
std::vector<Ordinal> unselected_values(const FacetColumn& column, const FacetSpec& spec,
                                       const CountedFacet& counts, const SearchRequest& request,
                                       const std::vector<Ordinal>& selected) {
  constexpr std::size_t kSmall = 12;
  std::vector<Ordinal> values;
  if (request.facet_zero || (spec.small && column.size() <= kSmall)) {
    values.resize(column.size());
    std::iota(values.begin(), values.end(), Ordinal{0});
  } else {
    values.assign(counts.present().begin(), counts.present().end());
  }
  if (selected.empty()) return values;
  std::erase_if(values, [&](Ordinal value) {
    return std::binary_search(selected.begin(), selected.end(), value);
  });
  return values;
}

// The `kept` first of the values, in order. Each is put behind what comes before its ordinal in the
// order, so that plain numbers are sorted; ordinals already stand in the order of labels, then ids.
std::vector<Ordinal> first_of(const std::vector<Ordinal>& values, std::size_t kept,
                              const FacetColumn& column, const CountedFacet& counts,
                              FacetOrder order) {
  std::vector<std::uint64_t> keys;
  keys.reserve(values.size());
  for (const Ordinal value : values) {
    std::uint32_t place = 0;
    if (order == FacetOrder::Count) place = ~counts[value];
    if (order == FacetOrder::Programme) place = column.rank(value);
    keys.push_back(std::uint64_t{place} << 32U | value);
  }
  std::partial_sort(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(kept), keys.end());
  std::vector<Ordinal> first;
  for (std::size_t i = 0; i < kept; ++i) first.push_back(static_cast<Ordinal>(keys[i]));
  return first;
}

// A chosen value this index does not know stays in sight, at zero, so that it can be taken away.
void add_unknown(const FacetColumn& column, const FacetFilter* filter,
                 std::vector<FacetValue>& values) {
  if (filter == nullptr) return;
  std::vector<std::string> unknown;
  for (const auto* ids : {&filter->any, &filter->all}) {
    for (const std::string& id : *ids) {
      const bool seen = std::find(unknown.begin(), unknown.end(), id) != unknown.end();
      if (!seen && !column.find(id)) unknown.push_back(id);
    }
  }
  for (auto id = unknown.rbegin(); id != unknown.rend(); ++id) {
    values.insert(values.begin(), {*id, *id, 0, true, {}, {}});
  }
}

}  // namespace

std::string filters_text(const SearchRequest& request) {
  std::string out;
  const auto add = [&out](const char* sign, const std::string& facet, const std::string& value) {
    out += fmt::format("{}{}{}={}", out.empty() ? "" : " ", sign, facet, value);
  };
  for (const FacetFilter& filter : request.filters) {
    for (const std::string& value : filter.any) add("", filter.facet, value);
    for (const std::string& value : filter.all) add("all.", filter.facet, value);
    for (const std::string& value : filter.excluded) add("not.", filter.facet, value);
  }
  return out;
}

FilteredDocs apply_filters(const Columns& columns, const SearchRequest& request,
                           const DocSet& matches, std::vector<std::string>& notices) {
  std::vector<CompiledFilter> filters;
  for (const FacetFilter& filter : request.filters) {
    if (const FacetSpec* spec = find_facet(filter.facet)) {
      filters.push_back(compile(columns, *spec, filter, notices));
    }
  }
  const DayRange days(request);
  FilteredDocs out;
  if (filters.empty() && days.open) {
    out.hits.reserve(matches.count());
    matches.for_each([&](DocId doc) { out.hits.push_back(doc); });
    return out;
  }
  matches.for_each([&](DocId doc) {
    if (!days.holds(columns.days()[doc])) return;
    const CompiledFilter* missed = nullptr;
    for (const CompiledFilter& filter : filters) {
      const std::span<const Ordinal> values = filter.column->values(doc);
      if (!passes_fixed(filter, values)) return;
      if (passes_any(filter, values)) continue;
      if (missed != nullptr) return;
      missed = &filter;
    }
    (missed == nullptr ? out.hits : out.near_misses[index_of(missed->facet)]).push_back(doc);
  });
  return out;
}

void ValueCounts::clear() {
  for (const Ordinal value : present_) counts_[value] = 0;
  counts_[none_] = 0;
  present_.clear();
}

// On bare arrays: a column was checked when it was read.
void ValueCounts::count_many(const FacetColumn& column, const std::vector<DocId>& docs) {
  std::uint32_t* const counts = counts_.data();
  if (const std::span<const Ordinal> single = column.single_values(); !single.empty()) {
    const Ordinal* const values = single.data();
    for (const DocId doc : docs) ++counts[values[doc - 1]];
  } else {
    for (const DocId doc : docs) {
      for (const Ordinal value : column.values(doc)) ++counts[value];
    }
  }
}

void ValueCounts::count_few(const FacetColumn& column, const std::vector<DocId>& docs) {
  for (const DocId doc : docs) {
    for (const Ordinal value : column.values(doc)) {
      if (counts_[value]++ == 0 && value != none_) present_.push_back(value);
    }
  }
}

void ValueCounts::count(const FacetColumn& column, const FilteredDocs& docs, Facet facet) {
  clear();
  none_ = column.none();
  if (counts_.size() <= none_) counts_.resize(std::size_t{none_} + 1);
  const std::vector<DocId>& hits = docs.hits;
  const std::vector<DocId>& misses = docs.near_misses[index_of(facet)];
  const std::size_t papers = hits.size() + misses.size();
  if (papers == 0) return;
  if (const std::optional<Ordinal> same = column.same_value()) {
    counts_[*same] = static_cast<std::uint32_t>(papers);
    if (*same != none_) present_.push_back(*same);
  } else if (papers * kFewShare < column.size()) {
    count_few(column, hits);
    count_few(column, misses);
  } else {
    count_many(column, hits);
    count_many(column, misses);
    for (Ordinal value = 0; value < none_; ++value) {
      if (counts_[value] > 0) present_.push_back(value);
    }
  }
}

void FacetTally::count(const Columns& columns, const FilteredDocs& docs) {
  clear();
  const FacetRows& rows = columns.rows();
  constexpr Ordinal kSmall = 1024;  // looked through in the time of a few papers
  counts_.resize(rows.size());
  searched_ = 0;
  for (const FacetSpec& spec : kFacets) {
    const Ordinal none = columns.facet(spec.facet).none();
    bases_[index_of(spec.facet)] = rows.base(spec.facet);
    if (none < kSmall) searched_ = std::max(searched_, rows.base(spec.facet) + none + 1);
  }
  count_rows(rows, docs.hits);
  for (const FacetSpec& spec : kFacets) {
    const FacetColumn& column = columns.facet(spec.facet);
    const std::uint32_t base = rows.base(spec.facet);
    if (const std::optional<Ordinal> same = column.same_value()) {
      add(base + *same, static_cast<std::uint32_t>(docs.hits.size()));
    }
    for (const DocId doc : docs.near_misses[index_of(spec.facet)]) {
      for (const Ordinal value : column.values(doc)) add(base + value, 1);
    }
  }
  list_present(columns);
}

// Where a paper's values and their counts lie nothing foretells but the papers themselves: asked
// for ahead, they are there when it is their turn.
void FacetTally::count_rows(const FacetRows& rows, const std::vector<DocId>& docs) {
  std::size_t values = 0;
  for (const DocId doc : docs) values += rows.values(doc).size();
  touched_.resize(std::min<std::size_t>(values, rows.size()) + 1);
  // Whether a value is the first of its kind nobody can predict: noted first, then kept or not.
  std::uint32_t* const counts = counts_.data();
  std::uint32_t* const touched = touched_.data();
  std::size_t count = 0;
  constexpr std::size_t kRowsAhead = 16, kCountsAhead = 4;
  for (std::size_t i = 0; i < docs.size(); ++i) {
    if (i + kRowsAhead < docs.size()) rows.prefetch(docs[i + kRowsAhead]);
    if (i + kCountsAhead < docs.size()) {
      for (const std::uint32_t value : rows.values(docs[i + kCountsAhead])) {
        __builtin_prefetch(counts + value, 1);
      }
    }
    for (const std::uint32_t value : rows.values(docs[i])) {
      touched[count] = value;
      count += static_cast<std::size_t>(counts[value]++ == 0) &
               static_cast<std::size_t>(value >= searched_);
    }
  }
  touched_.resize(count);
}

void FacetTally::clear() {
  std::fill_n(counts_.begin(), searched_, 0U);
  for (const std::uint32_t value : touched_) counts_[value] = 0;
  touched_.clear();
}

void FacetTally::add(std::uint32_t value, std::uint32_t papers) {
  if (counts_[value] == 0 && papers > 0 && value >= searched_) touched_.push_back(value);
  counts_[value] += papers;
}

void FacetTally::list_present(const Columns& columns) {
  struct Range {
    std::uint32_t first, none;
    std::vector<Ordinal>* present;
  };
  std::vector<Range> large;
  for (const FacetSpec& spec : kFacets) {
    const std::uint32_t base = bases_[index_of(spec.facet)];
    const Ordinal none = columns.facet(spec.facet).none();
    std::vector<Ordinal>& present = present_[index_of(spec.facet)];
    present.clear();
    if (base >= searched_) {
      large.push_back({base, base + none, &present});
      continue;
    }
    for (Ordinal value = 0; value < none; ++value) {
      if (counts_[base + value] > 0) present.push_back(value);
    }
  }
  // The largest facet, to which most of them belong, is asked first.
  std::sort(large.begin(), large.end(),
            [](const Range& a, const Range& b) { return a.first > b.first; });
  for (const std::uint32_t value : touched_) {
    const auto range = std::find_if(large.begin(), large.end(),
                                    [value](const Range& one) { return value >= one.first; });
    if (value < range->none) range->present->push_back(value - range->first);
  }
}

FacetCounts list_values(const FacetColumn& column, const FacetSpec& spec,
                        const CountedFacet& counts, const SearchRequest& request) {
  FacetCounts facet;
  facet.name = spec.name;
  facet.label = spec.label;
  facet.order = order_for(request, spec);
  facet.distinct = counts.present().size();
  const FacetFilter* filter = filter_for(request, spec.name);
  const std::vector<Ordinal> selected = selected_values(column, filter);
  const std::vector<Ordinal> others = unselected_values(column, spec, counts, request, selected);
  facet.truncated = others.size() > request.facet_limit;
  const std::size_t kept = std::min(others.size(), request.facet_limit);
  const auto list = [&](Ordinal value, bool is_selected) {
    facet.values.push_back({std::string(column.id(value)),
                            std::string(column.label(value)),
                            counts[value],
                            is_selected,
                            {},
                            {}});
  };
  std::vector<Ordinal> chosen = selected;
  std::erase(chosen, column.none());
  for (const Ordinal value : first_of(chosen, chosen.size(), column, counts, facet.order)) {
    list(value, true);
  }
  for (const Ordinal value : first_of(others, kept, column, counts, facet.order)) {
    list(value, false);
  }
  add_unknown(column, filter, facet.values);
  const bool none_selected =
      std::find(selected.begin(), selected.end(), column.none()) != selected.end();
  if (counts.none() > 0 || none_selected) {
    facet.missing = FacetValue{
        std::string(kNoValue), std::string(spec.none_label), counts.none(), none_selected, {}, {}};
  }
  return facet;
}

}  // namespace paperfind
