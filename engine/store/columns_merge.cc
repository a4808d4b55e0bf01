#include "engine/store/columns_merge.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/schema/facet_values.h"
#include "engine/store/merge_places.h"
#include "engine/store/merged_ranks.h"
#include "engine/store/sort_keys.h"

namespace paperfind {
namespace {

constexpr Ordinal kGone = std::numeric_limits<Ordinal>::max();

// Facets of stored papers, each read once.
class StoredFacets {
 public:
  StoredFacets(const Resolver& resolver, const StoredPaper& paper)
      : resolver_(resolver), paper_(paper) {}

  // How a paper of A writes one of its values.
  Result<std::string> label(DocId doc, Facet facet, std::string_view id) {
    auto known = facets_.find(doc);
    if (known == facets_.end()) {
      const Result<Paper> paper = paper_({false, doc});
      if (!paper.ok()) return paper.error();
      known = facets_.emplace(doc, facets_of(*paper, resolver_)).first;
    }
    for (const FacetValueRef& value : known->second[index_of(facet)]) {
      if (value.id == id) return value.label;
    }
    return Error{ErrorCode::InvalidData, "a stored paper lacks the value the columns give it",
                 std::string(id), "rebuild the index"};
  }

 private:
  const Resolver& resolver_;
  const StoredPaper& paper_;
  std::map<DocId, PaperFacets> facets_;
};

// Where documents go, for all facets.
struct Documents {
  explicit Documents(const ColumnsMerge& merge)
      : spans(spans_of(merge.map)),
        gone(gone_documents(merge.map, merge.a.doc_count())),
        a_to(new_numbers(merge.map, false, merge.a.doc_count())),
        b_to(new_numbers(merge.map, true, merge.b.doc_count())) {}
  std::vector<DocSpan> spans;
  std::vector<DocId> gone;        // of A
  std::vector<DocId> a_to, b_to;  // new numbers
};

// One facet of both columns to one of the merged.
class FacetMerger {
 public:
  FacetMerger(const ColumnsMerge& merge, const Documents& documents, Facet facet)
      : facet_(facet), documents_(documents), a_(merge.a.facet(facet)), b_(merge.b.facet(facet)) {}

  // Which values there are, and how the first paper of each writes it.
  Status choose(StoredFacets& stored, const Collator& collator) {
    find_first_papers();
    to_.assign(a_.size() + 1, kGone);
    b_to_.assign(b_.size() + 1, kGone);
    is_new_.assign(b_.size(), false);
    for (Ordinal value = 0; value < b_.size(); ++value) {
      const std::optional<Ordinal> old = a_.find(b_.id(value));
      if (old && first_a_[*old] != 0) {
        twin_[*old] = value;
      } else {
        is_new_[value] = true;
        placed_.push_back({"", b_.id(value), std::string(b_.label(value)), kGone, value});
      }
    }
    for (Ordinal value = 0; value < a_.size(); ++value) {
      if (first_a_[value] == 0) continue;
      const auto twin = twin_.find(value);
      const Ordinal same = twin == twin_.end() ? kGone : twin->second;
      if (Status chosen = choose_label(value, same, stored); !chosen.ok()) return chosen;
    }
    for (Placed& each : placed_) each.key = collator.key(each.label);
    std::sort(placed_.begin(), placed_.end(), [](const Placed& x, const Placed& y) {
      return std::tie(x.key, x.id) < std::tie(y.key, y.id);
    });
    return {};
  }

