#include "engine/store/suggest_table.h"

#include <utility>

namespace paperfind {
namespace {

NameIndex read_names(SectionReader& in) {
  NameIndex names;
  names.words = in.sorted_keys();
  names.words_of = in.lists(names.words.size());
  names.bearers = in.lists(names.words_of.size());
  names.papers = in.numbers();
  if (names.bearers.size() != names.words.size()) in.good = false;
  return names;
}

PhraseIndex read_phrases(SectionReader& in, std::size_t papers) {
  PhraseIndex phrases;
  phrases.keys = in.sorted_keys();
  phrases.as_written = in.keys();
  phrases.papers = in.lists(papers);
  if (phrases.as_written.size() != phrases.keys.size() ||
      phrases.papers.size() != phrases.keys.size()) {
    in.good = false;
  }
  return phrases;
}

}  // namespace

Result<SuggestTable> SuggestTable::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kSuggestFileName;
  Result<MappedFile> file = MappedFile::open(path);
  if (!file.ok()) return file.error();
  SuggestTable table;
  table.file_ = std::move(file).value();
  SectionReader in(table.file_.bytes(), kSuggestMagic);
  for (NameIndex& names : table.names_) names = read_names(in);
  table.phrases_ = read_phrases(in, table.names(NamedKind::Paper).words_of.size());
  if (!in.finished()) {
    return Error{ErrorCode::InvalidData, "the table of suggestions is damaged", path.string(),
                 "rebuild the index or roll back"};
  }
  return table;
}

bool SuggestTable::fits(const Columns& columns) const {
  for (const NamedKind kind : {NamedKind::Person, NamedKind::Institution, NamedKind::Session}) {
    const std::size_t values = columns.facet(facet_of(kind)).size();
    if (names(kind).words_of.size() != values || names(kind).papers.size() != values) return false;
  }
  return names(NamedKind::Paper).words_of.size() == std::size_t{columns.doc_count()} + 1;
}

}  // namespace paperfind
