#include "engine/store/words_merge.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/store/merge_places.h"

namespace paperfind {
namespace {

// For each word of the list, how many of the papers that are gone held it.
std::vector<std::uint32_t> papers_gone(const WordList& words, const std::vector<DocId>& gone,
                                       const ForwardIndex& before) {
  std::vector<WordNumber> held;
  std::vector<std::uint32_t> holders(gone.empty() ? 0 : before.word_count(), 0);
  for (const DocId doc : gone) {
    held.clear();
    IndexedTexts texts = before.texts(doc);
    for (IndexedText text; texts.next(text);) {
      for_each_number(text, [&](WordNumber word) { held.push_back(word); });
    }
    std::sort(held.begin(), held.end());
    held.erase(std::unique(held.begin(), held.end()), held.end());
    for (const WordNumber number : held) {
      if (number < holders.size()) ++holders[number];  // what lies on a disk may be damaged
    }
  }
  std::vector<std::uint32_t> fewer(words.size(), 0);
  for (WordNumber number = 0; number < holders.size(); ++number) {
    if (holders[number] == 0) continue;
    const std::optional<std::size_t> at = words.find(before.word(number));
    if (at) fewer[*at] = holders[number];
  }
  return fewer;
}

}  // namespace

WordList merge_words(const WordList& a, const WordList& b, const DocMerge& map,
                     const ForwardIndex& before) {
  const std::vector<std::uint32_t> fewer =
      papers_gone(a, gone_documents(map, before.doc_count()), before);
  const std::vector<std::uint32_t> places =
      places_among(a.size(), b.size(), [&](std::size_t old, std::size_t fresh) {
        return WordList::comes_before(a.word(old), b.word(fresh));
      });
  WordList::Writer out;
  std::size_t next = 0;
  for (std::size_t at = 0; at <= a.size(); ++at) {
    std::uint32_t more = 0;
    for (; next < b.size() && places[next] == at; ++next) {
      if (at < a.size() && a.word(at) == b.word(next)) {
        more = b.papers(next);
      } else {
        out.add(b.word(next), b.papers(next));
      }
    }
    if (at == a.size()) break;
    const std::uint32_t papers = a.papers(at) - fewer[at] + more;
    if (papers > 0) out.add(a.word(at), papers);
  }
  return std::move(out).finish();
}

}  // namespace paperfind
