#include "indexer/table_merge.h"

#include <future>
#include <string>
#include <utility>

#include "engine/store/columns_merge.h"
#include "engine/store/forward_merge.h"
#include "engine/store/suggest_builder.h"
#include "engine/store/suggest_merge.h"
#include "engine/store/suggest_table.h"
#include "engine/store/title_forms.h"
#include "engine/store/vectors_merge.h"
#include "engine/store/word_list_builder.h"
#include "engine/store/words_merge.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

// The words in order of A and of the merged generation.
struct Forwards {
  ForwardIndex before, merged;
};

Result<MergedColumns> merge_and_save_columns(const TableMerge& merge, const StoredPaper& paper,
                                             const fs::path& folder) {
  const Result<Columns> before = Columns::load(merge.before);
  if (!before.ok()) return before.error();
  const Columns fresh = merge.fresh.columns.finish();
  Result<MergedColumns> merged = merge_columns({*before, fresh, merge.map, merge.resolver}, paper);
  if (!merged.ok()) return merged;
  if (Status saved = merged->columns.save(folder); !saved.ok()) return saved.error();
  return merged;
}

// And the list of words, which is made from the same.
Result<Forwards> merge_and_save_words(const TableMerge& merge, const fs::path& folder) {
  Result<ForwardIndex> before = ForwardIndex::load(merge.before);
  if (!before.ok()) return before.error();
  const Result<WordList> words = WordList::load(merge.before);
  if (!words.ok()) return words.error();
  const Result<ForwardIndex> fresh = ForwardIndex::parse(merge.fresh.forward.finish());
  if (!fresh.ok()) return fresh.error();
  const std::string bytes = merge_forward(*before, *fresh, merge.map);
  if (Status saved = save_forward_index(folder, bytes); !saved.ok()) return saved.error();
  const WordList merged_words = merge_words(*words, words_of(*fresh), merge.map, *before);
  if (Status saved = merged_words.save(folder); !saved.ok()) return saved.error();
  Result<ForwardIndex> merged = ForwardIndex::load(folder);
  if (!merged.ok()) return merged.error();
  return Forwards{std::move(before).value(), std::move(merged).value()};
}

Status merge_and_save_vectors(const TableMerge& merge, const ForwardIndex& words,
                              const fs::path& folder) {
  const Result<DocVectors> before = DocVectors::load(merge.before);
  if (!before.ok()) return before.error();
  return merge_vectors(*before, merge.fresh.vectors.finish_among(words), merge.map).save(folder);
}

Status merge_and_save_suggest(const TableMerge& merge, const MergedColumns& columns,
                              const Forwards& words, const fs::path& folder,
                              const StoredPaper& paper) {
  const Result<SuggestTable> before = SuggestTable::load(merge.before);
  if (!before.ok()) return before.error();
  const Result<TitleForms> forms_before = TitleForms::load(merge.before);
  if (!forms_before.ok()) return forms_before.error();
  const TitleForms forms =
      merge_title_forms(*forms_before, TitleForms::of(merge.fresh.titles), merge.map);
  if (Status saved = forms.save(folder); !saved.ok()) return saved;
  const Result<std::string> bytes = merge_suggest(
      {*before, *forms_before, words.before, merge.map, columns, forms, words.merged,
       merge.resolver.frame(), merge.fresh.titles, least_titles(merge.papers_when_built)},
      paper);
  if (!bytes.ok()) return bytes.error();
  return save_suggest_table(folder, *bytes);
}

}  // namespace

Result<MergedCounts> merge_tables(const TableMerge& merge, const StoredPaper& paper,
                                  const fs::path& folder, std::size_t jobs) {
  const std::launch beside = jobs > 1 ? std::launch::async : std::launch::deferred;
  std::future<Result<MergedColumns>> merging =
      std::async(beside, [&] { return merge_and_save_columns(merge, paper, folder); });
  const Result<Forwards> words = merge_and_save_words(merge, folder);
  const Result<MergedColumns> columns = merging.get();
  if (!words.ok()) return words.error();
  if (!columns.ok()) return columns.error();
  std::future<Status> vectors =
      std::async(beside, [&] { return merge_and_save_vectors(merge, words->merged, folder); });
  const Status suggested = merge_and_save_suggest(merge, *columns, *words, folder, paper);
  const Status vectored = vectors.get();
  if (!suggested.ok()) return suggested.error();
  if (!vectored.ok()) return vectored.error();
  return MergedCounts{columns->columns.facet(Facet::Author).size(),
                      columns->columns.facet(Facet::Institution).size()};
}

}  // namespace paperfind
