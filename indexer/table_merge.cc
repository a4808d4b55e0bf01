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

// Of A and of the merged generation.
struct Forwards {
  ForwardIndex before, merged;
};
struct BothColumns {
  Columns before;
  MergedColumns merged;
};

// A table of A that was read: as it is, where it is about the papers of A.
template <typename Table>
Result<Table> checked(const TableMerge& merge, Result<Table> table) {
  if (!table.ok() || table->doc_count() == merge.papers_before) return table;
  return Error{ErrorCode::InvalidData, "tables are not about the same papers",
               merge.before.string(), "rebuild the index or roll back"};
}

Result<BothColumns> merge_and_save_columns(const TableMerge& merge, const StoredPaper& paper,
                                           const fs::path& folder) {
  Result<Columns> before = checked(merge, Columns::load(merge.before));
  if (!before.ok()) return before.error();
  const Columns fresh = merge.fresh.columns.finish();
  Result<MergedColumns> merged = merge_columns({*before, fresh, merge.map, merge.resolver}, paper);
  if (!merged.ok()) return merged.error();
  if (Status saved = merged->columns.save(folder); !saved.ok()) return saved.error();
  return BothColumns{std::move(before).value(), std::move(merged).value()};
}

// And the list of words, which is made from the same.
Result<Forwards> merge_and_save_words(const TableMerge& merge, const fs::path& folder) {
  Result<ForwardIndex> before = checked(merge, ForwardIndex::load(merge.before));
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
  const Result<DocVectors> before = checked(merge, DocVectors::load(merge.before));
  if (!before.ok()) return before.error();
  return merge_vectors(*before, merge.fresh.vectors.finish_among(words), merge.map).save(folder);
}

// What suggestions are made from.
struct MergedBefore {
  const BothColumns& columns;
  const Forwards& words;
};

Status merge_and_save_suggest(const TableMerge& merge, const MergedBefore& merged,
                              const fs::path& folder, const StoredPaper& paper) {
  const Result<SuggestTable> before = SuggestTable::load(merge.before);
  if (!before.ok()) return before.error();
  if (!before->fits(merged.columns.before)) {
    return Error{ErrorCode::InvalidData, "the suggestions are not about the values of the columns",
                 merge.before.string(), "rebuild the index or roll back"};
  }
  const Result<TitleForms> forms_before = checked(merge, TitleForms::load(merge.before));
  if (!forms_before.ok()) return forms_before.error();
  const TitleForms forms =
      merge_title_forms(*forms_before, TitleForms::of(merge.fresh.titles), merge.map);
  if (Status saved = forms.save(folder); !saved.ok()) return saved;
  const Result<std::string> bytes =
      merge_suggest({*before, *forms_before, merged.words.before, merge.map, merged.columns.merged,
                     forms, merged.words.merged, merge.resolver.frame(), merge.fresh.titles,
                     least_titles(merge.papers_when_built)},
                    paper);
  if (!bytes.ok()) return bytes.error();
  return save_suggest_table(folder, *bytes);
}

}  // namespace

Result<MergedCounts> merge_tables(const TableMerge& merge, const StoredPaper& paper,
                                  const fs::path& folder, std::size_t jobs) {
  const std::launch beside = jobs > 1 ? std::launch::async : std::launch::deferred;
  std::future<Result<BothColumns>> merging =
      std::async(beside, [&] { return merge_and_save_columns(merge, paper, folder); });
  const Result<Forwards> words = merge_and_save_words(merge, folder);
  const Result<BothColumns> columns = merging.get();
  if (!words.ok()) return words.error();
  if (!columns.ok()) return columns.error();
  std::future<Status> vectors =
      std::async(beside, [&] { return merge_and_save_vectors(merge, words->merged, folder); });
  const Status suggested = merge_and_save_suggest(merge, {*columns, *words}, folder, paper);
  const Status vectored = vectors.get();
  if (!suggested.ok()) return suggested.error();
  if (!vectored.ok()) return vectored.error();
  return MergedCounts{columns->merged.columns.facet(Facet::Author).size(),
                      columns->merged.columns.facet(Facet::Institution).size()};
}

}  // namespace paperfind