  // Gives every value its ordinal; `before` is that of MergedColumns.
  void order(const Collator& collator, std::vector<Ordinal>& before) {
    const std::vector<std::uint32_t> places =
        places_among(a_.size(), placed_.size(), [&](std::size_t old, std::size_t fresh) {
          const auto value = static_cast<Ordinal>(old);
          const std::string key = collator.key(a_.label(value));
          const Placed& other = placed_[fresh];
          return std::pair(std::string_view(key), a_.id(value)) <
                 std::pair(std::string_view(other.key), other.id);
        });
    std::size_t next = 0;
    for (Ordinal value = 0; value <= a_.size(); ++value) {
      for (; next < placed_.size() && places[next] == value; ++next) take(placed_[next], before);
      if (value < a_.size() && is_kept(value)) {
        to_[value] = static_cast<Ordinal>(ids_.size());
        put(a_.id(value), a_.label(value), a_.rank(value));
        before.push_back(value);
      }
    }
    to_[a_.size()] = b_to_[b_.size()] = static_cast<Ordinal>(ids_.size());  // none
    for (const auto& [old, fresh] : twin_) b_to_[fresh] = to_[old];
  }

  void write(PackedWriter& out) const {
    write_keys(out, ids_);
    write_keys(out, labels_);
    out.numbers(ranks_);
    write_values(out);
    out.numbers(by_id());
  }

 private:
  // A value that is put among those of A.
  struct Placed {
    std::string key;
    std::string_view id;
    std::string label;
    Ordinal old, fresh;  // in A or B, or kGone
  };

  // Of values of A: the first document that stays, in A; of those of B, the first in B.
  void find_first_papers() {
    first_a_.assign(a_.size() + 1, 0);
    first_b_.assign(b_.size() + 1, 0);
    for (const DocSpan& span : documents_.spans) {
      const FacetColumn& column = span.first.fresh ? b_ : a_;
      std::vector<DocId>& first = span.first.fresh ? first_b_ : first_a_;
      for (DocId doc = span.first.doc; doc < span.first.doc + span.count; ++doc) {
        for (const Ordinal value : column.values(doc)) {
          if (first[value] == 0) first[value] = doc;
        }
      }
    }
    // A paper that is gone may have lent its label.
    relabelled_.assign(a_.size() + 1, false);
    for (const DocId doc : documents_.gone) {
      for (const Ordinal value : a_.values(doc)) {
        if (doc < first_a_[value]) relabelled_[value] = true;
      }
    }
  }

  // A value A has: it stays in its place unless the first paper now writes it otherwise.
  Status choose_label(Ordinal value, Ordinal twin, StoredFacets& stored) {
    std::string label;
    if (twin != kGone && documents_.b_to[first_b_[twin]] < documents_.a_to[first_a_[value]]) {
      label = b_.label(twin);
    } else if (relabelled_[value]) {
      Result<std::string> read = stored.label(first_a_[value], facet_, a_.id(value));
      if (!read.ok()) return read.error();
      label = std::move(read).value();
    } else {
      return {};
    }
    if (label == a_.label(value)) return {};
    moved_.push_back(value);
    placed_.push_back({"", a_.id(value), std::move(label), value, twin});
    return {};
  }

  [[nodiscard]] bool is_kept(Ordinal value) const {
    return first_a_[value] != 0 && !std::binary_search(moved_.begin(), moved_.end(), value);
  }

  void put(std::string_view id, std::string_view label, std::uint32_t rank) {
    ranks_.push_back(has_own_order(facet_) ? rank : static_cast<std::uint32_t>(ids_.size()));
    ids_.push_back(id);
    labels_.push_back(label);
  }

  void take(const Placed& placed, std::vector<Ordinal>& before) {
    const auto here = static_cast<Ordinal>(ids_.size());
    if (placed.old != kGone) to_[placed.old] = here;
    if (placed.fresh != kGone) b_to_[placed.fresh] = here;
    put(placed.id, placed.label, placed.old != kGone ? a_.rank(placed.old) : b_.rank(placed.fresh));
    before.push_back(MergedColumns::kFresh);
  }

