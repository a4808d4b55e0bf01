#include "engine/schema/authority.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

using Ids = std::vector<std::string>;

Institution institution(std::string id, std::string name, std::vector<std::string> aliases = {},
                        std::vector<std::string> acronyms = {}) {
  Institution made;
  made.id = std::move(id);
  made.name = std::move(name);
  made.aliases = std::move(aliases);
  made.acronyms = std::move(acronyms);
  return made;
}

std::vector<Institution> sample() {
  return {
      institution("meta", "Meta",
                  {"Meta Inc.", "Reality Labs", "Meta Reality Lab Research", "Reality Labs, Meta"}),
      institution("tu-dresden", "TU Dresden", {"Technische Universität Dresden"}),
      institution("umbc", "University of Maryland, Baltimore County",
                  {"University of Maryland Baltimore"}, {"UMBC"}),
      institution("umd", "University of Maryland, College Park", {"University of Maryland"}),
      institution("x", "X, The Moonshot Factory"),
      institution("michigan", "University of Michigan"),
      institution("infineon", "Infineon Technologies"),
      institution("hkust", "Hong Kong University of Science and Technology", {}, {"HKUST"}),
      institution("uc-davis", "UC Davis", {"University of California, Davis"}),
      institution("berkeley", "University of California, Berkeley", {"UC Berkeley"}),
      institution("washington", "University of Washington"),
      institution("wustl", "Washington University in St. Louis"),
      institution("ntu-sg", "Nanyang Technological University", {}, {"NTU"}),
      institution("ntu-tw", "National Taiwan University", {}, {"NTU"}),
      institution("eth", "ETH Zürich", {"ETH Zurich"}),
      institution("att", "AT&T"),
      institution("tokyo", "The University of Tokyo"),
      institution("cuhk", "The Chinese University of Hong Kong", {}, {"CUHK"}),
      institution("uiuc", "University of Illinois Urbana-Champaign", {}, {"UIUC"}),
      institution("google", "Google", {"Google Research"}),
      institution("huawei", "Huawei"),
      institution("3m", "3M"),
      institution("nvidia", "NVIDIA"),
  };
}

const InstitutionAuthority& authority() {
  static const InstitutionAuthority made = [] {
    std::vector<Institution> institutions = sample();
    institutions[20].match = {"\\bhuawei\\b"};
    for (Institution& one : institutions) {
      if (one.id == "washington") one.city = "Seattle";
    }
    return InstitutionAuthority::create(std::move(institutions)).value();
  }();
  return made;
}

