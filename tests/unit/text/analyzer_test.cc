#include "engine/text/analyzer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

// "term+variant+variant" a token, '&' after one that is joined to the next.
std::string shown(const std::vector<Token>& tokens) {
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty()) out += ' ';
    out += token.term;
    for (const std::string& variant : token.variants) out += '+' + variant;
    if (token.joined_to_next) out += '&';
  }
  return out;
}

struct Case {
  std::string text;
  std::string expected;
};

TEST_CASE("the analyzer finds the words in hard text", "[analyzer]") {
  const Case c = GENERATE(values<Case>({
      // Compounds are found by their words and by their joined form.
      {"k-NN", "k+knn& nn"},
      {"kNN", "knn"},
      {"k NN", "k nn"},
      {"TinyML tinyML tiny ML", "tinyml tinyml tiny ml"},
      {"low-precision", "low+lowprecision& precision"},
      {"micro-controller", "micro+microcontroller& controller"},
      {"state-of-the-art", "state+stateof+stateoftheart& of+ofthe& the+theart& art"},
      {"on-device-learning", "on+ondevice+ondevicelearning& device+devicelearning& learning"},
      {"BERT-base", "bert+bertbase& base"},
      {"3D-IC", "3d+3dic& ic"},
      {"Navier–Stokes", "navier+navierstokes& stokes"},
      {"non\u2011breaking", "non+nonbreaking& breaking"},
      {"x\u2212y", "x+xy& y"},
      {"one—two", "one two"},
      {"a--b", "a b"},
      {"-lead trail-", "lead trail"},
      {"ResNet-56/110", "resnet+resnet56+resnet110& 56& 110"},
      {"AR/VR", "ar+arvr& vr"},
      {"TCP/IP", "tcp+tcpip& ip"},
      {"BERT+CRF", "bert+bertcrf& crf"},
      {"P@10", "p+p10& 10"},
      {"word_embeddings", "word+wordembeddings& embeddings"},
      {"L_1 x_train", "l1 xtrain"},
      {"10-20", "10& 20"},
      {"Node.js", "node+nodejs& js"},
      {"end.Next", "end+endnext& next"},
      {"Wait...what", "wait what"},
      {"U.S.A.", "u+us+usa& s+sa& a"},
      {"J.S. Albus", "j+js& s albus"},
      {"Ph.D.", "ph+phd& d"},
      {"allow- ing", "allow+allowing ing"},
      {"Inter- and Intra-", "inter and intra"},
      {"low- High", "low high"},
      // Symbols that are names.
      {"C++", "c++"},
      {"C", "c"},
      {"C#.", "c#"},
      {"F# J++ X++", "f# j++ x++"},
      {"(C++)", "c++"},
      {"C++17", "c+++c++17& 17"},
      {"GIZA++", "giza+++giza"},
      {"a+++b", "a b"},
      {"a++b", "a b"},
      {".NET", ".net+net"},
      {"the .NET.", "the .net+net"},
      {"ASP.NET", "asp+aspnet& net"},
      {"#1 #tag", "1 tag"},
      {"Q&A", "q+q&a+qa& a"},
      {"AT&T", "at+at&t+att& t"},
      {"this & that", "this that"},
      // Numbers.
      {"1.5-bit", "1.5+1.5bit& bit"},
      {"GPT-3.5", "gpt+gpt3.5& 3.5"},
      {"v1.5", "v1.5"},
      {"3.5.1", "3.5.1"},
      {"1,024", "1024"},
      {"1,234,567", "1234567"},
      {"12,34", "12 34"},
      {"[1,2]", "1 2"},
      {"6.7×7×5mm", "6.7 7 5mm"},
      {"2020.", "2020"},
      {"100%", "100"},
      {"٣", "3"},
      // Super- and subscripts.
      {"TinyM^2Net", "tinym2net"},
      {"TinyM2Net", "tinym2net"},
      {"tinym²net", "tinym2net"},
      {"TinyM$^2$Net", "tinym2net"},
      {"H₂O", "h2o"},
      {"10^{-3}", "10 3"},
      // Apostrophes.
      {"O'Connor", "oconnor"},
      {"O’Connor", "oconnor"},
      {"DNNs’", "dnns"},
      {"don't", "dont"},
      {"Newton's", "newton+newtons"},
      {"Bird\u0092s-Eye", "bird+birds+birdeye& eye"},
      {"'quoted'", "quoted"},
      {"``quoted''", "quoted"},
      {"l'apprentissage", "l+lapprentissage& apprentissage"},
      {"d'Alembert", "d+dalembert& alembert"},
      {"rock'n'roll", "rocknroll"},
      // Letters.
      {"Müller", "muller+mueller"},
      {"Mu\u0308ller", "muller+mueller"},
      {"Jelčicoová", "jelcicoova"},
      {"Łukasz Søren Ångström", "lukasz soren+soeren angstrom+aangstroem"},
      {"Straße", "strasse"},
      {"ﬁne classiﬁer", "fine classifier"},
      {"ＦＵＬＬ　ｗｉｄｔｈ", "full width"},
      {"Ｃ＋＋", "c++"},
      {"𝐈𝐧𝐝𝐢𝐚𝐧", "indian"},
      {"5 μW", "5 uw"},
      {"5 µW", "5 uw"},
      {"uW", "uw"},
      {"α", "α+alpha"},
      {"αNLI", "αnli"},
      {"Universit´e", "universite"},
      {"T´ecnico", "tecnico"},
      {"Привет ёлка", "привет елка"},
      // Invisible characters.
      {"soft\u00ADhyphen", "softhyphen"},
      {"zero\u200Bwidth", "zerowidth"},
      {"\uFEFFbom", "bom"},
      {"\u202Abidi\u202C", "bidi"},
      {"no\u00A0break", "no break"},
      {"line\u2028break", "line break"},
      {std::string("nul\0byte", 8), "nulbyte"},
      {"self\x02"
       "consumption",
       "self+selfconsumption& consumption"},
      {"NAVER \bCloud", "naver cloud"},
      // LaTeX.
      {"95\\% of", "95 of"},
      {"$\\alpha$-divergence", "alpha+alphadivergence& divergence"},
      {"$\\alpha$NLI", "alpha+alphanli& nli"},
      {"\\textit{k}-NN", "k+knn& nn"},
      {"$\\underline{M}$ask-Based", "mask+maskbased& based"},
      {"$\\mathbf{\\texttt{D}}$ual-...head", "dual head"},
      {"{\\em i.e.}", "i+ie& e"},
      {"\\cite{smith2020} shows", "shows"},
      {"B\\\"{u}nz", "bunz+buenz"},
      {"Jo\\~{a}o", "joao"},
      {"\\v{S}ar \\c{c}a", "sar ca"},
      {"S{\\o}ren S\\o ren", "soren+soeren soren+soeren"},
      {"\\Lącki", "lacki"},
      {"Clémen\\con", "clemen+clemencon& con"},
      {"$\\mu$W", "uw"},
      {"$\\ell_1$-norm", "l1+l1norm& norm"},
      {"$\\frac{1}{2}$", "1& 2"},
      {"3\\times3", "3 3"},
      {"Dutch$German", "dutch+dutchgerman& german"},
      {"trailing\\", "trailing"},
      // HTML.
      {"Q&amp;A", "q+q&a+qa& a"},
      {"D&amp;amp;D", "d+d&d+dd& d"},
      {"&eacute;t&eacute;", "ete"},
      {"O&#x27;Connor", "oconnor"},
      {"a&mdash;b", "a b"},
      {"<i>k</i>-NN", "k+knn& nn"},
      {"<fixed-case>B</fixed-case>ayesian", "bayesian"},
      {"one<br/>two", "one two"},
      {"<a href=\"http://x.org\">here</a>", "here"},
      {"<unk> <mask>", "unk mask"},
      {"a<b and c>d", "a b and c d"},
      {"x < y", "x y"},
      // Scripts without blanks.
      {"深度学习", "深度 度学 学习"},
      {"文", "文"},
      {"NLP中文", "nlp 中文"},
      {"ｶﾞｲﾄﾞ", "ガイ イド"},
      {"ポスター", "ポス スタ ター"},
      {"自然、言語", "自然 言語"},
      {"ภาษาไทย", "ภาษา ไทย"},
      {"한국어 처리", "한국어 처리"},
      {"AI가", "ai 가"},
      // Nothing to find.
      {"", ""},
      {" \t\n", ""},
      {"!?… — 🏘️ ★", ""},
      {"\u0301\u0301", ""},
      {"\xff\xfe\x80", ""},
      {"good\xff"
       "bad",
       "good bad"},
  }));
  CAPTURE(c.text);
  Analyzer analyzer;
  CHECK(shown(analyzer.analyze(c.text)) == c.expected);
}

