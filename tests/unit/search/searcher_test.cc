#include "engine/search/searcher.h"

#include <algorithm>

#include "engine/search/request_params.h"
#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::SmallIndex;
using Ids = std::vector<std::string>;

SmallIndex& index() {
  static SmallIndex kIndex(testing::small_corpus(), testing::small_authority());
  return kIndex;
}

struct Case {
  std::string query;
  Ids ids;
};

TEST_CASE("search finds what a visitor means", "[search]") {
  const Case c = GENERATE(values<Case>({
      // Empty: programme order, newest event first, withdrawn ones hidden.
      {"", {"p1", "p3", "p4", "p2", "p5", "p8", "p9", "p6"}},
      {"q=*", {"p1", "p3", "p4", "p2", "p5", "p8", "p9", "p6"}},
      {"q=keyword+spotting", {"p2"}},
      // A whole title stands first, whatever else repeats its word.
      {"q=pruning", {"p5", "p1", "p3"}},
      // Stems: "prune" is asked, "pruning" is found too.
      {"q=Ana+Diaz&sort=-year", {"p1", "p5"}},
      {"q=muller", {"p3"}},
      {"q=Mueller", {"p3"}},
      {"q=M%C3%BCller", {"p3"}},
      {"q=\"attention+heads\"", {"p1"}},
      {"q=\"heads+attention\"", {}},
      {"q=pruning+-attention", {"p5", "p3"}},
      {"q=title:pruning+-attention", {"p5"}},
      {"q=author:diaz&sort=year", {"p5", "p1"}},
      {"q=inst:eth", {"p1"}},
      {"q=session:speech&sort=programme", {"p4", "p2"}},
      {"q=chair:vogel&sort=programme", {"p1", "p3", "p4"}},
      {"q=C%2B%2B", {"p8"}},
      {"q=tinym2net", {"p9"}},
      {"q=TinyM^2Net", {"p9"}},
      {"q=tinym%C2%B2net", {"p9"}},
      {"q=uW", {"p9"}},
      {"q=alpha+weighted", {"p9"}},
      {"q=lowprecision", {"p3"}},
      {"q=low+precision", {"p3"}},
      {"q=O'Connor", {"p8"}},
      // Filters.
      {"session=s1", {"p1", "p3", "p4"}},
      {"session=s1&session=s3", {"p1", "p3", "p4", "p5", "p8", "p9"}},
      {"institution=mit&sort=programme", {"p1", "p2", "p5"}},
      {"all.institution=mit&all.institution=eth-zurich", {"p1"}},
      {"not.session=s1&event=sym22", {"p2"}},
      {"institution=~none&event=sym22", {"p4"}},
      {"has=video", {"p2"}},
      {"year=2021&type=short", {"p8", "p9"}},
      {"from=2022", {"p1", "p3", "p4", "p2"}},
      {"to=2021-12-31", {"p5", "p8", "p9", "p6"}},
      {"session=nowhere", {}},
      {"sort=title&session=s1", {"p3", "p1", "p4"}},
      {"sort=-year&q=pruning", {"p1", "p3", "p5"}},
  }));
  CAPTURE(c.query);
  CHECK(index().ids(c.query) == c.ids);
  CHECK(index().search(c.query).total == c.ids.size());
}

TEST_CASE("a word the corpus lacks is corrected, visibly and reversibly", "[search]") {
  const ResultPage page = index().search("q=atention+heads");
  REQUIRE(page.query.corrections.size() == 1);
  CHECK(page.query.corrections.front().from == "atention");
  CHECK(page.query.corrections.front().to == "attention");
  CHECK(page.query.corrections.front().applied);
  CHECK(page.query.effective == "attention heads");
  CHECK(page.total == 1);
  CHECK(index().search("q=atention&typo=off").total == 0);
  const ResultPage offered = index().search("q=atention&typo=suggest");
  CHECK(offered.total == 0);
  REQUIRE(offered.query.corrections.size() == 1);
  CHECK_FALSE(offered.query.corrections.front().applied);
  // Never a quoted word, an acronym, or a word with a digit.
  CHECK(index().search("q=\"atention\"").query.corrections.empty());
  CHECK(index().search("q=PRUNIG").query.corrections.empty());
  CHECK(index().search("q=prunin9").query.corrections.empty());
}

