#include "engine/search/similar.h"

#include "engine/search/similar_reason.h"
#include "engine/search/telling_words.h"
#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::SmallIndex;
using Ids = std::vector<std::string>;

constexpr std::string_view kCorpus =
    R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"}
{"kind":"session","id":"s1","title":"Audio","event":"e","order":1}
{"kind":"session","id":"s2","title":"Training","event":"e","order":2}
{"kind":"paper","id":"kws1","title":"Keyword-Spotting on Microcontrollers","event":"e","abstract":"We propose a novel approach to keyword spotting. Results show that it significantly improves a micro-controller.","authors":[{"name":"Ana Díaz"}],"presentations":[{"session":"s1","position":1}],"related":["snn","gone","nowhere","kws1"]}
{"kind":"paper","id":"kws2","title":"Small footprints","event":"e","abstract":"A study of keyword spotting with a microcontroller and what we propose.","authors":[{"name":"Bo Li"}]}
{"kind":"paper","id":"kws3","title":"Listening all night","event":"e","abstract":"Keyword spotting.","authors":[{"name":"Cy Ng"}],"aliases":["kws-old"]}
{"kind":"paper","id":"same-author","title":"Vision","event":"e","abstract":"Cameras see.","authors":[{"name":"Ana Diaz"}]}
{"kind":"paper","id":"same-session","title":"Speech","event":"e","abstract":"Microphones hear.","authors":[{"name":"Di Wu"}],"presentations":[{"session":"s1","position":2}]}
{"kind":"paper","id":"snn","title":"Spikes","event":"e","abstract":"We propose a novel approach. Results show that it significantly improves.","authors":[{"name":"Ed Oh"}]}
{"kind":"paper","id":"gone","title":"Keyword spotting withdrawn","event":"e","abstract":"Keyword spotting on microcontrollers.","authors":[{"name":"Ana Díaz"}],"status":"withdrawn","status_note":"by the authors"}
{"kind":"paper","id":"markup","title":"The $\\alpha$-divergence of \\textit{beta} priors","event":"e","abstract":"","authors":[],"keywords":["IoT"]}
{"kind":"paper","id":"markup2","title":"On $\\alpha$-divergence","event":"e","abstract":"","authors":[],"keywords":["IoT"]}
{"kind":"paper","id":"nothing","title":"","event":"e","abstract":"","authors":[]}
)";

SmallIndex& index() {
  static SmallIndex kIndex(kCorpus);
  return kIndex;
}

std::vector<RelatedPaper> related(std::string_view id) {
  const Result<PaperView> view = index().searcher().paper(id);
  REQUIRE(view.ok());
  return view->related;
}

std::string why(std::string_view id, std::string_view other) {
  for (const RelatedPaper& paper : related(id)) {
    if (paper.id == other) return paper.why;
  }
  return "not shown";
}

TEST_CASE("what the paper names stands first and then what is most like it", "[similar]") {
  Ids ids;
  for (const RelatedPaper& paper : related("kws1")) ids.push_back(paper.id);
  // Of the named ones "gone" was withdrawn, "nowhere" is none, and nobody is related to oneself.
  CHECK(ids == Ids{"snn", "kws2", "kws3", "same-author", "same-session"});
  CHECK(related("kws1").front().title == "Spikes");
}

TEST_CASE("a reason is what a reader would call one", "[similar]") {
  CHECK(why("kws1", "snn") == "named by the paper");
  CHECK(why("kws1", "kws2") == "shares: Microcontrollers, keyword spotting");
  CHECK(why("kws1", "kws3") == "shares: keyword spotting");
  CHECK(why("kws1", "same-author") == "same author: Ana Díaz");
  CHECK(why("kws1", "same-session") == "same session");
  // What every paper says is no reason.
  CHECK(why("snn", "kws1") == "not shown");
  CHECK(why("snn", "kws2") == "not shown");
  // As a reader sees it, not as it was typed for a typesetter.
  CHECK(why("markup", "markup2") == "shares: alpha-divergence, IoT");
  CHECK(related("nothing").empty());
}

TEST_CASE("a withdrawn paper is no neighbour of any", "[similar]") {
  for (const char* id : {"kws1", "kws2", "kws3", "same-author", "snn"}) {
    CAPTURE(id);
    CHECK(why(id, "gone") == "not shown");
  }
}

