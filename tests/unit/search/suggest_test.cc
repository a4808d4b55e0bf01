// Suggestions over a small index: what is offered, in which order, with how many papers.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/search/plain_words.h"
#include "engine/search/request_params.h"
#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::small_authority;
using testing::small_corpus;
using testing::SmallIndex;

SuggestPage ask(SmallIndex& index, std::string_view query) {
  const auto request = suggest_request_from(decode_query(query), UnknownParams::Reject);
  REQUIRE(request.ok());
  const Result<SuggestPage> page = index.searcher().suggest(*request);
  REQUIRE(page.ok());
  return *page;
}

// "person: Ana Díaz 2, Dana Müller 1~; paper: …"; what only a slip finds has a ~.
std::string text_of(const SuggestPage& page) {
  std::string out;
  for (const SuggestGroup& group : page.groups) {
    out += (out.empty() ? "" : "; ") + std::string(name_of(group.type)) + ":";
    for (const Suggestion& item : group.items) {
      out += (&item == &group.items.front() ? " " : ", ") + item.text + " " +
             std::to_string(item.papers) + (item.typo ? "~" : "");
    }
  }
  return out;
}

struct Typed {
  std::string query, suggestions;
};

TEST_CASE("suggestions go on from what was typed", "[suggest]") {
  SmallIndex index(small_corpus(), small_authority());
  const Typed c = GENERATE(values<Typed>({
      {"", ""},
      {"q=", ""},
      {"q=%2C+%3B", ""},
      {"q=xyzzy", ""},
      // A withdrawn paper has the word too.
      {"q=prun", "phrase: Pruning 3; paper: Pruning attention heads 1, Pruning 1"},
      // Any word of a name, accents or none.
      {"q=d%C3%ADaz&types=person", "person: Ana Díaz 2"},
      {"q=diaz&types=person", "person: Ana Díaz 2"},
      {"q=mueller&types=person", "person: Dana Müller 1"},
      {"q=oconn&types=person", "person: Fay O'Connor 1"},
      {"q=o%27conn&types=person", "person: Fay O'Connor 1"},
      // Several words, in any order, of a name each by its beginning.
      {"q=diaz+a&types=person", "person: Ana Díaz 2"},
      {"q=an+di&types=person", "person: Ana Díaz 2"},
      {"q=diaz+mueller&types=person", ""},
      // Those with more papers first, then by name.
      {"q=n&types=person", "person: Eve Núñez 1, Gus Ng 1"},
      // Labels, aliases and acronyms.
      {"q=zur&types=institution", "institution: ETH Zürich 1"},
      {"q=ethz&types=institution", "institution: ETH Zürich 1"},
      {"q=mit&types=institution", "institution: Massachusetts Institute of Technology 3"},
      {"q=tech+mass&types=institution", "institution: Massachusetts Institute of Technology 3"},
      // A session without papers is no suggestion.
      {"q=effic&types=session", "session: Efficient models 3, Efficient models 3"},
      {"q=empty&types=session", ""},
      // Of a title all words but the last are whole.
      {"q=attention+he&types=paper", "paper: Pruning attention heads 1"},
      {"q=atten+heads&types=paper", ""},
      {"q=heads+prun&types=paper", "paper: Pruning attention heads 1"},
      {"q=c%2B%2B&types=paper", "paper: C++ for tiny devices 1"},
      {"q=low-pre&types=paper", "paper: A study of low-precision training 1"},
      {"q=lowprec&types=paper", "paper: A study of low-precision training 1"},
      // One typo in words of five letters, after what needs none.
      {"q=atention&types=paper", "paper: Pruning attention heads 1~"},
      {"q=atenton&types=paper", ""},
      {"q=atte&types=paper", "paper: Pruning attention heads 1"},
      {"q=mulelr&types=person", "person: Dana Müller 1~"},
      {"q=dana+mulelr&types=person", "person: Dana Müller 1~"},
      {"q=daan+mulelr&types=person", ""},
      {"q=mull&types=person", "person: Dana Müller 1"},
      {"q=muler&types=person", "person: Dana Müller 1~"},
      {"q=atention&types=paper&typo=off", ""},
      {"q=pruming&types=phrase,paper",
       "phrase: Pruning 3~; paper: Pruning attention heads 1~, Pruning 1~"},
      // Groups come as asked, and rows are dealt in turn.
      {"q=prun&types=paper,phrase",
       "paper: Pruning attention heads 1, Pruning 1; phrase: Pruning 3"},
      {"q=prun&types=paper,phrase&n=2", "paper: Pruning attention heads 1; phrase: Pruning 3"},
      {"q=prun&n=1", "phrase: Pruning 3"},
      // Under filters: their papers alone, and nothing without any.
      {"q=diaz&types=person&session=s1", "person: Ana Díaz 1"},
      {"q=diaz&types=person&session=s2", ""},
      {"q=prun&event=sym21", "phrase: Pruning 1; paper: Pruning 1"},
      {"q=effic&types=session&event=sym22", "session: Efficient models 3"},
      {"q=e&types=session&institution=eth-zurich", "session: Efficient models 1"},
      {"q=speech&types=session&session=s1", "session: Speech 1"},
      {"q=diaz&types=person&not.session=s1", "person: Ana Díaz 1"},
      {"q=diaz&types=person&from=2022", "person: Ana Díaz 1"},
      {"q=diaz&types=person&year=nope", ""},
  }));
  CAPTURE(c.query);
  CHECK(text_of(ask(index, c.query)) == c.suggestions);
}