TEST_CASE("where no paper holds every word, the words are relaxed and it is said", "[search]") {
  const ResultPage page = index().search("q=keyword+quantization");
  CHECK(page.total == 2);
  CHECK(page.query.relaxed == Ids{"keyword", "quantization"});
  REQUIRE_FALSE(page.hits.empty());
  CHECK(page.hits.front().partial);
  CHECK(index().search("q=keyword+quantization&mode=all").total == 0);
  CHECK(index().search("q=keyword+quantization&relax=off").total == 0);
  CHECK(index().search("q=keyword+%2Bquantization").total == 1);  // '+' is never relaxed
  CHECK(index().search("q=keyword+quantization&mode=any").total == 2);
}

TEST_CASE("filters never change how the words are read", "[search]") {
  const ResultPage page = index().search("q=keyword&session=s1");
  CHECK(page.total == 0);
  CHECK(page.query.corrections.empty());
  CHECK(page.query.relaxed.empty());
  CHECK(page.query.parsed == "keyword FILTER session=s1");
}

TEST_CASE("hits show what matched and where", "[search]") {
  SECTION("marks are byte ranges of the shown text") {
    const Hit hit = index().search("q=prune+diaz+heads").hits.front();
    CHECK(hit.paper.id == "p1");
    REQUIRE(hit.title.marks.size() == 2);
    const auto [begin, end] = hit.title.marks.front();
    CHECK(hit.title.text.substr(begin, end - begin) == "Pruning");
    REQUIRE(hit.authors.size() == 2);
    REQUIRE(hit.authors.front().marks.size() == 1);
    CHECK(hit.authors.front().marks.front() ==
          std::pair<std::uint32_t, std::uint32_t>{4, 9});  // "Díaz" has 5 bytes
    CHECK(hit.snippet_field == "abstract");
    REQUIRE(hit.snippet.marks.size() == 2);
    CHECK(hit.snippet.text.substr(hit.snippet.marks[0].first, 5) == "prune");
    CHECK(hit.matched_in == Ids{"title", "author", "abstract"});
  }
  SECTION("a match nobody would see is shown with its field") {
    const Hit hit = index().search("q=ETHZ").hits.front();
    CHECK(hit.snippet_field == "institution");
    CHECK(hit.snippet.text == "Department of CS, ETHZ");
    CHECK(hit.snippet.marks.size() == 1);
  }
  SECTION("each hidden field has its label") {
    const auto shown = [](const char* query) {
      const Hit hit = index().search(query).hits.front();
      return hit.snippet_field + ": " + hit.snippet.text;
    };
    CHECK(shown("q=speech+-enhancement+-noise") == "session: Speech");
    CHECK(shown("q=vogel+-low") == "chair: Petra Vogel");
    CHECK(shown("q=acme&session=s3") == "institution: Acme Labs");
  }
  SECTION("institutions are marked by the names shown") {
    const Hit hit = index().search("q=massachusetts+heads").hits.front();
    REQUIRE(hit.institution_names.size() == 2);
    CHECK(hit.institution_names[1].text == "Massachusetts Institute of Technology");
    CHECK(hit.institution_names[1].marks.size() == 1);
    CHECK(hit.institution_names[0].marks.empty());
  }
  SECTION("two parts of an abstract are joined by an ellipsis") {
    std::string filler;
    for (int i = 0; i < 60; ++i) filler += "filler ";
    SmallIndex two(R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"}
{"kind":"paper","id":"a","title":"T","event":"e","authors":[],"abstract":"An ant walks )" +
                   filler + "end. A bee flies " + filler + "\"}\n");
    const Hit hit = two.search("q=ants+bees").hits.front();
    const std::string text = hit.snippet.text;
    CHECK(text.find(" … A bee flies") != std::string::npos);
    CHECK_FALSE(hit.snippet_cut_before);
    CHECK(hit.snippet_cut_after);
    REQUIRE(hit.snippet.marks.size() == 2);
    CHECK(text.substr(hit.snippet.marks[0].first, 3) == "ant");
    CHECK(text.substr(hit.snippet.marks[1].first, 3) == "bee");
  }
  SECTION("words of an excluded clause are not marked") {
    for (const Hit& hit : index().search("q=pruning+-attention").hits) {
      for (const auto& [begin, end] : hit.snippet.marks) {
        CHECK(hit.snippet.text.substr(begin, end - begin) != "attention");
      }
    }
  }
  SECTION("an empty query marks nothing and shows the first words") {
    const Hit hit = index().search("").hits.front();
    CHECK(hit.title.marks.empty());
    CHECK(hit.snippet.marks.empty());
    CHECK(hit.snippet.text == hit.paper.abstract);
  }
}

TEST_CASE("who asks for nothing of the matches gets the plain paper", "[search]") {
  SearchRequest request;
  request.query = "attention";
  const ResultPage marked = index().search(request);
  request.highlight = HighlightMode::None;
  request.snippet_words = 0;
  for (const char* field : {"matched_in", "snippet_field"}) {
    request.fields = {"title", field};
    const ResultPage page = index().search(request);
    REQUIRE(page.hits.size() == marked.hits.size());
    for (std::size_t i = 0; i < page.hits.size(); ++i) {
      CHECK(page.hits[i].matched_in == marked.hits[i].matched_in);
    }
  }
  request.fields = {"title"};
  const ResultPage plain = index().search(request);
  REQUIRE(plain.hits.size() == marked.hits.size());
  for (std::size_t i = 0; i < plain.hits.size(); ++i) {
    const Hit& hit = plain.hits[i];
    CHECK(hit.title.text == marked.hits[i].title.text);
    CHECK(hit.title.marks.empty());
    REQUIRE(hit.authors.size() == marked.hits[i].authors.size());
    for (std::size_t j = 0; j < hit.authors.size(); ++j) {
      CHECK(hit.authors[j].text == marked.hits[i].authors[j].text);
    }
    CHECK(hit.institution_names.size() == marked.hits[i].institution_names.size());
    CHECK(hit.matched_in.empty());
    CHECK(hit.snippet.text.empty());
  }
}

TEST_CASE("what is left out is not listed, also where it is words next to each other", "[search]") {
  SmallIndex small(R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"Europe/Zurich"}
{"kind":"paper","id":"a","title":"Federated learning at the edge","event":"e","authors":[]}
{"kind":"paper","id":"b","title":"Learning in federated states","event":"e","authors":[]}
{"kind":"paper","id":"c","title":"Deep learning with k-NN","event":"e","authors":[]}
{"kind":"paper","id":"d","title":"Deep learning with k units and one NN","event":"e","authors":[]}
)");
  struct Case {
    const char* query;
    std::vector<std::string> ids;
  };
  for (const Case& c :
       {Case{"learning -\"federated learning\"", {"b", "c", "d"}},
        Case{"federated -\"federated learning\"", {"b"}},
        Case{"-\"federated learning\"", {"b", "c", "d"}},
        Case{"learning NOT (federated ADJ/1 learning)", {"b", "c", "d"}}, Case{"deep -k-NN", {"d"}},
        Case{"learning -(\"deep learning\" OR \"federated learning\")", {"b"}}}) {
    CAPTURE(c.query);
    SearchRequest request;
    request.query = c.query;
    request.typo = TypoMode::Off;
    const ResultPage page = small.search(request);
    std::vector<std::string> ids;
    for (const Hit& hit : page.hits) ids.push_back(hit.paper.id);
    std::sort(ids.begin(), ids.end());
    CHECK(ids == c.ids);
    CHECK(page.total == c.ids.size());
  }
}

