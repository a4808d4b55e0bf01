// What is marked and what is not, by example and then on random texts by a slow judge.
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/query/parse_query.h"
#include "engine/render/html_escape.h"
#include "engine/search/highlighter.h"
#include "engine/search/snippet.h"
#include "engine/store/forward_builder.h"
#include "engine/store/forward_index.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

std::string marked(const std::string& query, const std::string& text,
                   TextField field = TextField::Abstract) {
  Analyzer analyzer;
  const ParsedQuery parsed = parse_query(query, analyzer);
  return mark_html(Highlighter(parsed.root, analyzer).mark(text, field));
}

TEST_CASE("what matched is marked and nothing else", "[highlight]") {
  struct Case {
    const char* query;
    const char* text;
    const char* html;
  };
  const Case c = GENERATE(values<Case>({
      // The same stem, the folded form, another spelling.
      {"prune", "Pruned or pruning?", "<mark>Pruned</mark> or <mark>pruning</mark>?"},
      {"jelcicoova", "Z. Jelčicoová", "Z. <mark>Jelčicoová</mark>"},
      {"mueller", "Dana Müller", "Dana <mark>Müller</mark>"},
      {"muller", "Dana Müller", "Dana <mark>Müller</mark>"},
      {"alpha", "an $\\alpha$ and", "an $<mark>\\alpha</mark>$ and"},
      {"newton", "Newton's method", "<mark>Newton&#39;s</mark> method"},
      // A quoted word is that form only.
      {"\"pruning\"", "pruned by pruning", "pruned by <mark>pruning</mark>"},
      // Phrases as one run with their stop words, whatever stands between.
      {"\"state of the art\"", "the state of the art of state",
       "the <mark>state of the art</mark> of state"},
      {"\"keyword spotting\"", "keyword-spotting, spotting a keyword",
       "<mark>keyword-spotting</mark>, spotting a keyword"},
      // Stop words only in phrases or where there is nothing else.
      {"the art of war", "the art of the war", "the <mark>art</mark> of the <mark>war</mark>"},
      {"to be", "to wait", "<mark>to</mark> wait"},
      // Not what was excluded.
      {"pruning -attention", "pruning attention", "<mark>pruning</mark> attention"},
      {"pruning NOT (attention heads)", "pruning heads", "<mark>pruning</mark> heads"},
      // Compounds: whole where whole, their words where the words stand.
      {"keyword-spotting", "keyword spotting", "<mark>keyword spotting</mark>"},
      {"keyword-spotting", "spot keywords", "<mark>spot</mark> <mark>keywords</mark>"},
      {"keyword-spotting", "keywordspotting", "<mark>keywordspotting</mark>"},
      {"lowprecision", "a low-precision net", "a <mark>low-precision</mark> net"},
      {"tinyml", "on tiny-ML here", "on <mark>tiny-ML</mark> here"},
      {"stateoftheart", "a state-of-the-art net", "a <mark>state-of-the-art</mark> net"},
      {"resnet110", "ResNet-56/110 nets", "<mark>ResNet-56/110</mark> nets"},
      {"low precision", "low-precision", "<mark>low-precision</mark>"},
      // A part as short as "k" means nothing alone.
      {"k-NN", "k means, NN, k-NN, kNN, k NN",
       "k means, NN, <mark>k-NN</mark>, <mark>kNN</mark>, <mark>k NN</mark>"},
      {"C++", "C, C++ and C#", "C, <mark>C++</mark> and C#"},
      // Another field's words are not this one's.
      {"title:pruning attention", "pruning attention", "pruning <mark>attention</mark>"},
      // A letter keeps its marks.
      {"cafe", "cafe\u0301\u0302 noir", "<mark>cafe\u0301\u0302</mark> noir"},
      {"語彙", "語彙\U000E0100の", "<mark>語彙\U000E0100</mark>の"},
      // Escaped first.
      {"script", "<script>alert('a & b')</script>",
       "&lt;<mark>script</mark>&gt;alert(&#39;a &amp; b&#39;)&lt;/<mark>script</mark>&gt;"},
      {"", "nothing to mark", "nothing to mark"},
      {"-pruning", "pruning", "pruning"},
  }));
  CAPTURE(c.query, c.text);
  CHECK(marked(c.query, c.text) == c.html);
}

TEST_CASE("names match by their form alone where a field was asked for", "[highlight]") {
  CHECK(marked("author:banks", "Bank of Banks", TextField::Author) == "Bank of <mark>Banks</mark>");
  CHECK(marked("banks", "Bank of Banks", TextField::Author) ==
        "<mark>Bank</mark> of <mark>Banks</mark>");
}

