#include "engine/store/word_list_builder.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paperfind {

WordList words_of(const ForwardIndex& papers) {
  std::vector<std::uint32_t> holders(papers.word_count());
  std::vector<DocId> last(papers.word_count());
  const auto note = [&](WordNumber word, DocId doc) {
    if (last[word] != doc) ++holders[word];
    last[word] = doc;
  };
  for (DocId doc = 1; doc <= papers.doc_count(); ++doc) {
    IndexedTexts texts = papers.texts(doc);
    for (IndexedText text; texts.next(text);) {
      for_each_number(text, [&](WordNumber word) { note(word, doc); });
    }
  }
  std::vector<WordList::Entry> entries;
  for (WordNumber number = 0; number < holders.size(); ++number) {
    const std::string_view word = papers.word(number);
    if (is_listed_word(word)) entries.push_back({std::string(word), holders[number]});
  }
  return WordList(std::move(entries));
}

}  // namespace paperfind
