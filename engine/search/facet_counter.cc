#include "engine/search/facet_counter.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace paperfind {
namespace {

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

std::vector<bool> selected_values(const FacetColumn& column, const FacetFilter* filter) {
  std::vector<bool> selected(column.size() + 1);
  if (filter == nullptr) return selected;
  for (const auto* ids : {&filter->any, &filter->all}) {
    for (const std::string& id : *ids) {
      if (const std::optional<Ordinal> ordinal = column.find(id)) selected[*ordinal] = true;
    }
  }
  return selected;
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

std::vector<std::uint32_t> count_values(const FacetColumn& column, const FilteredDocs& docs,
                                        Facet facet) {
  std::vector<std::uint32_t> counts(column.size() + 1, 0);
  for (const auto* list : {&docs.hits, &docs.near_misses[index_of(facet)]}) {
    for (const DocId doc : *list) {
      for (const Ordinal value : column.values(doc)) ++counts[value];
    }
  }
  return counts;
}

std::vector<Ordinal> ordered_values(const FacetColumn& column, const FacetSpec& spec,
                                    const std::vector<std::uint32_t>& counts,
                                    const SearchRequest& request) {
  constexpr std::size_t kSmall = 12;
  const std::vector<bool> selected = selected_values(column, filter_for(request, spec.name));
  const bool keep_zero = request.facet_zero || (spec.small && column.size() <= kSmall);
  std::vector<Ordinal> values;
  for (Ordinal value = 0; value < column.size(); ++value) {
    if (counts[value] > 0 || keep_zero || selected[value]) values.push_back(value);
  }
  const FacetOrder order = order_for(request, spec);
  // Ordinals already stand in the order of labels, then ids.
  std::sort(values.begin(), values.end(), [&](Ordinal a, Ordinal b) {
    const auto key = [&](Ordinal v) {
      const std::uint32_t by_count = order == FacetOrder::Count ? ~counts[v] : 0;
      const std::uint32_t by_rank = order == FacetOrder::Programme ? column.rank(v) : 0;
      return std::tuple(!selected[v], by_count, by_rank, v);
    };
    return key(a) < key(b);
  });
  return values;
}

FacetCounts list_values(const FacetColumn& column, const FacetSpec& spec,
                        const std::vector<std::uint32_t>& counts, const SearchRequest& request) {
  FacetCounts facet;
  facet.name = spec.name;
  facet.label = spec.label;
  facet.order = order_for(request, spec);
  facet.distinct = static_cast<std::size_t>(std::count_if(
      counts.begin(), counts.end() - 1, [](std::uint32_t count) { return count > 0; }));
  const FacetFilter* filter = filter_for(request, spec.name);
  const std::vector<bool> selected = selected_values(column, filter);
  std::size_t unselected = 0;
  for (const Ordinal value : ordered_values(column, spec, counts, request)) {
    if (!selected[value] && ++unselected > request.facet_limit) {
      facet.truncated = true;
      break;
    }
    facet.values.push_back(
        {column.id(value), column.label(value), counts[value], selected[value], {}, {}});
  }
  add_unknown(column, filter, facet.values);
  if (counts.back() > 0 || selected.back()) {
    facet.missing = FacetValue{std::string(kNoValue),
                               std::string(spec.none_label),
                               counts.back(),
                               selected.back(),
                               {},
                               {}};
  }
  return facet;
}

}  // namespace paperfind
