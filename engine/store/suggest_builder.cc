#include "engine/store/suggest_builder.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/file.h"
#include "engine/store/name_gatherer.h"
#include "engine/store/suggest_table.h"
#include "engine/store/value_names.h"

namespace paperfind {
namespace {

// A phrase is worth showing when this many titles have it: two, and one more for every so many
// papers, or else most of a large corpus would be phrases.
constexpr std::size_t kLeastTitles = 2;
constexpr std::size_t kPapersATitleMore = 30'000;

void write_gathered(PackedWriter& out, GatheredNames&& gathered,
                    std::vector<std::uint32_t> papers) {
  NameLists names;
  names.words.assign(gathered.words.begin(), gathered.words.end());
  names.begins = std::move(gathered.begins);
  names.words_of = std::move(gathered.words_of);
  names.papers = std::move(papers);
  invert(names);
  write_names(out, names);
}

void write_values(PackedWriter& out, NamedKind kind, const SuggestSources& sources) {
  const FacetColumn& column = sources.columns.facet(facet_of(kind));
  const ValueNames values(kind, column, sources.frame);
  NameGatherer names;
  for (Ordinal value = 0; value < column.size(); ++value) values.add_to(names, value);
  write_gathered(out, names.finish(), papers_of_values(sources.columns, column));
}

void write_papers(PackedWriter& out, const TitleList& titles) {
  NameGatherer names;
  names.begin_bearer();  // there is no document 0
  for (DocId paper = 1; paper <= titles.size(); ++paper) add_titles(names, titles.of(paper));
  write_gathered(out, names.finish(), {});
}

}  // namespace

std::size_t least_titles(std::size_t papers) { return kLeastTitles + papers / kPapersATitleMore; }

std::string suggest_table_bytes(const SuggestSources& sources) {
  PackedWriter out(kSuggestMagic);
  for (const NamedKind kind : {NamedKind::Person, NamedKind::Institution, NamedKind::Session}) {
    write_values(out, kind, sources);
  }
  write_papers(out, sources.titles);
  const std::size_t least = least_titles(sources.titles.size());
  write_phrases(out, find_title_phrases(sources.titles, least));
  return std::move(out.bytes);
}

Status save_suggest_table(const std::filesystem::path& folder, const std::string& bytes) {
  return write_file_atomic(folder / kSuggestFileName, bytes);
}

}  // namespace paperfind