TEST_CASE("pages join without gap or repeat", "[search]") {
  const Ids all = index().ids("per_page=100");
  Ids joined;
  for (int page = 1; page <= 4; ++page) {
    for (const std::string& id : index().ids("per_page=2&page=" + std::to_string(page)))
      joined.push_back(id);
  }
  CHECK(joined == all);
  CHECK(index().ids("per_page=2&page=99").empty());
  const Ids ranked = index().ids("q=pruning");
  CHECK(index().ids("q=pruning&per_page=1&page=2") == Ids{ranked[1]});
}

TEST_CASE("a paper is found by its id and by its former id", "[search]") {
  const Result<PaperView> view = index().searcher().paper("p3");
  REQUIRE(view.ok());
  CHECK(view->paper.title == "A study of low-precision training");
  REQUIRE(view->previous.has_value());
  CHECK(view->previous->first == "p1");
  REQUIRE(view->next.has_value());
  CHECK(view->next->first == "p4");
  CHECK(view->year == 2022);
  const Result<PaperView> renamed = index().searcher().paper("old-9");
  REQUIRE(renamed.ok());
  CHECK(renamed->paper.id == "p9");
  const Result<PaperView> unknown = index().searcher().paper("p99");
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.error().code == ErrorCode::NotFound);
  const Result<PaperView> withdrawn = index().searcher().paper("p7");
  REQUIRE_FALSE(withdrawn.ok());
  CHECK(withdrawn.error().code == ErrorCode::Gone);
  CHECK(withdrawn.error().hint == "by the authors");
}

