#include "engine/text/normalize.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/text/markup.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

struct Case {
  std::string text;
  std::string expected;
};

TEST_CASE("fold spells letters the plain way", "[normalize]") {
  const Case c = GENERATE(values<Case>({
      {"", ""},
      {"Hello, World", "hello, world"},
      {"Jelčicoová", "jelcicoova"},
      {"Straße STRASSE ẞ", "strasse strasse ss"},
      {"Łukasz łódź", "lukasz lodz"},
      {"Søren Ørsted", "soren orsted"},
      {"Đorđe ðþ Þór", "dorde dth thor"},
      {"ıİiI", "iiii"},
      {"ŧħŋĸ", "thngk"},
      {"Æsop œuvre", "aesop oeuvre"},
      {"ﬁne ﬂow ﬀ", "fine flow ff"},
      {"Nguyễn Văn", "nguyen van"},
      {"Ångström Müller", "angstrom muller"},
      {"Mu\u0308ller", "muller"},
      {"ＦＵＬＬ　ｗｉｄｔｈ", "full width"},
      {"𝐈𝐧𝐝𝐢𝐚𝐧 ℓ ²", "indian l 2"},
      {"Ωμέγα ΣΊΣΥΦΟΣ", "ωμεγα σισυφοσ"},
      // One micro sign, one mu; before a Latin letter the 'u' people type.
      {"µ μ", "μ μ"},
      {"μW µm μTC", "uw um utc"},
      {"Йод ёж", "йод еж"},
      {"فَرَس كـتاب", "فرس كتاب"},
      {"שָׁלוֹם", "שלום"},
      {"١٢٣ ०१", "123 01"},
      // Marks of Indic and Asian scripts are no accents.
      {"हिन्दी", "हिन्दी"},
      {"がガ", "がガ"},
      {"ภาษาไทย", "ภาษาไทย"},
      {"한국어", "한국어"},
      {"“a” ‘b’ «c» d–e—f−g", "\"a\" 'b' \"c\" d-e-f-g"},
      {"a\u00A0b\u2003c\u2028d\u3000e", "a b c d e"},
      {"soft\u00ADhy\u200Bphen\uFEFF\u202A", "softhyphen"},
      {"Universit´e", "universite"},
      {"½", "1/2"},
      {"a\xff"
       "b",
       "a\uFFFD"
       "b"},
  }));
  CAPTURE(c.text);
  CHECK(fold(c.text) == c.expected);
}

TEST_CASE("fold drops NUL", "[normalize]") {
  CHECK(fold(std::string("a\0b", 3)) == "ab");
  CHECK(fold(std::string("ä\0b", 4)) == "ab");
}

TEST_CASE("fold_variants knows the other spellings", "[normalize]") {
  using Variants = std::vector<std::string>;
  CHECK(fold_variants("Müller") == Variants{"mueller"});
  CHECK(fold_variants("Mu\u0308ller") == Variants{"mueller"});
  CHECK(fold_variants("MÜLLER") == Variants{"mueller"});
  CHECK(fold_variants("Größe") == Variants{"groesse"});
  CHECK(fold_variants("Søren") == Variants{"soeren"});
  CHECK(fold_variants("Ångström") == Variants{"aangstroem"});
  CHECK(fold_variants("Đorđević") == Variants{"djordjevic"});
  CHECK(fold_variants("α") == Variants{"alpha"});
  CHECK(fold_variants("Ω") == Variants{"omega"});
  CHECK(fold_variants("ς") == Variants{"sigma"});
  CHECK(fold_variants("Muller").empty());
  CHECK(fold_variants("José").empty());
  CHECK(fold_variants("αβ").empty());
  CHECK(fold_variants("").empty());
}