TEST_CASE("resolve finds the institution a printed affiliation names", "[authority]") {
  struct Case {
    std::string raw;
    std::string id;
  };
  const Case c = GENERATE(values<Case>({
      {"Reality Labs, Meta", "meta"},
      {"Meta Reality Lab Research", "meta"},
      {"Meta Inc.", "meta"},
      {"Research Scientist, Reality Labs, Meta", "meta"},
      {"META", "meta"},
      {"Technische Universitaet Dresden", "tu-dresden"},
      {"Technische Universität Dresden", "tu-dresden"},
      {"Technische Universitat Dresden", "tu-dresden"},
      {"TECHNISCHE UNIVERSITÄT DRESDEN, Germany", "tu-dresden"},
      {"University of Maryland, Baltimore County", "umbc"},
      {"University of Maryland Baltimore", "umbc"},
      {"CSEE, University of Maryland, Baltimore County, USA", "umbc"},
      {"UMBC", "umbc"},
      {"University of Maryland, USA", "umd"},
      {"X, The Moonshot Factory", "x"},
      {"Software Engineer, X, The Moonshot Factory, USA", "x"},
      {"University of Michigan, Ann Arbor MI", "michigan"},
      {"PhD Student, University of Michigan, Ann Arbor MI", "michigan"},
      {"Infineon Technologies AG", "infineon"},
      {"Infineon Technologies", "infineon"},
      {"Distinguished Engineer System Architecture, Infineon Technologies AG, Germany", "infineon"},
      {"Hong Kong University of Science and Technology (HKUST)", "hkust"},
      {"Hong Kong University of Science & Technology", "hkust"},
      {"The Hong Kong University of Science and Technology, Hong Kong", "hkust"},
      {"Kowloon campus (HKUST)", "hkust"},
      {"Professor at UC Davis", "uc-davis"},
      {"Assistant Professor at the University of California, Davis", "uc-davis"},
      {"University of California - Berkeley", "berkeley"},
      {"University of California Berkeley", "berkeley"},
      {"University of California at Berkeley", "berkeley"},
      {"Dept. of EECS, University of California, Berkeley, CA, USA", "berkeley"},
      {"University of Washington, Seattle", "washington"},
      {"Washington University in St. Louis", "wustl"},
      {"Department of Computer Science, ETH Zürich, Zürich, Switzerland", "eth"},
      {"Department of Computer Science；ETH Zurich", "eth"},
      {"AT&T", "att"},
      {"AT&amp;T Inc.", "att"},
      {"University of Tokyo, Japan", "tokyo"},
      {"University of Tokyo†", "tokyo"},
      {"1The University of Tokyo", "tokyo"},
      {"2. The University of Tokyo", "tokyo"},
      {"University of Tokyo1", "tokyo"},
      {"3M", "3m"},
      {"University of Illinois, Urbana Champaign", "uiuc"},
      {"University of Illinois at Urbana–Champaign", "uiuc"},
      {"ADSC, UIUC, Singapore", "uiuc"},
      {"Google, Inc.", "google"},
      {"Google Research - Mountain View, California", "google"},
      {"Nvidia Corporation", "nvidia"},
      // By pattern.
      {"Noah's Ark Lab of Huawei in Montreal", "huawei"},
      // No-break and ideographic blanks.
      {"Universit\u00e4t,\u3000the university of Tokyo", "tokyo"},
      {"ETH\u00a0Z\u00fcrich", "eth"},
      {"ETH Zu\u0308rich", "eth"},
  }));
  CAPTURE(c.raw);
  CHECK(authority().resolve(c.raw) == Ids{c.id});
}

TEST_CASE("resolve finds every institution a printed affiliation names", "[authority]") {
  struct Case {
    std::string raw;
    Ids ids;
  };
  const Case c = GENERATE(values<Case>({
      {"Google Research, UC Berkeley", {"google", "berkeley"}},
      {"HKUST & ETH Zurich", {"hkust", "eth"}},
      {"1The University of Tokyo, 2Google Research, Mountain View", {"tokyo", "google"}},
      {"ETH Zurich and UC Berkeley", {"eth", "berkeley"}},
      {"ETH Zurich/Google", {"eth", "google"}},
      {"UC Davis†ETH Zurich", {"uc-davis", "eth"}},
      {"University of Tokyo ETH Zurich", {"tokyo", "eth"}},
      {"Department of Physics, ETH Zurich, Switzerland Department of Physics, UC Davis",
       {"eth", "uc-davis"}},
      {"ETH Zurich, and the UIUC-Nvidia Joint Lab", {"eth", "uiuc", "nvidia"}},
      {"UC Davis, Huawei's lab for vision", {"uc-davis", "huawei"}},
      {"UC Davis; UC Davis, USA", {"uc-davis"}},
  }));
  CAPTURE(c.raw);
  CHECK(authority().resolve(c.raw) == c.ids);
}

