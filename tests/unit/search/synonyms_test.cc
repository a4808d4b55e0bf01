#include "engine/store/synonyms.h"

#include <fstream>

#include "engine/query/parse_query.h"
#include "engine/query/plan_query.h"
#include "engine/render/json.h"
#include "engine/text/analyzer.h"
#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::SmallIndex;
using testing::TempDir;
using testing::write_text;
using Ids = std::vector<std::string>;

std::string paper(const std::string& id, const std::string& title, const std::string& abstract) {
  return R"({"kind":"paper","id":")" + id + R"(","event":"e","authors":[],"title":")" + title +
         R"(","abstract":")" + abstract + "\"}\n";
}

SmallIndex& index() {
  static SmallIndex made(
      R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"Europe/Zurich"})"
      "\n" +
          paper("define", "Keyword spotting (KWS) in silicon", "A chip.") +
          paper("short", "KWS at one milliwatt", "Always on.") +
          paper("long", "Spotting of words", "We study keyword spotting.") +
          paper("apart", "A keyword in a haystack", "It needs spotting.") +
          paper("can1", "A Controller Area Network (CAN) bus", "Cars.") +
          paper("can2", "What robots can do", "They can lift and can walk.") +
          paper("can3", "How networks can fail", "All can fail.") +
          paper("can4", "What we can see", "You can too.") +
          paper("fish1", "Fluorescence in situ hybridization (FISH)", "Cells.") +
          paper("fish2", "A fish", "Big.") + paper("fish3", "The fish", "Small.") +
          paper("fish4", "Fish farms", "Eat.") + paper("fish5", "Fish food", "Eat it.") +
          paper("can5", "Nobody can tell", "We can ask.") +
          paper("cnns", "Convolutional neural networks (CNNs)", "Deep.") +
          paper("cnn", "A small CNN", "It fits.") +
          paper("amb1", "Automatic speech planning (ASP)", "One.") +
          paper("amb2", "Active server pages (ASP)", "Two.") +
          paper("wake", "Wake word engines", "Battery.") +
          paper("speech", "Speech at home", "Nice.") + paper("audio", "Audio at home", "Nice."),
      "", "wake word, hotword\nspeech => audio\n");
  return made;
}

TEST_CASE("a word finds papers with its other name, below those with the word", "[search]") {
  const std::pair<const char*, Ids> cases[] = {
      {"q=KWS", {"short", "define", "long"}},
      {"q=kws", {"short", "define", "long"}},
      {"q=keyword+spotting&relax=off", {"apart", "define", "long", "short"}},
      {"q=Keyword-Spotting&relax=off", {"apart", "define", "long", "short"}},
      {"q=hotword", {"wake"}},                           // of the site's file
      {"q=hotwords", {"wake"}},                          // by its stem
      {"q=speech+home&relax=off", {"speech", "audio"}},  // one way
      {"q=audio+home&relax=off", {"audio"}},
      {"q=CAN+bus&relax=off", {"can1"}},
  };
  for (const auto& [query, ids] : cases) {
    CAPTURE(query);
    Ids found = index().ids(query);
    if (std::string(query).find("potting") != std::string::npos) {
      std::sort(found.begin(), found.end());  // which of them is best is not the matter here
    }
    CHECK(found == ids);
  }
}

TEST_CASE("a paper with both names of a thing is not about it twice", "[search]") {
  const auto score = [](const char* query, const std::string& id) {
    for (const Hit& hit : index().search(query).hits) {
      if (hit.paper.id == id) return hit.score;
    }
    return 0.0;
  };
  CHECK(score("q=KWS", "define") == Approx(score("q=KWS&synonyms=off", "define")));
  CHECK(score("q=KWS", "long") > 0);
  CHECK(score("q=KWS", "long") < score("q=KWS", "define"));
}