TEST_CASE("further forms of a word are marked when accepted", "[highlight]") {
  Analyzer analyzer;
  const ParsedQuery parsed = parse_query("kws chips", analyzer);
  Highlighter highlighter(parsed.root, analyzer);
  const QueryNode& kws = parsed.root.children.front();
  highlighter.accept(kws, analyzer.analyze("keyword spotting"));
  highlighter.accept(kws, analyzer.analyze("wakeword"));
  highlighter.accept(kws, {});
  highlighter.accept(QueryNode(), analyzer.analyze("stranger"));
  const std::string text = "KWS: keywords spotted, wakewords; keyword. Spotting stranger";
  CHECK(mark_html(highlighter.mark(text, TextField::Abstract)) ==
        "<mark>KWS</mark>: <mark>keywords spotted</mark>, <mark>wakewords</mark>; keyword. "
        "Spotting stranger");
  // All of them answer the one word.
  std::set<std::uint32_t> words;
  for (const TextMatch& match : highlighter.find(text, TextField::Abstract))
    words.insert(match.word);
  CHECK(words.size() == 1);
}

using Random = std::mt19937;

// Few words, often joined, so that random queries and texts meet.
std::string random_text(Random& random, std::size_t pieces) {
  static const std::vector<std::string> kPieces = {
      "pruned",   "Pruning", "keyword", "spotting",  "the",    "of",      "k",
      "NN",       "tiny",    "ML",      "tinyml",    "Müller", "mueller", "語彙",
      "小さい語", "ภาษาไทย", "C++",     "$\\alpha$", "&amp;",  "<b>",     "e\u0301te\u0301",
      "🦇",     "\xff",    "1.5",     "ＡＩ",      "\u200d"};
  static const std::vector<std::string> kGaps = {" ", " ", " ", "-", "/", ", ", ". ", "", "\n"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) {
    text += kPieces[random() % kPieces.size()];
    text += kGaps[random() % kGaps.size()];
  }
  return text;
}

std::string random_query(Random& random) {
  std::string query = random_text(random, 1 + random() % 3);
  if (random() % 4 == 0) query = "\"" + query + "\"";
  if (random() % 4 == 0) query += " -" + random_text(random, 1);
  return query;
}

std::string without_marks(std::string html) {
  for (const std::string tag : {"<mark>", "</mark>"}) {
    for (std::size_t at = html.find(tag); at != std::string::npos; at = html.find(tag, at)) {
      html.erase(at, tag.size());
    }
  }
  return html;
}

TEST_CASE("marks are sorted ranges of whole characters that change nothing", "[highlight]") {
  Random random(7);
  Analyzer analyzer;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random, random() % 12);
    const std::string query = random_query(random);
    CAPTURE(query, text);
    const ParsedQuery parsed = parse_query(query, analyzer);
    const MarkedText shown = Highlighter(parsed.root, analyzer).mark(text, TextField::Abstract);
    REQUIRE(shown.text == text);
    std::uint32_t done = 0;
    for (const auto& [begin, end] : shown.marks) {
      REQUIRE(begin >= done);
      REQUIRE(begin < end);
      REQUIRE(end <= text.size());
      REQUIRE((static_cast<unsigned char>(text[begin]) & 0xC0) != 0x80);
      REQUIRE((end == text.size() || (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80));
      done = end;
    }
    REQUIRE(without_marks(mark_html(shown)) == html_escape(text));
  }
}

// What the forward index has of some texts.
class IndexedPapers {
 public:
  IndexedPapers(const std::vector<std::string>& texts, Analyzer& analyzer) {
    ForwardBuilder builder;
    for (const std::string& text : texts) {
      builder.begin_paper();
      builder.add(TextField::Abstract, 0, analyzer.analyze(text));
    }
    REQUIRE(save_forward_index(folder_.path(), builder.finish()).ok());
    Result<ForwardIndex> index = ForwardIndex::load(folder_.path());
    REQUIRE(index.ok());
    index_ = std::move(index).value();
  }
  [[nodiscard]] const ForwardIndex& index() const { return index_; }
  [[nodiscard]] IndexedText text(std::size_t number) const {
    IndexedText text;
    REQUIRE(index_.texts(static_cast<DocId>(number + 1)).next(text));
    return text;
  }

 private:
  testing::TempDir folder_;
  ForwardIndex index_;
};

std::vector<std::pair<std::uint32_t, std::uint32_t>> cut(const std::string& text,
                                                         Highlighter& highlighter,
                                                         const std::vector<TextMatch>& matches,
                                                         std::size_t words) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> parts;
  for (const SnippetWindow& window : choose_snippet(text, highlighter.tokens(), matches, words)) {
    parts.emplace_back(window.begin, window.end);
  }
  return parts;
}