TEST_CASE("a whole title, an id or a DOI finds its paper, whatever else it would mean",
          "[search]") {
  SmallIndex index(R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"}
{"kind":"paper","id":"a","title":"Attention is NOT all you need","event":"e","authors":[],"doi":"10.1000/182"}
{"kind":"paper","id":"b","title":"Graph -based learning","event":"e","authors":[],"arxiv":"2101.00001"}
{"kind":"paper","id":"c","title":"title:abstract considered harmful","event":"e","authors":[]}
{"kind":"paper","id":"d","title":"Attention is all you need","event":"e","authors":[]}
{"kind":"paper","id":"e1","title":"∞","event":"e","authors":[],"abstract":"..."}
)");
  const Case c = GENERATE(values<Case>({
      {"Attention is NOT all you need", {"a"}},
      {"attention is not all you need", {"a"}},
      {"Graph -based learning", {"b"}},
      {"title:abstract considered harmful", {"c"}},
      {"b", {"b"}},
      {" e1 ", {"e1"}},
      {"10.1000/182", {"a"}},
      {"https://doi.org/10.1000/182", {"a"}},
      {"arXiv:2101.00001", {"b"}},
  }));
  CAPTURE(c.query);
  SearchRequest request;
  request.query = c.query;
  const ResultPage page = index.search(request);
  REQUIRE_FALSE(page.hits.empty());
  CHECK(page.hits.front().paper.id == c.ids.front());
  CHECK(page.hits.size() == page.total + page.partial_total);
}

TEST_CASE("what was meant is never relaxed", "[search]") {
  CHECK(index().search("q=\"no+such\"+keyword").total == 0);
  CHECK(index().search("q=%2B(keyword+zebrafish)+tiny").total == 0);
  CHECK(index().search("q=(zebrafish+OR+heron)+keyword").total == 0);
}

TEST_CASE("a correction is put where the word stood, and only if it finds something", "[search]") {
  const ResultPage page = index().search("q=attention+atention+heads");
  CHECK(page.total == 1);
  CHECK(page.query.effective == "attention attention heads");
  CHECK(index().search("q=qqqzz+atention&relax=off").query.corrections.empty());
}

TEST_CASE("when the filters alone empty the list, it is said", "[search]") {
  const ResultPage page = index().search("q=spotting&session=s1");
  REQUIRE(page.query.notices.size() == 1);
  CHECK(page.query.notices.front() == "Without the filters: 1 paper.");
}

TEST_CASE("numbers in notices have commas between thousands", "[search]") {
  std::string lines = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})";
  for (int i = 0; i < 1200; ++i) {
    lines += "\n{\"kind\":\"paper\",\"id\":\"p" + std::to_string(i) +
             R"(","event":"e","title":"Quartz","authors":[]})";
  }
  testing::SmallIndex many(lines + "\n");
  CHECK(many.search("q=quartz&year=1999").query.notices.back() ==
        "Without the filters: 1,200 papers.");
  CHECK(many.search("q=quartz+title:velvet&relax=off&typo=off").query.notices.front() ==
        "quartz: 1,200 papers");
}