TEST_CASE("other names are searched only where they are meant", "[search]") {
  const std::pair<const char*, const char*> cases[] = {
      {"KWS", "(kws OR \"keyword spotting\")"},
      {"keyword spotting", "((keyword OR kws) AND (spotting OR kws))"},
      {"low keyword spotting", "(low AND (keyword OR kws) AND (spotting OR kws))"},
      {"KWS OR chip", "((kws OR \"keyword spotting\") OR chip)"},
      {"chip -KWS", "(chip AND NOT kws)"},
      {"\"KWS\"", "\"kws\""},
      {"\"keyword spotting\"", "\"keyword spotting\""},
      {"+KWS chip", "(kws AND chip)"},
      {"title:KWS", "title:kws"},
      {"keyw* spotting", "(keyw* AND spotting)"},
      {"spotting keyword", "(spotting AND keyword)"},
      {"keyword spotting (KWS)", "(keyword AND spotting AND kws)"},
      {"CAN", "(can OR \"controller area network\")"},
      {"can", "can"},
      {"robots CAN", "(robots AND can)"},  // a stop word beside others
      {"fish", "fish"},
      {"eat FISH", "(eat AND (fish OR \"fluorescence in situ hybridization\"))"},
      {"EAT FISH", "(eat AND fish)"},
      {"controller area network", "(controller AND area AND network)"},  // never "can"
      {"CNNs", "(cnns OR \"convolutional neural networks\")"},
      {"ASP", "asp"},
  };
  for (const auto& [query, parsed] : cases) {
    CAPTURE(query);
    SearchRequest request;
    request.query = query;
    request.typo = TypoMode::Off;
    CHECK(index().search(request).query.parsed == parsed);
    request.synonyms = false;
    const std::string without = index().search(request).query.parsed;
    CHECK(without.find("OR \"") == std::string::npos);
    CHECK(without.find("OR kws") == std::string::npos);
  }
}

TEST_CASE("which other names were searched is reported", "[search]") {
  const auto used = [](const char* query) { return index().search(query).query.synonyms; };
  CHECK(used("q=low+Keyword+spotting") == std::vector<UsedSynonym>{{"Keyword spotting", {"KWS"}}});
  CHECK(used("q=keyword+spotting&synonyms=off").empty());
  CHECK(used("q=kyword+spotting") == std::vector<UsedSynonym>{{"keyword spotting", {"KWS"}}});
  const std::string json = search_json(index().search("q=KWS"));
  CHECK(json.find(R"("synonyms":[{"from":"KWS","to":["Keyword spotting"]}])") != std::string::npos);
  CHECK(index().search("q=keyword+spotting+zebra").query.relaxed ==
        Ids{"keyword", "spotting", "zebra"});
}

TEST_CASE("other names are marked like the word", "[search]") {
  const auto marked = [](std::string_view query, const std::string& id) {
    for (const Hit& hit : index().search(query).hits) {
      if (hit.paper.id != id) continue;
      std::string out;
      for (const auto& [begin, end] : hit.title.marks) {
        out += "[" + hit.title.text.substr(begin, end - begin) + "]";
      }
      return out;
    }
    return std::string("not found");
  };
  CHECK(marked("q=KWS", "define") == "[Keyword spotting][KWS]");
  CHECK(marked("q=keyword+spotting", "short") == "[KWS]");
  CHECK(marked("q=CNN", "cnns") == "[Convolutional neural networks]");
  CHECK(marked("q=KWS&synonyms=off", "define") == "[KWS]");
}