TEST_CASE("tokens know their bytes", "[analyzer]") {
  Analyzer analyzer;
  const std::string text = "Über k-NN, $\\alpha$ und Newton's “C++” 深度学习";
  std::vector<std::string> pieces;
  for (const Token& token : analyzer.analyze(text)) {
    pieces.push_back(text.substr(token.begin, token.end - token.begin));
  }
  CHECK(pieces == std::vector<std::string>{"Über", "k", "NN", "\\alpha", "und", "Newton's", "C++",
                                           "深度", "度学", "学习"});
}

TEST_CASE("positions count the words from one", "[analyzer]") {
  Analyzer analyzer;
  std::uint32_t expected = 0;
  for (const Token& token : analyzer.analyze("state-of-the-art k-NN in C++: 深度学习")) {
    CHECK(token.position == ++expected);
  }
  CHECK(expected == 11);
}

TEST_CASE("stems are of words only", "[analyzer]") {
  struct StemCase {
    std::string language;
    std::string text;
    std::string stem;
  };
  const StemCase c = GENERATE(values<StemCase>({
      {"en", "Networks", "network"},
      {"en", "learning", "learn"},
      {"en-GB", "learning", "learn"},
      {"en", "Newton's", "newton"},
      {"en", "GPT2s", "gpt2s"},
      {"en", "C++", "c++"},
      {"en", "1.5", "1.5"},
      {"en", "сети", "сети"},
      {"ru", "сетями", "сет"},
      {"de", "Netzwerken", "netzwerk"},
      {"fr", "apprentissages", "apprentissag"},
      // No stemmer: as it is.
      {"zh", "learning", "learning"},
      {"xx-not-a-language", "learning", "learning"},
      {"", "learning", "learning"},
  }));
  CAPTURE(c.language, c.text);
  Analyzer analyzer(c.language);
  const std::vector<Token> tokens = analyzer.analyze(c.text);
  REQUIRE(tokens.size() == 1);
  CHECK(tokens.front().stem == c.stem);
  CHECK(analyzer.stem(tokens.front().term) == c.stem);
}