  void write_values(PackedWriter& out) const {
    std::vector<std::uint32_t> begins{0, 0};
    begins.reserve(a_.value_lists().size() + b_.value_lists().size() + 1);
    std::vector<Ordinal> items;
    items.reserve(a_.value_lists().items.size() + b_.value_lists().items.size());
    for (const DocSpan& span : documents_.spans) {
      const NumberLists& lists = span.first.fresh ? b_.value_lists() : a_.value_lists();
      const std::vector<Ordinal>& to = span.first.fresh ? b_to_ : to_;
      const DocId first = span.first.doc, last = first + span.count;
      // Modulo 2^32.
      const auto shift = static_cast<std::uint32_t>(items.size()) - lists.begins[first];
      for (DocId doc = first; doc < last; ++doc) begins.push_back(lists.begins[doc + 1] + shift);
      for (const Ordinal value : lists.of({first, last})) items.push_back(to[value]);
    }
    out.numbers(begins);
    out.numbers(items);
  }

  [[nodiscard]] std::vector<Ordinal> by_id() const {
    std::vector<Ordinal> fresh;  // of B
    for (const Ordinal value : b_.by_id()) {
      if (is_new_[value]) fresh.push_back(value);
    }
    const std::span<const Ordinal> old = a_.by_id();
    const std::vector<std::uint32_t> places =
        places_among(old.size(), fresh.size(),
                     [&](std::size_t o, std::size_t f) { return a_.id(old[o]) < b_.id(fresh[f]); });
    std::vector<Ordinal> out;
    out.reserve(ids_.size());
    std::size_t next = 0;
    for (std::size_t o = 0; o <= old.size(); ++o) {
      for (; next < fresh.size() && places[next] == o; ++next) out.push_back(b_to_[fresh[next]]);
      if (o < old.size() && first_a_[old[o]] != 0) out.push_back(to_[old[o]]);
    }
    return out;
  }

  Facet facet_;
  const Documents& documents_;
  const FacetColumn& a_;
  const FacetColumn& b_;
  std::vector<DocId> first_a_, first_b_;  // by ordinal: the first document that stays; 0: none
  std::vector<bool> relabelled_;
  std::map<Ordinal, Ordinal> twin_;  // of A → the same value in B
  std::vector<bool> is_new_;         // by ordinal of B: A lacks it
  std::vector<Ordinal> moved_;       // of A, ascending: those with a new label
  std::vector<Placed> placed_;
  std::vector<Ordinal> to_, b_to_;  // ordinals here of those in A and B, and of none
  std::vector<std::string_view> ids_, labels_;
  std::vector<std::uint32_t> ranks_;
};

std::vector<std::uint32_t> merge_days(const ColumnsMerge& merge) {
  std::vector<std::uint32_t> days;
  days.reserve(merge.map.of.size());
  days.push_back(0);
  for (const DocMerge::Source source : std::span(merge.map.of).subspan(1)) {
    days.push_back((source.fresh ? merge.b : merge.a).days()[source.doc]);
  }
  return days;
}

}  // namespace

Result<MergedColumns> merge_columns(const ColumnsMerge& merge, const StoredPaper& paper) {
  const Documents documents(merge);
  const Collator collator;
  StoredFacets stored(merge.resolver, paper);
  MergedColumns merged;
  PackedWriter out(kColumnsMagic);
  out.bytes.reserve(merge.a.byte_count() + merge.b.byte_count());
  out.number(merge.map.doc_count());
  for (const FacetSpec& spec : kFacets) {
    FacetMerger facet(merge, documents, spec.facet);
    if (Status chosen = facet.choose(stored, collator); !chosen.ok()) return chosen.error();
    facet.order(collator, merged.ordinals_before[index_of(spec.facet)]);
    facet.write(out);
  }
  const Result<MergedRanks> ranks = merge_ranks(merge, paper);
  if (!ranks.ok()) return ranks.error();
  for (const auto* each :
       {&ranks->programme, &ranks->year_descending, &ranks->year, &ranks->title, &ranks->author}) {
    out.numbers(*each);
  }
  out.numbers(merge_days(merge));
  Result<Columns> columns = Columns::parse(std::move(out.bytes));
  if (!columns.ok()) return columns.error();
  merged.columns = std::move(columns).value();
  return merged;
}

}  // namespace paperfind
