#include "indexer/import/text_repair.h"

#include <set>
#include <string>

#include "indexer/import/name_list.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

using Kinds = std::set<std::string>;

struct Case {
  std::string text;
  std::string repaired;
  Kinds kinds;
};

void check(const Case& c) {
  CAPTURE(c.text);
  const TextRepair got = repair_text(c.text);
  CHECK(got.text == c.repaired);
  CHECK(got.kinds == c.kinds);
  // What is repaired once needs no repair.
  CHECK(repair_text(got.text).text == got.text);
}

TEST_CASE("repair_text decodes HTML entities", "[text_repair]") {
  const Kinds kEntities = {"HTML entities"};
  check(GENERATE_COPY(values<Case>({
      {"O&#x27;Connor &amp; Sons", "O'Connor & Sons", kEntities},
      {"caf&eacute; &#233; &Auml;", "café é Ä", kEntities},
      {"a&mdash;b &lt; c", "a—b < c", kEntities},
      // Encoded twice.
      {"&amp;#39;s &amp;eacute;t&amp;eacute;", "'s été", kEntities},
      {"R\\&amp;D", "R\\&D", kEntities},
      // No entities.
      {"AT&T; R&D; &unknown; & ; &;", "AT&T; R&D; &unknown; & ; &;", {}},
      {"&#0; &#xD800; &#1114112;", "&#0; &#xD800; &#1114112;", {}},
  })));
}

TEST_CASE("repair_text joins spacing accents with their letters", "[text_repair]") {
  const Kinds kAccents = {"spacing accents"};
  check(GENERATE_COPY(values<Case>({
      {"Universit´e de Montr´eal", "Université de Montréal", kAccents},
      {"Instituto Superior T´ecnico", "Instituto Superior Técnico", kAccents},
      {"´Ecole Nor- male", "École Nor- male", kAccents},
      {"Nicol`o", "Nicolò", kAccents},
      {"Z¨urich, na¨ıve, S˜ao, Fran¸cois, ˚Abo, Pozna´n",
       "Zürich, naïve, São, François, Åbo, Poznań", kAccents},
      {"D´epartement", "Département", kAccents},
      // A PDF's blank before the mark goes, one between words stays.
      {"Sup ´erieure, Universit ´e, S ˜ao, M ¨unchen", "Supérieure, Université, São, München",
       kAccents},
      {"une ´etude, Grande ´ecole, Lyc´ee ´Elys´ee", "une étude, Grande école, Lycée Élysée",
       kAccents},
      // Apostrophes, quotation marks, mathematics.
      {"l´analyse d´une", "l´analyse d´une", {}},
      {"it´s don´t L´Aquila", "it´s don´t L´Aquila", {}},
      {"we´re I´m they´ll", "we´re I´m they´ll", {}},
      {"Gda´nsk, Mol´ır, K´all", "Gdańsk, Molír, Káll", kAccents},
      {"´attention´ is all", "´attention´ is all", {}},
      {"``quoted'' and `single'", "``quoted'' and `single'", {}},
      {"run`all` now", "run`all` now", {}},
      {"an estimate ˆy of ¯a", "an estimate ˆy of ¯a", {}},
  })));
}

TEST_CASE("repair_text undoes mojibake where it is certain", "[text_repair]") {
  const Kinds kMojibake = {"mojibake"};
  check(GENERATE_COPY(values<Case>({
      {"UniversitÃ© Paris-Saclay", "Université Paris-Saclay", kMojibake},
      {"RhÃ´ne, LÃ¼beck, PotoÄ\u008dnik", "Rhône, Lübeck, Potočnik", kMojibake},
      {"donâ€™t â€œquoteâ€\u009d", "don’t “quote”", kMojibake},
      {"Å koda and Å¡koda", "Å koda and škoda", kMojibake},
      // Read wrongly twice.
      {"UniversitÃƒÂ©", "Université", kMojibake},
      {"SÃO PAULO, Ångström, Â Ã", "SÃO PAULO, Ångström, Â Ã", {}},
      {"«Fuß» 5 Å", "«Fuß» 5 Å", {}},
  })));
}

TEST_CASE("repair_text drops or spells what is no letter", "[text_repair]") {
  check(GENERATE_COPY(values<Case>({
      {"Classi\uFB01er, Geo\uFB00rey, o\uFB03ce", "Classifier, Geoffrey, office", {"ligatures"}},
      {"re\u00ADsources at Tel\u00ADAviv", "resources at Tel-Aviv", {"soft hyphens"}},
      {"Montanuniversit\uF1E9at", "Montanuniversitat", {"private-use characters"}},
      {"Paul\u00A0Swoboda, NII,\u3000Tokyo, University\uC2A0of",
       "Paul Swoboda, NII, Tokyo, University of",
       {"unusual blanks"}},
      {"\u202APere-Lluís\u200E \uFEFFx", "Pere-Lluís x", {"invisible characters"}},
      {"Universite\u0301", "Université", {"letters and accents apart"}},
      {"self\u0002consumption", "self consumption", {"control characters"}},
      {std::string("a\0b", 3), "ab", {"control characters"}},
      // No UTF-8 at all: Windows-1252. Among UTF-8: lost.
      {"Universit\xE9 \x93Paris\x94", "Université “Paris”", {"ill-formed UTF-8"}},
      {"ü \xE9", "ü \uFFFD", {"ill-formed UTF-8"}},
      // Left as they are.
      {"αNLI, 𝐈𝐧, \uFFFD, 한국어 \uC2A0, ZJU♠, 🏳️\u200D🌈",
       "αNLI, 𝐈𝐧, \uFFFD, 한국어 \uC2A0, ZJU♠, 🏳️\u200D🌈",
       {}},
      {"allow- ing, Inter- and Intra-", "allow- ing, Inter- and Intra-", {}},
      {"plain\n\ttext", "plain\n\ttext", {}},
      {"", "", {}},
  })));
}

TEST_CASE("split_names knows the lists people write", "[text_repair]") {
  using Names = std::vector<std::string>;
  const auto [text, names] = GENERATE(table<std::string, Names>({
      {"Alex Boyd|Raul Puri", {"Alex Boyd", "Raul Puri"}},
      {"A. Zagler;F. Pfeiffer;", {"A. Zagler", "F. Pfeiffer"}},
      {"Ana Diaz；Bo Li", {"Ana Diaz", "Bo Li"}},
      {"Ana Diaz, Bo Li and Cy Wu", {"Ana Diaz", "Bo Li", "Cy Wu"}},
      {"Ana Diaz, Bo Li, and Cy Wu", {"Ana Diaz", "Bo Li", "Cy Wu"}},
      {"Ana Diaz and Bo Li", {"Ana Diaz", "Bo Li"}},
      {"Eric H. Nyberg, 3rd and Bo Li", {"Eric H. Nyberg, 3rd", "Bo Li"}},
      {"Boyd, Alex", {"Alex Boyd"}},
      {"Alexander Anderson", {"Alexander Anderson"}},
      {" , ;", {","}},
      {"", {}},
  }));
  CAPTURE(text);
  CHECK(split_names(text) == names);
}

TEST_CASE("mail addresses are taken out of names and affiliations", "[text_repair]") {
  CHECK(without_mail_addresses("Ana Diaz <ana@example.org>") == "Ana Diaz");
  CHECK(without_mail_addresses("ana@example.org") == "");
  CHECK(without_mail_addresses("Lab @ Home, x@y") == "Lab @ Home, x@y");
}

}  // namespace
}  // namespace paperfind
