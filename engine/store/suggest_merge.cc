#include "engine/store/suggest_merge.h"

#include <utility>
#include <vector>

#include "engine/store/names_merge.h"
#include "engine/store/phrases_merge.h"
#include "engine/store/value_names.h"

namespace paperfind {
namespace {

static_assert(MergedColumns::kFresh == kFreshBearer);

void merge_values(PackedWriter& out, NamedKind kind, const SuggestMerge& merge) {
  const Facet facet = facet_of(kind);
  const FacetColumn& column = merge.columns.columns.facet(facet);
  const std::vector<Ordinal>& before = merge.columns.ordinals_before[index_of(facet)];
  const ValueNames values(kind, column, merge.frame);
  NameGatherer names;
  for (Ordinal value = 0; value < column.size(); ++value) {
    if (before[value] == MergedColumns::kFresh) values.add_to(names, value);
  }
  const GatheredNames fresh = names.finish();
  NameLists merged = merge_names(merge.before.names(kind), fresh, before);
  merged.papers = papers_of_values(merge.columns.columns, column);
  write_names(out, merged);
}

void merge_titles(PackedWriter& out, const SuggestMerge& merge) {
  NameGatherer names;
  for (DocId paper = 1; paper <= merge.fresh.size(); ++paper) {
    add_titles(names, merge.fresh.of(paper));
  }
  const GatheredNames fresh = names.finish();
  std::vector<std::uint32_t> before;  // document 0 is A's
  before.reserve(merge.map.of.size());
  for (const DocMerge::Source source : merge.map.of) {
    before.push_back(source.fresh ? kFreshBearer : source.doc);
  }
  write_names(out, merge_names(merge.before.names(NamedKind::Paper), fresh, before));
}

}  // namespace

Result<std::string> merge_suggest(const SuggestMerge& merge, const StoredPaper& paper) {
  PackedWriter out(kSuggestMagic);
  out.bytes.reserve(merge.before.byte_count() + (merge.before.byte_count() >> 4U));
  for (const NamedKind kind : {NamedKind::Person, NamedKind::Institution, NamedKind::Session}) {
    merge_values(out, kind, merge);
  }
  merge_titles(out, merge);
  if (Status merged = merge_phrases(out, merge, paper); !merged.ok()) return merged.error();
  return std::move(out.bytes);
}

}  // namespace paperfind
