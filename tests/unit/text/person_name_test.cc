#include "engine/text/person_name.h"

#include <string>

#include "tests/catch.h"

namespace paperfind {
namespace {

TEST_CASE("display_name tidies what programmes print", "[person_name]") {
  struct Case {
    std::string printed;
    std::string display;
  };
  const Case c = GENERATE(values<Case>({
      {"Zuzana JELČICOOVÁ", "Zuzana Jelčicoová"},
      {"Andrea BEJARNO-CARBO", "Andrea Bejarno-Carbo"},
      {"Hasib-Al-RASHID", "Hasib-Al-Rashid"},
      {"Wolfgang FURTNER", "Wolfgang Furtner"},
      {"Haoyu REN", "Haoyu Ren"},
      {"Qianyun LU", "Qianyun Lu"},
      {"Jaewoo SONG", "Jaewoo Song"},
      {"Ronald McDONALD", "Ronald McDonald"},
      {"Ronald MCDONALD", "Ronald Mcdonald"},
      {"Sinéad O'CONNOR", "Sinéad O'Connor"},
      {"Étienne ÉVÊQUE", "Étienne Évêque"},
      {"JOHN VON NEUMANN", "John Von Neumann"},
      {"Hao OUYANG 0001", "Hao Ouyang"},
      {"Felix Wu*", "Felix Wu"},
      {"Felix Wu *", "Felix Wu"},
      {"Mingliang Zhang1", "Mingliang Zhang"},
      {"Xu Li1,2*†", "Xu Li"},
      {"Xu Li¹", "Xu Li"},
      {"◊Angel Garcia", "Angel Garcia"},
      {"Yiyu, Shi", "Yiyu Shi"},
      {"  Ada \u00A0 Lovelace\t", "Ada Lovelace"},
      {"\u202APere-Lluís Huguet\u200E", "Pere-Lluís Huguet"},
      {"Jo\\~{a}o P. Costeira", "João P. Costeira"},
      {"Brian O&#x27;Connor", "Brian O'Connor"},
      {"Poincare\u0301", "Poincaré"},
      // An empty name helps nobody.
      {"*", "*"},
      {"", ""},
  }));
  CAPTURE(c.printed);
  const PersonName name = display_name(c.printed);
  CHECK(name.display == c.display);
  CHECK(name.source == (c.printed == c.display ? "" : c.printed));
}

TEST_CASE("display_name leaves alone what is right", "[person_name]") {
  for (const char* name :
       {"J.S. Albus", "J. S. Albus", "Hal Daumé III", "Soman KP", "AJ Piergiovanni", "NVIDIA",
        "GPT-5", "SAM 3D Team", "Team Hunyuan3D", "Xi (Leslie) Chen", "Eric H. Nyberg, 3rd",
        "Maurice J. Pescitelli, Jr.", "xiaofei wu", "川原田将之", "Ludwig van Beethoven",
        "K.N.Toosi", "Ming-HsuanYang", "Seul-Ki Yeom", "bell hooks"}) {
    CAPTURE(name);
    CHECK(display_name(name).display == name);
    CHECK(display_name(name).source.empty());
  }
}

TEST_CASE("a display name is its own display name", "[person_name]") {
  for (const char* name :
       {"Zuzana JELČICOOVÁ", "Xu Li1,2*†", "Hao OUYANG 0001", "JOHN VON NEUMANN", "Qianyun LU"}) {
    const std::string once = display_name(name).display;
    CHECK(display_name(once).display == once);
  }
}

TEST_CASE("bare_name drops what is printed beside a name", "[person_name]") {
  CHECK(bare_name("◊Lea HEDGEROW1,2*") == "Lea HEDGEROW");
  CHECK(bare_name("Xu Li¹") == "Xu Li");
  CHECK(bare_name("Yue Zhang 0009") == "Yue Zhang 0009");
  CHECK(bare_name("GPT-5") == "GPT-5");
  CHECK(bare_name("*") == "*");
}

TEST_CASE("person_key holds spellings of one name together", "[person_name]") {
  CHECK(person_key("Ming-Hsuan Yang") == person_key("Ming‐Hsuan Yang"));
  CHECK(person_key("Yun–Hui Liu") == person_key("YUN-HUI LIU"));
  CHECK(person_key("Zuzana JELČICOOVÁ") == "zuzana jelcicoova");
  CHECK(person_key("Felix Wu*") == person_key("Felix Wu"));
  CHECK(person_key("Mingliang Zhang1") == person_key("Mingliang Zhang"));
  CHECK(person_key("Brian O’Connor") == person_key("Brian O'Connor"));
  CHECK(person_key("Éric de la Clergerie") == person_key("Eric de la Clergerie"));
  // Initials are not expanded, and DBLP's numbers tell people apart.
  CHECK(person_key("J. Smith") != person_key("John Smith"));
  CHECK(person_key("Yue Zhang 0009") != person_key("Yue Zhang 0012"));
  CHECK(person_key("").empty());
}

}  // namespace
}  // namespace paperfind
