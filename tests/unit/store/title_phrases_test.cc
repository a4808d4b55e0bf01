#include "engine/store/title_phrases.h"

#include <map>
#include <string>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

TitleList list_of(const std::vector<std::string>& titles) {
  TitleList list;
  for (const std::string& title : titles) {
    Paper paper;
    paper.title = title;
    list.add(paper);
  }
  return list;
}

// "key (as written): papers", one after the other.
std::string phrases_of(const std::vector<std::string>& titles, std::size_t least = 2) {
  std::string out;
  for (const TitlePhrase& phrase : find_title_phrases(list_of(titles), least)) {
    out += (out.empty() ? "" : "; ") + phrase.key + " (" + phrase.as_written + "):";
    for (const DocId paper : phrase.papers) out += ' ' + std::to_string(paper);
  }
  return out;
}

struct Titles {
  std::vector<std::string> titles;
  std::string phrases;
};

TEST_CASE("phrases are what titles have in common", "[suggest]") {
  const Titles c = GENERATE(values<Titles>({
      {{}, ""},
      {{"", ""}, ""},
      {{"Pruning", "Quantization"}, ""},
      {{"Pruning heads", "On pruning"}, "pruning (pruning): 1 2"},
      // Nothing but "deep learning" is said with "deep".
      {{"Deep learning", "Deep learning", "Learning"},
       "deep learning (Deep learning): 1 2; learning (learning): 1 2 3"},
      // Twice in one title counts once.
      {{"Pruning by pruning", "Speech"}, ""},
      // No stop word at either end, but within.
      {{"The internet of things", "An Internet of Things"},
       "internet of things (internet of things): 1 2; things (things): 1 2"},
      // Punctuation ends a phrase, the hyphen of a compound does not.
      {{"Pruning: heads", "Pruning, heads"}, "heads (heads): 1 2; pruning (Pruning): 1 2"},
      {{"Low-precision nets", "Low-precision nets"},
       "low precision nets (Low-precision nets): 1 2; nets (nets): 1 2; precision nets (precision "
       "nets): 1 2"},
      // Markup and quotes would not be read as words.
      {{"The \"pruned\" $x$-net", "The \"pruned\" $x$-net"},
       "net (net): 1 2; pruned (pruned): 1 2"},
      // What most titles write; operators never.
      {{"BERT", "BERT", "Bert"}, "bert (BERT): 1 2 3"},
      {{"READ AND WRITE", "READ AND WRITE"},
       "read and write (read and write): 1 2; write (WRITE): 1 2"},
      {{"学习方法", "学习方法"},
       "习方 方法 (习方法): 1 2; 学习 习方 方法 (学习方法): 1 2; 方法 (方法): 1 2"},
  }));
  CAPTURE(c.titles);
  CHECK(phrases_of(c.titles) == c.phrases);
}

TEST_CASE("a phrase needs as many titles as asked for", "[suggest]") {
  const std::vector<std::string> titles = {"Speech", "Speech", "Speech", "Vision", "Vision"};
  CHECK(phrases_of(titles, 3) == "speech (Speech): 1 2 3");
}

TEST_CASE("withdrawn papers lend no phrases and lists join in order", "[suggest]") {
  Paper withdrawn;
  withdrawn.title = "Speech";
  withdrawn.status = PaperStatus::Withdrawn;
  TitleList titles;
  titles.add(withdrawn);
  titles.append(list_of({"Speech", "Speech"}));
  REQUIRE(titles.size() == 3);
  CHECK(titles.of(1).own.empty());
  const std::vector<TitlePhrase> phrases = find_title_phrases(titles, 2);
  REQUIRE(phrases.size() == 1);
  CHECK(phrases.front().papers == std::vector<DocId>{2, 3});
}

}  // namespace
}  // namespace paperfind