TEST_CASE("words that are not looked for are left without their stems", "[analyzer]") {
  Analyzer analyzer;
  const std::string text = "Pruning networks, nets and pruned-models in Zürich";
  std::vector<Token> some;
  analyzer.analyze(text, some, FirstBytes().set('p').set('z'));
  const std::vector<Token> all = analyzer.analyze(text);
  REQUIRE(some.size() == all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(all[i].term);
    CHECK(some[i].term == all[i].term);
    CHECK(some[i].variants == all[i].variants);
    CHECK(some[i].position == all[i].position);
    const bool wanted = all[i].term.front() == 'p' || all[i].term.front() == 'z';
    CHECK(some[i].stem == (wanted ? all[i].stem : all[i].term));
  }
}

TEST_CASE("a stem is the same however many words came before", "[analyzer]") {
  Analyzer analyzer;
  std::vector<std::string> first;
  // More words than are remembered, twice over.
  for (int turn = 0; turn < 2; ++turn) {
    for (int i = 0; i < 40000; ++i) {
      std::string word = "a";
      for (int rest = i; rest > 0; rest /= 26) word += static_cast<char>('a' + rest % 26);
      const std::string stem(analyzer.stem(word + "ings"));
      if (turn == 0) first.push_back(stem);
      REQUIRE(stem == first[static_cast<std::size_t>(i)]);
    }
    REQUIRE(analyzer.stem("networks") == "network");
    REQUIRE(analyzer.stem(std::string(40, 'a') + "ings") == std::string(40, 'a'));
  }
  Analyzer fresh;
  for (const std::size_t i : {0U, 17U, 1234U, 39999U}) {
    std::string word = "a";
    for (std::size_t rest = i; rest > 0; rest /= 26) word += static_cast<char>('a' + rest % 26);
    CHECK(fresh.stem(word + "ings") == first[i]);
  }
}

TEST_CASE("no term is longer than a term may be", "[analyzer]") {
  Analyzer analyzer;
  const std::string text = GENERATE(
      std::string(100000, 'a'), std::string(5000, 'a') + "-" + std::string(5000, 'b'),
      [] {
        std::string crowd = "z";
        for (int i = 0; i < 20000; ++i) crowd += "\u0301";
        return crowd;
      }(),
      [] {
        std::string wide;
        for (int i = 0; i < 5000; ++i) wide += "ж";
        return wide;
      }(),
      [] {
        std::string han;
        for (int i = 0; i < 5000; ++i) han += "漢";
        return han;
      }(),
      [] {
        std::string chain = "a";
        for (int i = 0; i < 5000; ++i) chain += "-b";
        return chain;
      }());
  const std::vector<Token> tokens = analyzer.analyze(text);
  REQUIRE_FALSE(tokens.empty());
  for (const Token& token : tokens) {
    REQUIRE(token.term.size() <= kMaxTermBytes);
    REQUIRE(token.stem.size() <= kMaxTermBytes);
    // A cut never splits a character.
    REQUIRE((static_cast<unsigned char>(token.term.back()) < 0xC0));
    for (const std::string& variant : token.variants) REQUIRE(variant.size() <= kMaxTermBytes);
  }
  REQUIRE(tokens.back().end == text.size());
}

TEST_CASE("analyze leaves nothing of an earlier text in the vector", "[analyzer]") {
  Analyzer analyzer;
  std::vector<Token> tokens;
  analyzer.analyze("k-NN and Müller are joined-up words", tokens);
  analyzer.analyze("k NN", tokens);
  CHECK(shown(tokens) == "k nn");
  analyzer.analyze("", tokens);
  CHECK(tokens.empty());
}

TEST_CASE("stop words are the common ones, and no negation", "[analyzer]") {
  for (const char* word : {"the", "of", "for", "and", "a", "with", "is"})
    CHECK(Analyzer::is_stop_word(word));
  for (const char* word : {"", "not", "no", "network", "The", "th", "without"})
    CHECK_FALSE(Analyzer::is_stop_word(word));
}

}  // namespace
}  // namespace paperfind
