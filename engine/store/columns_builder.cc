#include "engine/store/columns_builder.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/store/sort_keys.h"

namespace paperfind {
namespace {

constexpr std::uint32_t kNotGiven = std::numeric_limits<std::uint32_t>::max();

// Place of every document in the order `before` makes; ties keep docid order, which is programme
// order.
template <typename Before>
std::vector<std::uint32_t> ranks(std::size_t docs, Before before) {
  std::vector<std::uint32_t> order(docs);
  std::iota(order.begin(), order.end(), 1U);
  std::stable_sort(order.begin(), order.end(), before);
  std::vector<std::uint32_t> rank(docs + 1, 0);
  for (std::uint32_t place = 0; place < docs; ++place) rank[order[place]] = place;
  return rank;
}

// "2022-03-28" → 20220328; a year alone → yyyy0000.
std::uint32_t day_number(const std::string& day, int year) {
  std::uint32_t number = 0;
  for (const char c : day) {
    if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return day.size() == 10 ? number : static_cast<std::uint32_t>(std::max(year, 0)) * 10'000;
}

std::uint32_t newest_first(int year) {
  constexpr int kLastYear = 10'000;
  return static_cast<std::uint32_t>(kLastYear - std::clamp(year, 0, kLastYear));
}

}  // namespace

std::uint32_t ColumnsBuilder::Dictionary::number_of(std::string&& id, std::string&& label) {
  const auto next = static_cast<std::uint32_t>(ids.size());
  const auto [entry, fresh] = numbers.emplace(id, next);
  if (fresh) {
    ids.push_back(std::move(id));
    labels.push_back(std::move(label));
  }
  return entry->second;
}

void ColumnsBuilder::Dictionary::append(Dictionary&& later) {
  std::vector<std::uint32_t> numbers_here;
  for (std::size_t i = 0; i < later.ids.size(); ++i) {
    numbers_here.push_back(number_of(std::move(later.ids[i]), std::move(later.labels[i])));
  }
  const auto base = static_cast<std::uint32_t>(values.size());
  for (const std::uint32_t value : later.values) {
    values.push_back(value == kNotGiven ? kNotGiven : numbers_here[value]);
  }
  for (std::size_t paper = 2; paper < later.offsets.size(); ++paper) {
    offsets.push_back(base + later.offsets[paper]);
  }
}

void ColumnsBuilder::append(ColumnsBuilder&& later) {
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    dictionaries_[f].append(std::move(later.dictionaries_[f]));
  }
  std::move(later.title_keys_.begin(), later.title_keys_.end(), std::back_inserter(title_keys_));
  std::move(later.author_keys_.begin(), later.author_keys_.end(), std::back_inserter(author_keys_));
  years_.insert(years_.end(), later.years_.begin() + 1, later.years_.end());
  days_.insert(days_.end(), later.days_.begin() + 1, later.days_.end());
}

void ColumnsBuilder::add(const Paper& paper, const PaperFacets& facets) {
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    Dictionary& dictionary = dictionaries_[f];
    for (const FacetValueRef& value : facets[f]) {
      dictionary.values.push_back(
          dictionary.number_of(std::string(value.id), std::string(value.label)));
    }
    if (facets[f].empty()) dictionary.values.push_back(kNotGiven);
    dictionary.offsets.push_back(static_cast<std::uint32_t>(dictionary.values.size()));
  }
  title_keys_.push_back(title_sort_key(paper, *collator_));
  author_keys_.push_back(author_sort_key(paper, *collator_));
  years_.push_back(resolver_.year_of(paper));
  days_.push_back(day_number(resolver_.day_of(paper), years_.back()));
}

std::optional<std::uint32_t> ColumnsBuilder::own_rank(Facet facet, const std::string& id) const {
  if (!has_own_order(facet)) return std::nullopt;
  if (facet == Facet::Session) return resolver_.session_rank(id);
  if (facet == Facet::Year) return newest_first(std::atoi(id.c_str()));
  const Event* event = resolver_.event(id);
  return newest_first(event == nullptr ? 0 : event->year);
}

void ColumnsBuilder::write_facet(PackedWriter& out, const FacetSpec& spec,
                                 const Dictionary& dictionary) const {
  const std::size_t count = dictionary.ids.size();
  std::vector<std::string> keys;
  keys.reserve(count);
  for (const std::string& label : dictionary.labels) keys.push_back(collator_->key(label));
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(keys[a], dictionary.ids[a]) < std::tie(keys[b], dictionary.ids[b]);
  });
  std::vector<std::string_view> ids, labels;
  std::vector<std::uint32_t> ranks;
  std::vector<Ordinal> ordinal_of(count);
  for (Ordinal ordinal = 0; ordinal < count; ++ordinal) {
    const std::uint32_t number = order[ordinal];
    ordinal_of[number] = ordinal;
    ids.push_back(dictionary.ids[number]);
    labels.push_back(dictionary.labels[number]);
    ranks.push_back(own_rank(spec.facet, dictionary.ids[number]).value_or(ordinal));
  }
  std::vector<Ordinal> values;
  values.reserve(dictionary.values.size());
  const auto none = static_cast<Ordinal>(count);
  for (const std::uint32_t number : dictionary.values) {
    values.push_back(number < count ? ordinal_of[number] : none);
  }
  std::vector<Ordinal> by_id(count);
  std::iota(by_id.begin(), by_id.end(), Ordinal{0});
  std::sort(by_id.begin(), by_id.end(), [&](Ordinal a, Ordinal b) { return ids[a] < ids[b]; });
  write_keys(out, ids);
  write_keys(out, labels);
  out.numbers(ranks);
  out.numbers(dictionary.offsets);
  out.numbers(values);
  out.numbers(by_id);
}

Columns ColumnsBuilder::finish() {
  const std::size_t docs = title_keys_.size();
  PackedWriter out(kColumnsMagic);
  out.number(static_cast<std::uint32_t>(docs));
  for (const FacetSpec& spec : kFacets) {
    write_facet(out, spec, dictionaries_[index_of(spec.facet)]);
  }
  using Doc = std::uint32_t;
  out.numbers(ranks(docs, [](Doc, Doc) { return false; }));
  out.numbers(ranks(docs, [this](Doc a, Doc b) { return years_[a] > years_[b]; }));
  out.numbers(ranks(docs, [this](Doc a, Doc b) { return years_[a] < years_[b]; }));
  out.numbers(
      ranks(docs, [this](Doc a, Doc b) { return title_keys_[a - 1] < title_keys_[b - 1]; }));
  out.numbers(
      ranks(docs, [this](Doc a, Doc b) { return author_keys_[a - 1] < author_keys_[b - 1]; }));
  out.numbers(days_);
  return std::move(Columns::parse(std::move(out.bytes))).value();
}

}  // namespace paperfind