TEST_CASE("resolve takes a name for another with a word more beside it", "[authority]") {
  struct Case {
    std::string raw;
    Ids ids;
  };
  const Case c = GENERATE(values<Case>({
      {"University of Washington Tacoma", {}},
      {"University of Washington of Tacoma", {}},
      {"Open University of Washington", {}},
      {"National University of Tokyo, Japan", {}},
      {"Indiana Tokyo University", {}},
      {"University of Tokyo of Science", {}},
      {"University of Tokyo & Technology", {}},
      {"Tokyo Metropolitan University", {}},
      {"UC Davis (GZ)", {}},
      {"UC Davis (Qingdao)", {}},
      {"UC Davis at Nowhere", {}},
      {"UC Davis Hospital", {}},
      {"mit eth", {}},
      {"Department of Statistics University of Washington", {"washington"}},
      {"Laboratory of the University of Washington", {"washington"}},
      {"University of Washington School of Medicine", {"washington"}},
      {"University of Washington Seattle WA 98195", {"washington"}},
      {"University of Washington USA", {"washington"}},
      {"University of Washington (USA)", {"washington"}},
      {"University of Washington (UW) School of Law", {"washington"}},
      {"UMR7222 ETH Zurich", {"eth"}},
      {"Technische Universität (TU) Dresden", {"tu-dresden"}},
      {"Hong Kong University of Science and Technology (HKUST), Kowloon", {"hkust"}},
  }));
  CAPTURE(c.raw);
  CHECK(authority().resolve(c.raw) == c.ids);
}

TEST_CASE("resolve reads what typesetting did to a name", "[authority]") {
  struct Case {
    std::string raw;
    std::string id;
  };
  const Case c = GENERATE(values<Case>({
      {"UniversityofMichigan", "michigan"},
      {"Dept. of EECS, UniversityofMichigan", "michigan"},
      {"Technische Universit ¨at Dresden", "tu-dresden"},
      {"Technische Universit¨at Dresden, Germany", "tu-dresden"},
      {"Univ. of Tokyo", "tokyo"},
      {"Univeristy of Michigan", "michigan"},
      {"University of Michi-gan", "michigan"},
      {"University of Tokyo♠", "tokyo"},
      {"*University of Tokyo", "tokyo"},
      {"Nvidia Corporation♦", "nvidia"},
  }));
  CAPTURE(c.raw);
  CHECK(authority().resolve(c.raw) == Ids{c.id});
}

TEST_CASE("a city that is also a name must be all there is", "[authority]") {
  std::vector<Institution> institutions = {
      institution("princeton", "Princeton University", {"Princeton"})};
  institutions[0].city = "Princeton";
  const auto made = InstitutionAuthority::create(institutions);
  REQUIRE(made.ok());
  CHECK(made->resolve("Princeton") == Ids{"princeton"});
  CHECK(made->resolve("Princeton University, Princeton, NJ") == Ids{"princeton"});
  CHECK(made->resolve("Princeton University Princeton") == Ids{"princeton"});
  CHECK(made->resolve("Siemens, Princeton, NJ").empty());
}

TEST_CASE("a shared acronym names the one whose place is printed", "[authority]") {
  std::vector<Institution> institutions = sample();
  for (Institution& one : institutions) {
    if (one.id == "ntu-sg") one.country = "SG";
    if (one.id == "ntu-tw") one.country = "TW";
    if (one.id == "ntu-tw") one.city = "Taipei";
  }
  const auto made = InstitutionAuthority::create(institutions);
  REQUIRE(made.ok());
  CHECK(made->resolve("NTU, Singapore") == Ids{"ntu-sg"});
  CHECK(made->resolve("EEE, NTU, Taipei") == Ids{"ntu-tw"});
  CHECK(made->resolve("NTU").empty());
  CHECK(made->resolve("NTU, Singapore and Taipei").empty());
  CHECK(made->resolve("hkust lab, ntu, singapore").empty());  // no capitals, no acronym
}