TEST_CASE("at most five are shown and ties stand in programme order", "[similar]") {
  std::string corpus = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})";
  for (int i = 10; i < 20; ++i) {
    corpus += "\n{\"kind\":\"paper\",\"id\":\"p" + std::to_string(i) +
              "\",\"title\":\"Twin networks\",\"event\":\"e\",\"abstract\":\"Twin networks.\","
              "\"authors\":[]}";
  }
  for (int i = 20; i < 40; ++i) {
    corpus += "\n{\"kind\":\"paper\",\"id\":\"p" + std::to_string(i) +
              "\",\"title\":\"Other\",\"event\":\"e\",\"authors\":[]}";
  }
  SmallIndex twins(corpus);
  Ids ids;
  const Result<PaperView> view = twins.searcher().paper("p12");
  REQUIRE(view.ok());
  for (const RelatedPaper& paper : view->related) ids.push_back(paper.id);
  CHECK(ids == Ids{"p10", "p11", "p13", "p14", "p15"});
}

Paper paper_of(std::string title, std::string abstract) {
  Paper paper;
  paper.title = std::move(title);
  paper.abstract = std::move(abstract);
  return paper;
}

std::string shared_by(const Paper& a, const Paper& b) {
  Analyzer analyzer;
  const PaperPhrases ours(a, analyzer);
  const PaperPhrases theirs(b, analyzer, ours);
  SharedThings shared;
  for (std::size_t i = 0; i < ours.all().size(); ++i) {
    if (theirs.all()[i].weight > 0) shared.phrases.push_back({&ours.all()[i], &theirs.all()[i], 1});
  }
  return reason(shared);
}

TEST_CASE("shared words are said in full and once", "[similar]") {
  struct Case {
    const char* ours;
    const char* theirs;
    const char* reason;
  };
  const Case c = GENERATE(values<Case>({
      {"Sparse attention", "sparse attention", "shares: Sparse attention"},
      // The longest phrase says the words in it.
      {"Neural architecture search", "A neural architecture search",
       "shares: Neural architecture search"},
      // Neither a sentence's end nor a comma nor a choice is within a phrase.
      {"Sparse. Attention", "Sparse, attention", "shares: Sparse, Attention"},
      {"sparse/attention", "sparse/attention", "shares: sparse, attention"},
      // No stump of a compound.
      {"Low-power co-design", "Low-power co-simulations", "shares: Low-power"},
      {"self-attention", "self-supervision", ""},
      // Stems meet, words are shown.
      {"Quantization", "quantized", "shares: Quantization"},
      {"micro-controller", "microcontrollers", "shares: micro-controller"},
      // No stop words, no furniture, no numbers, no adverbs.
      {"We propose the novel results of 2022", "we propose the novel results of 2022", ""},
      {"rapidly", "rapidly", ""},
      {"Deep", "Deep", ""},
      {"CIFAR-10", "on CIFAR-10", "shares: CIFAR-10"},
      {"語彙", "語彙", "shares: 語彙"},
      {"\xff\xfe", "\xff\xfe", ""},
      {"", "", ""},
  }));
  CAPTURE(c.ours, c.theirs);
  CHECK(shared_by(paper_of(c.ours, ""), paper_of(c.theirs, "")) == c.reason);
}

TEST_CASE("a word is written as within a sentence where a text does so", "[similar]") {
  CHECK(shared_by(paper_of("Pruning", "We use pruning."), paper_of("PRUNING", "")) ==
        "shares: pruning");
  CHECK(shared_by(paper_of("Pruning", "Pruning helps."), paper_of("Pruning", "")) ==
        "shares: Pruning");
}

TEST_CASE("of many authors two are named", "[similar]") {
  CHECK(reason({{}, {"A"}, false}) == "same author: A");
  CHECK(reason({{}, {"A", "B", "C"}, true}) == "same authors: A, B, C; same session");
  CHECK(reason({{}, {"A", "B", "C", "D"}, false}) == "same authors: A, B and 2 more");
  CHECK(reason({{}, {}, false}).empty());
}

TEST_CASE("a paper of any size is read in bounded parts", "[similar]") {
  std::string words;
  for (int i = 0; i < 100'000; ++i) words += "w" + std::to_string(i) + " ";
  Paper paper = paper_of(words, words);
  paper.keywords.assign(10'000, "sparse");
  Analyzer analyzer;
  const PaperPhrases phrases(paper, analyzer);
  CHECK(phrases.all().size() < 5'000);
}

}  // namespace
}  // namespace paperfind
