#include <fmt/format.h>

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::SmallIndex;

std::string paper(const std::string& id, const std::string& title, const std::string& author = "") {
  const std::string authors = author.empty() ? "" : fmt::format(R"({{"name":"{}"}})", author);
  return fmt::format(
      "{{\"kind\":\"paper\",\"id\":\"{}\",\"title\":\"{}\",\"event\":\"e\",\"authors\":[{}]}}\n",
      id, title, authors);
}

// Words with neighbours: frequent ones, rare ones, names, other scripts.
std::string corpus() {
  std::string lines = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})";
  lines += '\n';
  for (int i = 0; i < 210; ++i) lines += paper(fmt::format("l{}", i), "Learning robots");
  for (int i = 0; i < 12; ++i) lines += paper(fmt::format("g{}", i), "Causal graphs");
  lines += paper("slip", "Leraning robots walk");
  lines += paper("games", "Casual games", "Ivo Learnin");
  lines += paper("att", "Attention pruning net");
  lines += paper("int", "Intention pruned by hand");
  lines += paper("kws", "Keyword spotting with a dataset on microcontrollers", "Ana Kowalska");
  lines += paper("kow", "The kowalski kowalski method revisited", "Ana Diaz");
  lines += paper("kox", "The kowalskx notation revisited");
  lines += paper("ru", "Нейронные сети");
  lines += paper("es", "Emoción y memoria");
  lines += paper("zh", "注意力机制");
  lines += paper("atentio", "Untitled");
  lines += paper("edge", "Edge ML");
  return lines;
}

SmallIndex& index() {
  static SmallIndex kIndex(corpus());
  return kIndex;
}

ResultPage ask(const std::string& query, TypoMode typo = TypoMode::Auto, bool relax = true) {
  SearchRequest request;
  request.query = query;
  request.typo = typo;
  request.relax = relax;
  return index().search(request);
}

// "atention>attention" replaced, "leraning+learning" searched too, "casual?causal" offered.
std::string told(const ResultPage& page) {
  std::string out;
  for (const Correction& c : page.query.corrections) {
    out += out.empty() ? "" : " ";
    out += c.from + (!c.applied ? "?" : c.also ? "+" : ">") + c.to;
  }
  return out;
}

struct Case {
  std::string query;
  std::string told;
};

TEST_CASE("a word is replaced only where it is surely misspelled", "[correction]") {
  const Case c = GENERATE(values<Case>({
      // No edit up to three letters, one up to seven, two from eight.
      {"nte", ""},
      {"robtos", "robtos>robots"},
      {"rbtoss", ""},
      {"atentoin", "atentoin>attention"},
      {"atentoi", ""},
      // The first letter counts two.
      {"obots", ""},
      {"ttention", "ttention>attention"},
      // What was meant to stay.
      {"\"atention\"", ""},
      {"+atention", ""},
      {"learning -atention", ""},
      {"atenti0n", ""},
      {"atention++", ""},
      {"ROBTOS", ""},
      {"atentio* pruning", ""},
      {"atention NEAR/3 pruning", ""},
      {"ATENTION", "ATENTION>attention"},  // longer than acronyms are
      {"with the", ""},                    // common words need not be in the corpus
      {"atentio", ""},                     // a paper's id
      {"Ana Kowalska", ""},
      // Words the corpus has: by their stem, as a name, in any field.
      {"prune", ""},
      {"spottings", ""},
      {"kowalska", ""},
      {"robot", ""},
      // Accents, other scripts, combining marks: by characters, after folding.
      {"Emociom", "Emociom>emocion"},
      {"a\xCC\x81tention", "a\xCC\x81tention>attention"},
      {"нейроные", "нейроные>нейронные"},
      {"ейронные", "ейронные>нейронные"},
      {"注意力机致", ""},
      // A part of a compound.
      {"atention-pruning", "atention>attention"},
  }));
  CAPTURE(c.query);
  CHECK(told(ask(c.query)) == c.told);
}

TEST_CASE("of several near words the nearest that fits the others is chosen", "[correction]") {
  const Case c = GENERATE(values<Case>({
      // One edit before two, although a hundred times as many papers hold the other.
      {"leraninng", "leraninng>leraning"},
      // As near: the other words decide, and without any the more frequent one.
      {"caual games", "caual>casual"},
      {"caual graphs", "caual>causal"},
      {"caual", "caual>causal"},
      {"kowalsk revisited", "kowalsk>kowalski"},
      // Only the words of the field.
      {"author:kowalsk", "kowalsk>kowalska"},
      {"title:kowalsk", "kowalsk>kowalski"},
      {"author:atention", ""},
      // Together, where one paper holds both.
      {"atention prunning", "atention>attention prunning>pruning"},
      {"atention atention", "atention>attention"},
      {"(atention OR zebra) net", "atention>attention"},
      // Among words with a star and conditions, which are read again.
      {"atention prun* year:2022", "atention>attention"},
      {"atention prun* year:1999", ""},
      // Nothing that no paper holds with the other words.
      {"atention robots", ""},
      {"atention zebra OR robots", ""},
  }));
  CAPTURE(c.query);
  CHECK(told(ask(c.query)) == c.told);
}