TEST_CASE("hints tell suggestions from their namesakes", "[suggest]") {
  SmallIndex index(small_corpus(), small_authority());
  const auto hint = [&index](std::string_view query) {
    return ask(index, query).groups.at(0).items.at(0).hint;
  };
  CHECK(hint("q=chen&types=person") == "Massachusetts Institute of Technology");
  CHECK(hint("q=mit&types=institution") == "MIT");
  CHECK(hint("q=massa&types=institution") == "United States");
  CHECK(hint("q=speech&types=session") == "Symposium 2022 · Mon 28 Mar 11:00 CEST");
  CHECK(hint("q=keyword&types=paper") == "Symposium 2022 · Speech");
  CHECK(hint("q=gus&types=person").empty());
}

TEST_CASE("what can be typed at worst is answered at once", "[suggest]") {
  SmallIndex index(small_corpus(), small_authority());
  std::string many;
  for (int i = 0; i < 200; ++i) many += "word" + std::to_string(i) + " ";
  const std::string text = GENERATE_COPY(values<std::string>(
      {many, std::string(2048, 'a'), std::string(2048, ' '), "\xff\xfe\x80", "e\xCC\x81",
       "\xE2\x80\xAE", "学", std::string("a\0b", 3), "<script>", "\"", "* AND NOT (", "\\frac{"}));
  SuggestRequest request;
  request.context.query = text;
  CHECK(index.searcher().suggest(request).ok());
}

// --- the slow way, for random corpora ---

constexpr const char* kVocabulary[] = {"deep", "deeper", "learn", "learning", "net",   "nets",
                                       "the",  "of",     "zür",   "zurich",   "graph", "graphs"};

std::string some_words(std::mt19937& random, std::size_t most) {
  std::string out;
  for (std::size_t count = 1 + random() % most; count > 0; --count) {
    out += (out.empty() ? "" : " ") + std::string(kVocabulary[random() % std::size(kVocabulary)]);
  }
  return out;
}

std::string random_corpus(std::mt19937& random) {
  std::string lines = R"({"kind":"event","id":"e1","name":"E1","year":2021,"tz":"UTC"}
{"kind":"event","id":"e2","name":"E2","year":2022,"tz":"UTC"}
)";
  for (int s = 0; s < 3; ++s) {
    lines += R"({"kind":"session","id":"s)" + std::to_string(s) + R"(","event":"e1","title":")" +
             some_words(random, 3) + "\"}\n";
  }
  for (int p = 0; p < 40; ++p) {
    const std::string n = std::to_string(p);
    lines += R"({"kind":"paper","id":"p)" + n + R"(","title":")" + some_words(random, 5) +
             R"(","event":"e)" + std::to_string(1 + random() % 2) + R"(","abstract":")" +
             some_words(random, 6) + R"(","authors":[{"name":")" + some_words(random, 2) +
             R"(","affiliations":[")" + some_words(random, 2) +
             R"("]}],"presentations":[{"session":"s)" + std::to_string(random() % 3) + R"("}])" +
             (random() % 8 == 0 ? R"(,"status":"withdrawn")" : "") + "}\n";
  }
  return lines;
}

