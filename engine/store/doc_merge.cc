#include "engine/store/doc_merge.h"

namespace paperfind {

std::vector<DocSpan> spans_of(const DocMerge& map) {
  std::vector<DocSpan> spans;
  for (DocId doc = 1; doc <= map.doc_count(); ++doc) {
    const DocMerge::Source source = map.of[doc];
    if (!spans.empty()) {
      DocSpan& last = spans.back();
      if (last.first.fresh == source.fresh && last.first.doc + last.count == source.doc) {
        ++last.count;
        continue;
      }
    }
    spans.push_back({source, doc, 1});
  }
  return spans;
}

std::vector<DocId> new_numbers(const DocMerge& map, bool fresh, DocId docs) {
  std::vector<DocId> numbers(std::size_t{docs} + 1, 0);
  for (DocId doc = 1; doc <= map.doc_count(); ++doc) {
    if (map.of[doc].fresh == fresh) numbers[map.of[doc].doc] = doc;
  }
  return numbers;
}

std::vector<DocId> gone_documents(const DocMerge& map, DocId docs) {
  const std::vector<DocId> numbers = new_numbers(map, false, docs);
  std::vector<DocId> gone;
  for (DocId doc = 1; doc <= docs; ++doc) {
    if (numbers[doc] == 0) gone.push_back(doc);
  }
  return gone;
}

}  // namespace paperfind
