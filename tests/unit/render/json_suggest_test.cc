#include <string>

#include "engine/base/nlohmann_json.h"
#include "engine/render/json.h"
#include "tests/catch.h"

using namespace paperfind;
using Json = nlohmann::ordered_json;

namespace {

SuggestPage page() {
  SuggestPage page;
  page.request.context.query = "att";
  page.generation = "gen-000002-9f31c2ab";
  page.typed = "att";
  SearchRequest phrase;
  phrase.query = "attention & pruning";
  phrase.filters = {{"session", {"s1"}, {}, {}}};
  phrase.facet_limit = 3;  // for programs: no part of a page's address
  SearchRequest person;
  person.filters = {{"author", {"ana-atti"}, {}, {}}};
  page.groups = {{SuggestType::Phrase, {{"", "attention & pruning", "", 12, false, phrase}}},
                 {SuggestType::Person, {{"ana-atti", "Ana Átti", "ETH Zürich", 1, false, person}}},
                 {SuggestType::Institution, {{"attica", "Attica", "", 3, false, {}}}},
                 {SuggestType::Session, {{"s1", "<b>Attic", "Mon 28 Mar", 2, true, {}}}},
                 {SuggestType::Paper, {{"p1", "Attention", "SYM 2022", 1, false, {}}}}};
  return page;
}

}  // namespace

TEST_CASE("suggestions have the keys of the interface, in their order", "[json]") {
  CHECK(suggest_json(page()) ==
        R"({"q":"att","generation":"gen-000002-9f31c2ab","groups":[)"
        R"({"type":"phrase","items":[{"id":null,"text":"attention & pruning",)"
        R"("html":"<mark>att</mark>ention &amp; pruning","hint":null,"count":12,"typo":false,)"
        R"("url":"/search?q=attention+%26+pruning&session=s1"}]},)"
        R"({"type":"person","items":[{"id":"ana-atti","text":"Ana Átti",)"
        R"("html":"Ana <mark>Átt</mark>i","hint":"ETH Zürich","count":1,"typo":false,)"
        R"("url":"/search?author=ana-atti"}]},)"
        R"({"type":"institution","items":[{"id":"attica","text":"Attica",)"
        R"("html":"<mark>Att</mark>ica","hint":null,"count":3,"typo":false,)"
        R"("url":"/institutions/attica"}]},)"
        R"({"type":"session","items":[{"id":"s1","text":"<b>Attic",)"
        R"("html":"&lt;b&gt;<mark>Att</mark>ic","hint":"Mon 28 Mar","count":2,"typo":true,)"
        R"("url":"/sessions/s1"}]},)"
        R"({"type":"paper","items":[{"id":"p1","text":"Attention",)"
        R"("html":"<mark>Att</mark>ention","hint":"SYM 2022","count":1,"typo":false,)"
        R"("url":"/papers/p1"}]}]})"
        "\n");
}

TEST_CASE("browsers get four lists side by side", "[json]") {
  const Json body = Json::parse(opensearch_suggestions_json(page(), "https://example.org"));
  CHECK(body.dump() == Json::parse(R"(["att",
    ["attention & pruning","Ana Átti","Attica","<b>Attic","Attention"],
    ["12 papers","ETH Zürich, 1 paper","3 papers","Session, Mon 28 Mar, 2 papers","SYM 2022"],
    ["https://example.org/search?q=attention+%26+pruning&session=s1",
     "https://example.org/search?author=ana-atti","https://example.org/institutions/attica",
     "https://example.org/sessions/s1",
     "https://example.org/papers/p1"]])")
                           .dump());
  SuggestPage nothing;
  CHECK(opensearch_suggestions_json(nothing, "") == "[\"\",[],[],[]]\n");
}