TEST_CASE("fold_key is equal for titles and names that are equal", "[normalize]") {
  const Case c = GENERATE(values<Case>({
      {"  Attention -- Is All, You Need!  ", "attention is all you need"},
      {"TinyM^2Net", "tinym2net"},
      {"TinyM$^2$Net", "tinym2net"},
      {"O’Connor", "oconnor"},
      {"d'Alembert", "dalembert"},
      {"Newton's Method", "newtons method"},
      {"Newtons Method", "newtons method"},
      {"Pure C++", "pure c++"},
      {"Pure C", "pure c"},
      {"Ming‐Hsuan Yang", "ming hsuan yang"},
      {"Yun–Hui Liu", "yun hui liu"},
      {"$\\alpha$-Divergence &amp; friends", "alpha divergence friends"},
      {"<i>k</i>-NN", "k nn"},
      {"深度学习", "深度学习"},
      {"A1:言語生成", "a1 言語生成"},
      {"???", ""},
      {"", ""},
  }));
  CAPTURE(c.text);
  CHECK(fold_key(c.text) == c.expected);
}

TEST_CASE("slug makes an address of a name", "[normalize]") {
  const Case c = GENERATE(values<Case>({
      {"Zuzana Jelčicoová", "zuzana-jelcicoova"},
      {"TU Dresden", "tu-dresden"},
      {"Q&A: What's new?", "q-a-whats-new"},
      {"北京", "bei-jing"},
      {"Москва", "moskva"},
      {"Αθήνα", "athena"},
      {"C++", "c"},
      {"★", ""},
      {"", ""},
  }));
  CAPTURE(c.text);
  CHECK(slug(c.text) == c.expected);
  CHECK(slug("one two three", 7) == "one-two");
  CHECK(slug("one two three", 6) == "one");
  CHECK(slug("onetwothree", 6) == "onetwo");
  CHECK(slug(std::string(1000, 'a')).size() == 64);
}

TEST_CASE("clean UTF-8 is known and made", "[normalize]") {
  CHECK(is_clean_utf8("naïve 深"));
  CHECK(is_clean_utf8(""));
  CHECK_FALSE(is_clean_utf8(std::string("a\0b", 3)));
  for (const char* bad : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
    CHECK_FALSE(is_clean_utf8(bad));
    CHECK(is_clean_utf8(repair_utf8(bad)));
    CHECK(repair_utf8(bad).find("\uFFFD") == 0);
  }
  CHECK(repair_utf8(std::string("a\0b\xff", 4)) == "ab\uFFFD");
  CHECK(repair_utf8("naïve 深") == "naïve 深");
}

TEST_CASE("the collator sorts as people do", "[normalize]") {
  std::vector<std::string> names = {"zebra", "Session 10", "äpfel", "Apfel", "Session 2",
                                    "apfel", "Österreich", "Oz",    ""};
  const Collator collator;
  std::sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
    return collator.key(a) < collator.key(b);
  });
  CHECK(names == std::vector<std::string>{"", "apfel", "Apfel", "äpfel", "Österreich", "Oz",
                                          "Session 2", "Session 10", "zebra"});
  // Swedish puts ä and ö behind z.
  const Collator swedish("sv");
  CHECK(swedish.key("äpfel") > swedish.key("zebra"));
  CHECK(collator.key("äpfel") < collator.key("zebra"));
  CHECK(collator.key("long " + std::string(1000, 'x')) <
        collator.key("long " + std::string(1001, 'x')));
  CHECK(Collator("no-such-language").key("a") < Collator("no-such-language").key("b"));
}

TEST_CASE("plain_text is what a reader sees", "[markup]") {
  const Case c = GENERATE(values<Case>({
      {"saves 95\\% energy", "saves 95% energy"},
      {"Jo\\~{a}o  P. Costeira", "João  P. Costeira"},
      {"Benedikt B\\\"{u}nz", "Benedikt Bünz"},
      {"\\L\\'od\\'z \\ss", "Łódź ß"},
      {"O&#x27;Connor &amp; Sons &lt;b&gt;", "O'Connor & Sons <b>"},
      {"<i>k</i>-NN<br>next", "k-NN next"},
      {"x &unknown; y & z", "x &unknown; y & z"},
      {"&#xD800; &#0; &#1114112;", "&#xD800; &#0; &#1114112;"},
      {"\\textbf{bold} and \\emph{more}", "bold and more"},
      {"tab\tand\nline", "tab\tand\nline"},
      {"a < b", "a < b"},
      {"<a href='x'", "<a href='x'"},
  }));
  CAPTURE(c.text);
  CHECK(plain_text(c.text) == c.expected);
}

}  // namespace
}  // namespace paperfind