TEST_CASE("neighbours follow the session's own order", "[search]") {
  // p4 stands second in Speech, its first session, though it also closes another.
  const Result<PaperView> view = index().searcher().paper("p4");
  REQUIRE(view.ok());
  REQUIRE(view->previous.has_value());
  CHECK(view->previous->first == "p2");
  CHECK_FALSE(view->next.has_value());
}

TEST_CASE("chosen papers come in the order chosen, each once", "[search]") {
  const Result<ResultPage> page =
      index().searcher().list({"p9", "p1", "old-9", "nothing", "p7", "p1", ""});
  REQUIRE(page.ok());
  Ids ids;
  for (const Hit& hit : page->hits) ids.push_back(hit.paper.id);
  CHECK(ids == Ids{"p9", "p1"});
  CHECK(page->total == 2);
  CHECK(page->hits.back().rank == 2);
  CHECK(page->hits.front().title.marks.empty());
  CHECK(page->query.notices == Ids{"There is no paper \"nothing\".",
                                   "The paper \"p7\" was withdrawn.", "There is no paper \"\"."});
  CHECK(index().searcher().list({})->hits.empty());
}

TEST_CASE("former ids of institutions and people are followed", "[search]") {
  SmallIndex index(R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"}
{"kind":"paper","id":"a","title":"One","event":"e","authors":[{"name":"A","affiliations":["New Lab"]}]}
{"kind":"paper","id":"b","title":"Two","event":"e","authors":[{"name":"B","affiliations":["Old Lab"]}]}
)",
                   R"({"schema":1,"institutions":[
{"id":"new-lab-2","name":"New Lab"},{"id":"old","name":"Old Lab","successor":"new-lab-2"}]})");
  CHECK(index.search("institution=old").total == 2);
  CHECK(index.searcher().lookup_value("institution", "old lab") == Ids{"new-lab-2"});
}

TEST_CASE("any bytes get an answer", "[search]") {
  const std::string query = GENERATE(
      values<std::string>({"\xff\xfe", std::string("a\0b", 3), std::string(2048, '('),
                           std::string(2048, '"'), "語語語", "🦇", std::string(2000, 'x'), "-",
                           "--", "title:", "NOT", "a OR", "id:p1 ~none", "\u202eabc"}));
  SearchRequest request;
  request.query = query;
  CHECK_NOTHROW(index().search(request));
}

TEST_CASE("a list has all papers of a search in the order of its pages", "[search]") {
  const std::string query = GENERATE(values<std::string>(
      {"", "q=pruning", "q=pruning+attention+nothing", "q=keyword&sort=title", "session=s1",
       "q=pruning&not.session=s1", "author=~none", "q=zzzzz&typo=off"}));
  CAPTURE(query);
  SearchRequest request = search_request_from(decode_query(query), UnknownParams::Reject).value();
  request.per_page = 2;
  const Result<PaperList> list = index().searcher().find_all(request);
  REQUIRE(list.ok());
  const Result<std::vector<PaperView>> papers = index().searcher().papers(list->docs);
  REQUIRE(papers.ok());
  Ids listed, paged;
  for (const PaperView& view : *papers) listed.push_back(view.paper.id);
  for (request.page = 1; request.page < 10; ++request.page) {
    for (const Hit& hit : index().search(request).hits) paged.push_back(hit.paper.id);
  }
  CHECK(listed == paged);
  CHECK(list->generation == index().searcher().snapshot().name());
}

TEST_CASE("papers of a list are what their own pages say, but for what stands around them",
          "[search]") {
  const Result<PaperList> list = index().searcher().find_all({});
  REQUIRE(list.ok());
  const Result<std::vector<PaperView>> papers = index().searcher().papers(list->docs);
  REQUIRE(papers.ok());
  REQUIRE_FALSE(papers->empty());
  for (const PaperView& view : *papers) {
    const Result<PaperView> own = index().searcher().paper(view.paper.id);
    REQUIRE(own.ok());
    CHECK(view.paper == own->paper);
    CHECK(view.year == own->year);
    CHECK(view.event == own->event);
    CHECK(view.sessions.size() == own->sessions.size());
    CHECK(view.institutions.size() == own->institutions.size());
    CHECK(view.related.empty());
    CHECK_FALSE(view.next.has_value());
  }
}

}  // namespace
}  // namespace paperfind
