// The bars of the built-in institutions on affiliations labelled by hand, and the traps that must
// stay apart whatever the bars.
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "indexer/authority/built_in.h"
#include "indexer/authority/labelled.h"
#include "tests/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using Ids = std::vector<std::string>;
using testing::source_dir;
using testing::TempDir;
using testing::write_text;

const InstitutionAuthority& authority() {
  static const InstitutionAuthority made =
      InstitutionAuthority::create(built_in_institutions()).value();
  return made;
}

TEST_CASE("the built-in institutions find what people find in affiliations", "[authority]") {
  // The rules were written with the first at hand, and never with the second.
  const std::string file = GENERATE(as<std::string>{}, "labelled.tsv", "heldout.tsv");
  CAPTURE(file);
  const auto labelled = read_labelled(source_dir() / "tests" / "fixtures" / "affiliations" / file);
  REQUIRE(labelled.ok());
  REQUIRE(labelled->size() == 400);
  std::set<std::string> strings;
  for (const LabelledAffiliation& one : *labelled) {
    strings.insert(one.raw);
    for (const std::string& id : one.ids) {
      CAPTURE(id);
      CHECK(authority().find(id) != nullptr);
    }
  }
  CHECK(strings.size() == 400);
  const AuthorityScore score = score_authority(authority(), *labelled);
  CHECK(score.affiliations == 400);
  CHECK(score.labelled > 350);
  CHECK(score.precision() >= 0.98);
  CHECK(score.recall() >= 0.85);
}

TEST_CASE("institutions that are easily taken for each other stay apart", "[authority]") {
  struct Case {
    std::string raw;
    Ids ids;
  };
  const Case c = GENERATE(values<Case>({
      {"University of Washington", {"washington"}},
      {"University of Washington, Seattle, USA", {"washington"}},
      {"Washington University in St. Louis", {"wustl"}},
      {"Washington State University", {"washington-state"}},
      {"George Washington University, Washington, DC", {"george-washington"}},
      {"University of Mary Washington", {}},
      {"Shanghai Jiaotong University", {"sjtu"}},
      {"Xi’an Jiao Tong University", {"xjtu"}},
      {"Xi'an Jiaotong-Liverpool University", {"xjtlu"}},
      {"Beijing Jiaotong University", {"bjtu"}},
      {"Jiaotong University", {}},
      {"NTU", {}},
      {"NTU, Singapore", {"ntu-singapore"}},
      {"NTU, Taiwan", {"ntu-taiwan"}},
      {"National Taiwan University of Science and Technology", {"ntust"}},
      {"National Taiwan Ocean University", {}},
      {"IIT", {}},
      {"IIT, Genova, Italy", {"iit"}},
      {"IIT Bombay, India", {"iit-bombay"}},
      {"IIT Mandi, India", {}},
      {"Indian Institute of Technology", {}},
      {"Illinois Institute of Technology", {"illinois-tech"}},
      {"HKUST", {"hkust"}},
      {"HKUST (Guangzhou)", {"hkust-gz"}},
      {"The Hong Kong University of Science and Technology (Guangzhou)", {"hkust-gz"}},
      {"HKUST(GZ)", {"hkust-gz"}},
      {"The Chinese University of Hong Kong, Shenzhen", {"cuhk-shenzhen"}},
      {"The Chinese University of Hong Kong (CUHK), Shenzhen, China", {"cuhk-shenzhen"}},
      {"The Chinese University of Hong Kong, Hong Kong", {"cuhk"}},
      {"The University of Hong Kong", {"hku"}},
      {"City University of Hong Kong", {"cityu-hk"}},
      {"Swiss Federal Institute of Technology", {}},
      {"Swiss Federal Institute of Technology, Lausanne", {"epfl"}},
      {"Swiss Federal Institute of Technology Zurich", {"eth-zurich"}},
      {"Universities of Zurich", {}},
      {"MIT-IBM Watson AI Lab", {"mit-ibm"}},
      {"LAAS-CNRS, Toulouse, France", {"cnrs"}},
      {"Seoul National University of Science and Technology", {"seoultech"}},
      {"Zhejiang University of Technology", {"zjut"}},
      {"University of Trento", {"trento"}},
      {"University of Torino", {}},
      {"University of Maryland, Baltimore County", {"umbc"}},
      {"UCL, Louvain-la-Neuve, Belgium", {"uclouvain"}},
      {"UCL, London", {"ucl"}},
      {"Oxford Brookes University", {"oxford-brookes"}},
      {"Northeastern University, Shenyang, China", {"northeastern-china"}},
      {"Dept. of CS, KAIST, Daejeon, Korea", {"kaist"}},
      {"1The University of Tokyo, 2ARC Lab, Tencent PCG", {"tokyo", "tencent"}},
      {"Centre for Autonomous Systems (CAS), KTH, Sweden", {"kth"}},
  }));
  CAPTURE(c.raw);
  CHECK(authority().resolve(c.raw) == c.ids);
}

TEST_CASE("a file of labels is read to the letter", "[authority]") {
  const TempDir folder;
  write_text(folder / "labels.tsv",
             "# comment\n\neth-zurich mit\tMIT & ETH Zurich\n-\tNowhere\n"
             "oxford\tMIT\n");
  const auto labelled = read_labelled(folder / "labels.tsv");
  REQUIRE(labelled.ok());
  REQUIRE(labelled->size() == 3);
  CHECK((*labelled)[0].ids == Ids{"eth-zurich", "mit"});
  CHECK((*labelled)[1].ids.empty());
  CHECK((*labelled)[1].line == 4);
  const AuthorityScore score = score_authority(authority(), *labelled);
  CHECK(score.labelled == 3);
  CHECK(score.found == 3);
  CHECK(score.right == 2);
  CHECK(score.mistakes == Ids{"5: +mit -oxford : MIT"});

  write_text(folder / "labels.tsv", "oxford\tOxford\nno tab here\n");
  const auto broken = read_labelled(folder / "labels.tsv");
  REQUIRE_FALSE(broken.ok());
  CHECK(broken.error().code == ErrorCode::InvalidData);
  CHECK(broken.error().to_string().find("labels.tsv:2: is no line of ids") != std::string::npos);
  CHECK_FALSE(read_labelled(folder / "missing.tsv").ok());
}

}  // namespace
}  // namespace paperfind