TEST_CASE("words are split and joined where the corpus writes them so", "[correction]") {
  const Case c = GENERATE(values<Case>({
      {"keywordspotting", "keywordspotting>keyword spotting"},
      {"attention keywordspotting", ""},
      {"edgeML", "edgeML>edge ml"},
      {"spottingkeyword", ""},                   // not next to each other in that order
      {"data set", "data set>dataset"},
      {"Micro  controller", "Micro  controller>microcontroller"},
      {"title:(data set)", "data set>dataset"},
      {"\"data\" set", ""},
      {"data, set", ""},
      {"key word spotting", "key word>keyword"},
      {"attention pruning", ""},
  }));
  CAPTURE(c.query);
  const ResultPage page = ask(c.query);
  CHECK(told(page) == c.told);
  if (!c.told.empty()) CHECK(page.total == 1);
}

TEST_CASE("a rare word is searched as a very frequent neighbour too", "[correction]") {
  const ResultPage page = ask("leraning robots");
  CHECK(told(page) == "leraning+learning");
  CHECK(page.total == 211);
  CHECK(page.query.parsed == "((leraning OR learning) AND robots)");
  CHECK(page.query.effective == "leraning robots");
  CHECK(page.hits.at(0).paper.id == "slip");
  CHECK_FALSE(page.hits.at(1).title.marks.empty());
  CHECK(ask("leraning robots", TypoMode::Off).total == 1);
  const ResultPage offered = ask("leraning robots", TypoMode::Suggest);
  CHECK(offered.total == 1);
  CHECK(told(offered) == "leraning?learning");
  CHECK(offered.query.corrections.at(0).query == "learning robots");
  // A name is rare without being misspelled, and the neighbour has to stand with the others.
  CHECK(told(ask("learnin")) == "learnin?learning");
  CHECK(told(ask("leraning walk")).empty());
}

TEST_CASE("where hardly anything is found a far better word is offered", "[correction]") {
  const ResultPage page = ask("casual graphs");
  CHECK(told(page) == "casual?causal");
  CHECK(page.query.corrections.at(0).query == "causal graphs");
  CHECK(page.query.effective == "casual graphs");
  CHECK(page.hits.at(0).partial);
  CHECK(told(ask("casual games")).empty());  // nothing better
  CHECK(told(ask("casual graphs", TypoMode::Off)).empty());
}

TEST_CASE("a correction is visible and can be taken back", "[correction]") {
  const ResultPage page = ask("Atention  net");
  CHECK(page.query.raw == "Atention  net");
  CHECK(page.query.effective == "attention  net");
  CHECK(page.query.parsed == "(attention AND net)");
  CHECK(page.total == 1);
  CHECK_FALSE(page.hits.at(0).title.marks.empty());
  CHECK(ask("Atention net", TypoMode::Off).query.corrections.empty());
  const ResultPage offered = ask("atention prunning", TypoMode::Suggest);
  CHECK(told(offered) == "atention?attention prunning?pruning");
  CHECK(offered.query.corrections.at(0).query == "attention pruning");
  CHECK(offered.query.effective == "atention prunning");
}

TEST_CASE("the words that can be corrected are, where others are in no paper", "[correction]") {
  const ResultPage page = ask("atention qqqqzz pruning");
  CHECK(told(page) == "atention>attention");
  REQUIRE_FALSE(page.hits.empty());
  CHECK(page.hits.front().paper.id == "att");
  CHECK(page.hits.front().partial);
  CHECK(told(ask("atention QQZZ9")) == "atention>attention");
  CHECK(told(ask("atention \"qqqqzz\" pruning")).empty());  // insisted on: nothing can be found
  CHECK(told(ask("atention qqqqzz pruning", TypoMode::Auto, false)).empty());
}

TEST_CASE("a word nobody uses is corrected where any word is enough", "[correction]") {
  const ResultPage page = index().search("q=atention+pruning&mode=any");
  CHECK(told(page) == "atention>attention");
  CHECK(page.total == 2);
  CHECK(page.hits.front().paper.id == "att");
  // Not for a word that no paper holds with another.
  CHECK(told(index().search("q=atention+hand&mode=any")).empty());
}

TEST_CASE("the filters have no say in corrections", "[correction]") {
  for (const char* query : {"atention", "leraning+robots", "casual+graphs", "data+set"}) {
    CAPTURE(query);
    const std::string q = std::string("q=") + query;
    CHECK(told(index().search(q + "&year=1999")) == told(index().search(q)));
    CHECK(index().search(q + "&year=1999").query.effective == index().search(q).query.effective);
  }
}

TEST_CASE("no query makes correcting fail or grow", "[correction]") {
  std::string many;
  for (int i = 0; i < 60; ++i)
    many += fmt::format("atention{} prunning robtos ", std::string(1, char('a' + i % 26)));
  for (const std::string& query :
       {many, std::string(2000, 'a'), std::string("\xff\xfe atention"),
        std::string("a\0b atention", 12), std::string("((((atention"), std::string("\"atention"),
        std::string("atention OR"), std::string("atention NOT pruning"), std::string("-atention"),
        std::string(60, '\xCC')}) {
    CHECK_NOTHROW(ask(query));
    CHECK(ask(query).query.corrections.size() <= 8);
  }
}

}  // namespace
}  // namespace paperfind