void expand_prefixes(QueryNode& node) {
  if (node.kind == NodeKind::Prefix) node.expansions = {"prune", "pruned", "pruning"};
  for (QueryNode& child : node.children) expand_prefixes(child);
}

TEST_CASE("texts the index knows are marked and cut as they are when analyzed again",
          "[highlight][property]") {
  Random random(13);
  Analyzer analyzer;
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i) texts.push_back(random_text(random, random() % 40));
  texts.emplace_back("Prunes allow- ing key-word spotting of the state-of-the-art, e.g. k-NN.");
  const IndexedPapers papers(texts, analyzer);
  std::size_t found = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string query = random_query(random);
    if (random() % 8 == 0) query = "pruned NEAR/4 spotting";
    if (random() % 8 == 0) query = "prun* -the";
    if (random() % 16 == 0) query = "allowing stateoftheart";
    const std::size_t number = random() % texts.size();
    const std::string& text = texts[number];
    CAPTURE(query, text);
    ParsedQuery parsed = parse_query(query, analyzer);
    expand_prefixes(parsed.root);
    Highlighter anew(parsed.root, analyzer);
    Highlighter known(parsed.root, analyzer, &papers.index());
    if (random() % 4 == 0 && parsed.root.kind == NodeKind::Word) {
      anew.accept(parsed.root, analyzer.analyze("keyword spotting"));
      known.accept(parsed.root, analyzer.analyze("keyword spotting"));
    }
    const IndexedText indexed = papers.text(number);
    const std::vector<TextMatch> expected = anew.find(text, TextField::Abstract);
    const std::vector<TextMatch> matches = known.find(text, TextField::Abstract, &indexed);
    REQUIRE(matches.size() == expected.size());
    for (std::size_t i = 0; i < matches.size(); ++i) {
      CHECK(matches[i].begin == expected[i].begin);
      CHECK(matches[i].end == expected[i].end);
      CHECK(matches[i].word == expected[i].word);
    }
    found += matches.size();
    const std::size_t words = random() % 30;
    CHECK(cut(text, known, matches, words) == cut(text, anew, expected, words));
  }
  CHECK(found > 1000);
}

TEST_CASE("a text that is not the indexed one is analyzed", "[highlight]") {
  Analyzer analyzer;
  const IndexedPapers papers({"a long text about pruning"}, analyzer);
  const ParsedQuery parsed = parse_query("pruning", analyzer);
  Highlighter highlighter(parsed.root, analyzer, &papers.index());
  const IndexedText indexed = papers.text(0);
  CHECK(mark_html(highlighter.mark("pruning", TextField::Abstract, &indexed)) ==
        "<mark>pruning</mark>");
}

// Every form the index holds for a token.
std::set<std::string> forms_of(const Token& token, Analyzer& analyzer) {
  std::set<std::string> forms{token.term, "Z" + token.stem};
  for (const std::string& variant : token.variants) {
    forms.insert(variant);
    forms.insert("Z" + std::string(analyzer.stem(variant)));
  }
  return forms;
}

TEST_CASE("a token is marked exactly when the index would find it by a word asked for",
          "[highlight]") {
  Random random(11);
  Analyzer analyzer;
  const std::vector<std::string> queries = {"prune", "spot keywords", "tinyml", "muller", "Mueller",
                                            "nn",    "tiny",          "語彙"};
  for (int round = 0; round < 2000; ++round) {
    const std::string query = queries[random() % queries.size()];
    const std::string text = random_text(random, random() % 10);
    CAPTURE(query, text);
    const ParsedQuery parsed = parse_query(query, analyzer);
    std::vector<std::string> wanted;
    for_each_leaf(parsed.root, [&](const QueryNode& leaf) {
      for (const Token& token : leaf.tokens) {
        wanted.push_back("Z" + token.stem);
        wanted.insert(wanted.end(), token.variants.begin(), token.variants.end());
      }
    });
    const MarkedText shown = Highlighter(parsed.root, analyzer).mark(text, TextField::Abstract);
    std::uint32_t joined_until = 0;
    for (const Token& token : analyzer.analyze(text)) {
      const std::set<std::string> forms = forms_of(token, analyzer);
      const bool found = std::any_of(wanted.begin(), wanted.end(),
                                     [&](const std::string& form) { return forms.contains(form); });
      const bool inside =
          std::any_of(shown.marks.begin(), shown.marks.end(), [&](const auto& range) {
            return range.first <= token.begin && token.end <= range.second;
          });
      if (found) REQUIRE(inside);
      // The rest of a word whose joined form was found is marked with it.
      if (inside && !found) REQUIRE(token.begin <= joined_until + 1);
      if (inside) joined_until = token.end;
    }
  }
}

}  // namespace
}  // namespace paperfind