// "Who types the one finds the other" where the papers write a word as one and as two.
TEST_CASE("a word written as one is found as two, and the other way round", "[search]") {
  std::string papers = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"Europe/Zurich"})"
                       "\n";
  const auto add = [&](const char* id, const char* title, const char* author = "") {
    std::string line = paper(id, title, "");
    const std::string authors = std::string(R"("authors":[{"name":")") + author + "\"}]";
    if (*author != '\0') line.replace(line.find(R"("authors":[])"), 12, authors);
    papers += line;
  };
  add("ml1", "TinyML devices");
  add("ml2", "tiny ML gadgets");
  add("ml3", "tiny-ML gizmos");
  add("nn1", "Fast kNN");
  add("nn2", "Slow k-NN");
  add("nn3", "A k NN thing");
  add("mc1", "One microcontroller");
  add("mc2", "Two micro controllers");
  add("mc3", "Three micro-controllers");
  add("into1", "Into the wild", "Jingsong Ma");
  add("into2", "In to go", "Jing Song");
  add("lp1", "low precision");
  add("lp2", "low-precision");
  SmallIndex index(papers);
  const auto sorted = [&](const std::string& query) {
    Ids found = index.ids(query + "&relax=off&typo=off");
    std::sort(found.begin(), found.end());
    return found;
  };
  for (const char* typed : {"q=tinyML", "q=tiny+ML", "q=tiny-ml", "q=TINYML", "q=tiny%20ml"}) {
    CAPTURE(typed);
    CHECK(sorted(typed) == Ids{"ml1", "ml2", "ml3"});
  }
  for (const char* typed : {"q=kNN", "q=k-NN", "q=k+NN"}) {
    CAPTURE(typed);
    CHECK(sorted(typed) == Ids{"nn1", "nn2", "nn3"});
  }
  for (const char* typed :
       {"q=microcontroller", "q=micro+controllers", "q=micro-controller", "q=microcontrollers"}) {
    CAPTURE(typed);
    CHECK(sorted(typed) == Ids{"mc1", "mc2", "mc3"});
  }
  // What was typed stands first, and a hyphen's joined spelling is no other name.
  CHECK(index.ids("q=tinyML").front() == "ml1");
  CHECK(index.ids("q=tiny+ML").back() == "ml1");
  CHECK(index.search("q=tiny+ML").query.synonyms ==
        std::vector<UsedSynonym>{{"tiny ML", {"tinyml"}}});
  CHECK(index.search("q=low+precision").query.synonyms.empty());
  // People keep their names, small words their meaning, quotes what was typed.
  CHECK(sorted("q=jing+song") == Ids{"into2"});
  CHECK(sorted("q=jingsong") == Ids{"into1"});
  CHECK(index.search("q=into+wild").query.synonyms.empty());
  CHECK(sorted("q=%22tiny+ML%22") == Ids{"ml2", "ml3"});
  CHECK(sorted("q=tinyML&synonyms=off") == Ids{"ml1", "ml3"});
}

TEST_CASE("a query of nothing but acronyms is bounded", "[search]") {
  std::string query;
  for (int i = 0; i < 60; ++i) query += i % 2 == 0 ? "KWS x" + std::to_string(i) + " " : "CNN ";
  SearchRequest request;
  request.query = query;
  std::size_t names = 0;
  for (const UsedSynonym& used : index().search(request).query.synonyms) names += used.to.size();
  CHECK(names <= 16);
}

TEST_CASE("synonyms are kept as they were, and a damaged file is refused", "[store]") {
  const TempDir folder;
  const Synonyms made({{"keywordspot", {"KWS"}, false}, {"=can", {"controller"}, true}});
  REQUIRE(made.save(folder.path()).ok());
  const auto read = Synonyms::load(folder.path());
  REQUIRE(read.ok());
  REQUIRE(read->find("=can") != nullptr);
  CHECK(read->find("=can")->only_in_capitals);
  CHECK(read->find("keywordspot")->others == Ids{"KWS"});
  CHECK(read->find("keyword") == nullptr);
  CHECK(read->find("") == nullptr);

  std::ifstream file(folder / "synonyms.bin", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    write_text(folder / "synonyms.bin", bytes.substr(0, size));
    const auto cut = Synonyms::load(folder.path());
    REQUIRE_FALSE(cut.ok());
    CHECK(cut.error().code == ErrorCode::InvalidData);
    CHECK(cut.error().message == "the synonyms are damaged");
  }
  write_text(folder / "synonyms.bin", bytes + "x");
  CHECK_FALSE(Synonyms::load(folder.path()).ok());
}

}  // namespace
}  // namespace paperfind
