#include "engine/store/phrases_merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/store/title_words.h"

namespace paperfind {
namespace {

using Number = std::uint32_t;

// The titles of the merged generation and those that are gone, read from the words in order.
class IndexedTitles : public TitleWords {
 public:
  IndexedTitles(const SuggestMerge& merge, const StoredPaper& paper)
      : merge_(merge), paper_(paper) {
    reserve(merge.forms.word_count());
    for (DocId doc = 1; doc <= merge.map.doc_count(); ++doc) {
      const bool fresh = merge.map.of[doc].fresh;
      add_title(merge.forward, merge.forms, doc, fresh ? TitleState::Fresh : TitleState::Same);
    }
    for (const DocId doc : gone_documents(merge.map, merge.forms_before.doc_count())) {
      add_title(merge.forward_before, merge.forms_before, doc, TitleState::Gone);
    }
  }

  // Words of A keep their numbers.
  [[nodiscard]] std::string_view spelled(Number word) const override {
    return merge_.forward.word(word);
  }

  [[nodiscard]] std::string printed(Number first, std::size_t count) const override {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
      const TitleForm form = (*this)[static_cast<Number>(first + i)].form;
      const bool is_told =
          form.letters() != TitleForm::Otherwise && (i == 0 || form.before() != TitleForm::Other);
      if (!is_told) return std::string(printed_in(title_of((*this)[first].paper), first, count));
      if (i > 0) out += form.before() == TitleForm::Blank ? ' ' : '-';
      append(out, spelled((*this)[static_cast<Number>(first + i)].word), form.letters());
    }
    return out;
  }

  [[nodiscard]] const Status& failure() const { return failure_; }

 private:
  void add_title(const ForwardIndex& forward, const TitleForms& all_forms, DocId doc,
                 TitleState state) {
    const std::string_view forms = all_forms.of(doc);
    IndexedText title;
    if (forms.empty() || !forward.texts(doc).next(title)) return;
    IndexedWords word(title);
    for (std::size_t i = 0; i < forms.size() && word.next(); ++i) {
      if (word.word >= forward.word_count()) return;  // damaged on its disk
      add({word.word, doc, word.begin, word.end, TitleForm(forms[i]), state});
    }
  }

  static void append(std::string& out, std::string_view word, TitleForm::Case letters) {
    const std::size_t begin = out.size();
    out += word;
    const std::size_t capitals = letters == TitleForm::Capitals  ? word.size()
                                 : letters == TitleForm::Capital ? 1
                                                                 : 0;
    for (std::size_t at = begin; at < begin + capitals; ++at) {
      out[at] = ascii_upper(out[at]);
    }
  }

  // Of a document of the merged generation; empty after a failure.
  const std::string& title_of(DocId doc) const {
    const DocMerge::Source source = merge_.map.of[doc];
    if (source.fresh) return merge_.fresh.of(source.doc).own;
    const auto [known, is_new] = titles_.try_emplace(doc);
    if (!is_new || !failure_.ok()) return known->second;
    Result<Paper> paper = paper_(source);
    if (paper.ok()) {
      known->second = std::move(paper->title);
    } else {
      failure_ = paper.error();
    }
    return known->second;
  }

  const SuggestMerge& merge_;
  const StoredPaper& paper_;
  mutable std::map<DocId, std::string> titles_;
  mutable Status failure_;
};

// The keys of all runs of words in titles that changed.
std::set<std::string, std::less<>> changed_keys(const TitleWords& words) {
  std::set<std::string, std::less<>> keys;
  for (Number first = 0; first < words.size(); ++first) {
    if (words[first].state == TitleState::Same || !words[first].form.is_plain()) continue;
    std::string key(words.spelled(words[first].word));
    keys.insert(key);
    for (Number at = first + 1; at < std::min<std::size_t>(first + kLongestPhrase, words.size());
         ++at) {
      if (!words[at].form.follows()) break;
      key += ' ';
      key += words.spelled(words[at].word);
      keys.insert(key);
    }
  }
  return keys;
}

// A phrase none of whose titles changed.
TitlePhrase kept(const PhraseIndex& phrases, std::size_t phrase, const std::vector<DocId>& to) {
  TitlePhrase out{std::string(phrases.keys[phrase]), std::string(phrases.as_written[phrase]), {}};
  const std::span<const Number> papers = phrases.papers[phrase];
  out.papers.reserve(papers.size());
  for (const DocId paper : papers) out.papers.push_back(to[paper]);
  return out;
}

}  // namespace

Status merge_phrases(PackedWriter& out, const SuggestMerge& merge, const StoredPaper& paper) {
  const IndexedTitles words(merge, paper);
  const std::set<std::string, std::less<>> changed = changed_keys(words);
  std::vector<TitlePhrase> found = find_title_phrases(words, merge.least);
  if (!words.failure().ok()) return words.failure();
  const PhraseIndex& before = merge.before.phrases();
  const std::vector<DocId> to = new_numbers(merge.map, false, merge.forms_before.doc_count());
  std::vector<TitlePhrase> all;
  all.reserve(before.keys.size() + found.size());
  auto next = found.begin();
  for (std::size_t phrase = 0; phrase < before.keys.size(); ++phrase) {
    const std::string_view key = before.keys[phrase];
    while (next != found.end() && next->key <= key) all.push_back(std::move(*next++));
    if (!changed.contains(key)) all.push_back(kept(before, phrase, to));
  }
  std::move(next, found.end(), std::back_inserter(all));
  write_phrases(out, all);
  return {};
}

}  // namespace paperfind