TEST_CASE("resolve keeps what is not known apart", "[authority]") {
  for (const char* raw : {"",
                          " ",
                          ",",
                          "()",
                          "Inc.",
                          "University",
                          "Washington",
                          "University of Washington Tacoma",
                          "Washington University",
                          "Universidad de Washington",
                          "TU",
                          "Dresden",
                          "NTU",
                          "The Chinese University of Hong Kong (Shenzhen)",
                          "Maryland",
                          "PhD Student",
                          "Moonshot Factory",
                          "North South University of Science and Technology",
                          "\xff\xfe\x80",
                          "Metadata Lab"}) {
    CAPTURE(raw);
    CHECK(authority().resolve(raw).empty());
  }
}

TEST_CASE("resolve survives a biography in the field", "[authority]") {
  std::string biography;
  for (int i = 0; i < 3000; ++i)
    biography += "She worked, with much success, on many things (XYZ) and more; ";
  CHECK(authority().resolve(biography).empty());
  CHECK(authority().resolve(std::string(100000, '(')).empty());
}

TEST_CASE("lookup names all that a person may mean", "[authority]") {
  CHECK(authority().lookup("NTU") == Ids{"ntu-sg", "ntu-tw"});
  CHECK(authority().lookup("ntu-sg") == Ids{"ntu-sg"});
  CHECK(authority().lookup("eth zurich") == Ids{"eth"});
  CHECK(authority().lookup("Eth Zuerich") == Ids{"eth"});
  CHECK(authority().lookup("meta") == Ids{"meta"});
  // No parts here: a filter means what it says.
  CHECK(authority().lookup("Department of Computer Science, ETH Zurich").empty());
  CHECK(authority().lookup("").empty());
}

TEST_CASE("a successor answers for the one before it", "[authority]") {
  std::vector<Institution> institutions = {
      institution("facebook", "Facebook", {"Facebook AI Research"}), institution("meta", "Meta")};
  institutions[0].successor = "meta";
  const auto made = InstitutionAuthority::create(institutions);
  REQUIRE(made.ok());
  CHECK(made->resolve("Facebook AI Research, Paris") == Ids{"meta"});
  REQUIRE(made->find("facebook") != nullptr);
  CHECK(made->find("facebook")->id == "meta");
  CHECK(made->find("nobody") == nullptr);
  CHECK(made->all().size() == 2);
}

TEST_CASE("create refuses an authority file that contradicts itself", "[authority]") {
  struct Case {
    std::string what;
    std::vector<Institution> institutions;
    std::string message;
  };
  Institution orphan = institution("a", "A");
  orphan.parent = "nobody";
  Institution heirless = institution("a", "A");
  heirless.successor = "nobody";
  Institution circle_a = institution("a", "A");
  circle_a.parent = "b";
  Institution circle_b = institution("b", "B");
  circle_b.parent = "a";
  Institution odd = institution("a", "A");
  odd.match = {"(unclosed"};
  const std::vector<Case> cases = {
      {"alias",
       {institution("a", "Alpha Labs"), institution("b", "Beta", {"alpha labs, Inc."})},
       "\"alpha labs, Inc.\" is claimed by two institutions, a and b"},
      {"id", {institution("a", "A"), institution("a", "B")}, "two institutions have the id \"a\""},
      {"no id", {institution("", "A")}, "institution without an id"},
      {"parent", {orphan}, "parent \"nobody\" is unknown"},
      {"successor", {heirless}, "successor \"nobody\" is unknown"},
      {"circle", {circle_a, circle_b}, "parent leads in a circle"},
      {"pattern",
       {odd},
       "\"(unclosed\" is no regular expression: U_REGEX_MISMATCHED_PAREN at character 9"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const auto made = InstitutionAuthority::create(c.institutions);
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().code == ErrorCode::InvalidData);
    CHECK(made.error().message == c.message);
  }
}

TEST_CASE("an empty authority resolves nothing", "[authority]") {
  const auto made = InstitutionAuthority::create({});
  REQUIRE(made.ok());
  CHECK(made->resolve("ETH Zurich").empty());
  CHECK(made->all().empty());
}

}  // namespace
}  // namespace paperfind