// What `facet` counts under the filters of `request`, and what else is asked of it.
std::map<std::string, std::size_t> counted(SmallIndex& index, SearchRequest request,
                                           std::string_view facet) {
  request.query.clear();
  request.facets = {std::string(facet)};
  request.facet_limit = kMaxFacetLimit;
  std::map<std::string, std::size_t> counts;
  const ResultPage page = index.search(request);
  for (const FacetValue& value : page.facets.at(0).values) {
    counts[value.label] += value.count;
  }
  return counts;
}

// One for all: to make it takes longer than to use it a hundred times.
std::vector<Token> analyzed(const std::string& text) {
  static Analyzer analyzer;
  return analyzer.analyze(text);
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (const Token& token : analyzed(text)) words.push_back(token.term);
  return words;
}

bool names(const std::string& typed, const std::string& name) {
  const std::vector<std::string> words = words_of(name);
  const std::vector<std::string> parts = words_of(typed);
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return word.starts_with(part); });
  });
}

// The most papers first. Nothing may be missing that has more papers than what is there.
void check_values(SmallIndex& index, const SuggestRequest& request, std::string_view facet) {
  // Values of one name are told apart by their ids; the names here make the ids.
  const std::map<std::string, std::size_t> counts = counted(index, request.context, facet);
  std::multiset<std::size_t> expected, found;
  for (const auto& [label, count] : counts) {
    if (count > 0 && names(request.context.query, label)) expected.insert(count);
  }
  const Result<SuggestPage> page = index.searcher().suggest(request);
  REQUIRE(page.ok());
  if (!page->groups.empty()) {
    for (const Suggestion& item : page->groups.at(0).items) {
      CAPTURE(item.text);
      if (item.typo) continue;
      CHECK(counts.at(item.text) == item.papers);
      CHECK(names(request.context.query, item.text));
      found.insert(item.papers);
    }
  }
  while (expected.size() > request.rows) expected.erase(expected.begin());
  CHECK(found == expected);
}

// What the page says that a suggestion without a search leads to.
std::size_t papers_on_page(SmallIndex& index, SuggestType type, const std::string& id) {
  Searcher& searcher = index.searcher();
  switch (type) {
    case SuggestType::Phrase:
      break;
    case SuggestType::Person:
      return searcher.person(id).value().total;
    case SuggestType::Institution:
      return searcher.institution(id).value().total;
    case SuggestType::Session:
      return searcher.session(id).value().total;
    case SuggestType::Paper:
      return searcher.paper(id).ok() ? 1 : 0;
  }
  return 0;
}

void check_every_link(SmallIndex& index, const SuggestPage& page) {
  for (const SuggestGroup& group : page.groups) {
    for (const Suggestion& item : group.items) {
      CAPTURE(item.text, group.type);
      CHECK(item.papers > 0);
      if (item.search) CHECK(index.search(*item.search).total == item.papers);
      if (!item.search) CHECK(papers_on_page(index, group.type, item.id) == item.papers);
    }
  }
}

// The first in programme order whose title has all words typed, of the last a beginning.
void check_papers(SmallIndex& index, SuggestRequest request) {
  SearchRequest all = request.context;
  all.query.clear();
  all.per_page = kMaxPerPage;
  const std::vector<std::string> typed = words_of(request.context.query);
  const ResultPage shown = index.search(all);
  std::vector<std::string> expected, found;
  for (const Hit& hit : shown.hits) {
    const std::vector<std::string> title = words_of(hit.paper.title);
    const bool has_all = std::all_of(typed.begin(), typed.end(), [&](const std::string& word) {
      return std::any_of(title.begin(), title.end(), [&](const std::string& other) {
        return &word == &typed.back() ? other.starts_with(word) : other == word;
      });
    });
    if (has_all && !typed.empty() && expected.size() < request.rows) {
      expected.push_back(hit.paper.id);
    }
  }
  request.types = {SuggestType::Paper};
  request.context.typo = TypoMode::Off;
  const Result<SuggestPage> page = index.searcher().suggest(request);
  REQUIRE(page.ok());
  if (!page->groups.empty()) {
    for (const Suggestion& item : page->groups.at(0).items) found.push_back(item.id);
  }
  CHECK(found == expected);
}

// Titles a phrase stands in, words side by side.
std::size_t titles_with(const std::vector<std::vector<std::string>>& titles,
                        const std::vector<std::string>& phrase) {
  return static_cast<std::size_t>(
      std::count_if(titles.begin(), titles.end(), [&](const std::vector<std::string>& title) {
        return std::search(title.begin(), title.end(), phrase.begin(), phrase.end()) != title.end();
      }));
}

void check_phrases(SmallIndex& index, SuggestRequest request) {
  SearchRequest all = request.context;
  all.query.clear();
  all.per_page = kMaxPerPage;
  std::vector<std::vector<std::string>> titles;
  const ResultPage shown = index.search(all);
  for (const Hit& hit : shown.hits) titles.push_back(words_of(hit.paper.title));
  request.types = {SuggestType::Phrase};
  request.context.typo = TypoMode::Off;
  const Result<SuggestPage> page = index.searcher().suggest(request);
  REQUIRE(page.ok());
  // Of all phrases of the table, those that go on from what was typed, most titles first, each form
  // of the same words once.
  const PhraseIndex& phrases = index.searcher().snapshot().suggestions().phrases();
  std::string typed;
  for (const std::string& word : words_of(request.context.query)) {
    typed += (typed.empty() ? "" : " ") + word;
  }
  std::vector<std::pair<std::size_t, std::string>> order;
  for (std::size_t i = 0; i < phrases.keys.size(); ++i) {
    const std::string key(phrases.keys[i]);
    const std::size_t count = titles_with(titles, words_of(key));
    if (count == 0 || !key.starts_with(typed) || is_academic_furniture(key)) continue;
    order.emplace_back(count, std::string(phrases.as_written[i]));
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::set<std::string> expected, found, stems;
  for (const auto& [count, text] : order) {
    std::string stem;
    for (const Token& token : analyzed(text)) stem += token.stem + ' ';
    if (expected.size() < request.rows && stems.insert(stem).second) expected.insert(text);
  }
  if (!page->groups.empty()) {
    for (const Suggestion& item : page->groups.at(0).items) found.insert(item.text);
  }
  CHECK(found == expected);
}

TEST_CASE("counts are those of search and facets, and nothing with more papers is missing",
          "[suggest][property]") {
  std::mt19937 random(11);
  for (int corpus = 0; corpus < 3; ++corpus) {
    const std::string lines = random_corpus(random);
    SmallIndex index(lines);
    for (int round = 0; round < 30; ++round) {
      SuggestRequest request;
      request.rows = 1 + random() % 6;
      std::string typed = some_words(random, 2);
      typed.resize(1 + random() % typed.size());
      while (!typed.empty() && (static_cast<unsigned char>(typed.back()) == 0xC3)) typed.pop_back();
      request.context.query = typed;
      const unsigned filter = random() % 4;
      if (filter == 1) request.context.filters = {{"session", {"s1"}, {}, {}}};
      if (filter == 2) request.context.filters = {{"event", {}, {}, {"e1"}}};
      if (filter == 3) request.context.filters = {{"session", {"s0", "s2"}, {}, {}}};
      CAPTURE(lines, typed, filter, request.rows);
      const Result<SuggestPage> page = index.searcher().suggest(request);
      REQUIRE(page.ok());
      check_every_link(index, *page);
      check_phrases(index, request);
      check_papers(index, request);
      request.types = {SuggestType::Person};
      check_values(index, request, "author");
      request.types = {SuggestType::Institution};
      check_values(index, request, "institution");
    }
  }
}

}  // namespace
}  // namespace paperfind
