#include "indexer/authority/authority_file.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "engine/record/identifiers.h"
#include "engine/schema/authority.h"
#include "indexer/authority/built_in.h"
#include "indexer/authority/report.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using Ids = std::vector<std::string>;
using testing::read_text;
using testing::TempDir;
using testing::write_text;

std::vector<Institution> sample() {
  Institution eth;
  eth.id = "eth";
  eth.name = "ETH Zürich";
  eth.aliases = {"ETH Zurich", "Disney Research Zurich"};
  eth.acronyms = {"ETHZ"};
  eth.country = "CH";
  Institution google;
  google.id = "google";
  google.name = "Google";
  Institution deepmind;
  deepmind.id = "deepmind";
  deepmind.name = "DeepMind";
  return {google, eth, deepmind};
}

Ids resolved(const std::vector<Institution>& records, const std::string& raw) {
  return InstitutionAuthority::create(records).value().resolve(raw);
}

TEST_CASE("an authority file is written sorted and read back as it was", "[authority]") {
  const TempDir folder;
  REQUIRE(write_institutions(folder / "authority", sample()).ok());
  const std::string written = read_text(folder.path() / "authority" / "institutions.json");
  const auto back = read_institutions(folder / "authority");
  REQUIRE(back.ok());
  REQUIRE(back->size() == 3);
  CHECK((*back)[0].id == "deepmind");
  CHECK((*back)[1] == sample()[1]);
  REQUIRE(write_institutions(folder / "authority", *back).ok());
  CHECK(read_text(folder.path() / "authority" / "institutions.json") == written);
}

TEST_CASE("the built-in institutions are what an edit would write", "[authority]") {
  const TempDir folder;
  const auto built_in = read_institutions(folder.path());  // there is no file
  REQUIRE(built_in.ok());
  CHECK(built_in->size() >= 150);
  REQUIRE(write_institutions(folder.path(), *built_in).ok());
  CHECK(read_text(folder / "institutions.json") == built_in_institutions_file());
}

TEST_CASE("the built-in institutions have sound ROR ids, each its own", "[authority]") {
  std::set<std::string> seen;
  for (const Institution& institution : built_in_institutions()) {
    if (institution.ror.empty()) continue;
    CAPTURE(institution.id, institution.ror);
    CHECK(parse_ror(institution.ror) == institution.ror);
    CHECK(seen.insert(institution.ror).second);
  }
  CHECK(seen.size() > 50);
}

TEST_CASE("what is merged leads to the other and keeps its id", "[authority]") {
  std::vector<Institution> records = sample();
  REQUIRE(merge_institutions(records, "deepmind", "google").ok());
  CHECK(resolved(records, "DeepMind, London") == Ids{"google"});
  CHECK(InstitutionAuthority::create(records).value().find("deepmind")->id == "google");

  SECTION("a merge can be undone") {
    REQUIRE(split_institution(records, {"google", "deepmind", "", {}}).ok());
    CHECK(records == sample());
  }
  SECTION("not twice, not into itself, not with what is not there") {
    const auto message = [&](const std::string& from, const std::string& into) {
      return merge_institutions(records, from, into).error().to_string();
    };
    CHECK(message("deepmind", "eth") ==
          "deepmind: \"deepmind\" is merged into \"google\" already (split it off first)");
    CHECK(message("eth", "eth") == "eth: an institution cannot be merged into itself");
    CHECK(message("gogle", "eth") ==
          "gogle: there is no institution \"gogle\" (did you mean \"google\"?)");
  }
  SECTION("a circle is not written") {
    REQUIRE(merge_institutions(records, "google", "deepmind").ok());
    const TempDir folder;
    const Status written = write_institutions(folder.path(), records);
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().code == ErrorCode::InvalidData);
    CHECK_FALSE(fs::exists(folder / "institutions.json"));
  }
}

TEST_CASE("what is split off takes its names along", "[authority]") {
  std::vector<Institution> records = sample();
  REQUIRE(split_institution(
              records, {"eth", "disney", "Disney Research", {"disney research Zürich", "ETHZ"}})
              .ok());
  CHECK(resolved(records, "Disney Research Zurich") == Ids{"disney"});
  CHECK(resolved(records, "ETHZ, Switzerland") == Ids{"disney"});
  CHECK(resolved(records, "ETH Zurich") == Ids{"eth"});
  CHECK(records.back().country == "CH");

  const auto message = [](const InstitutionSplit& split) {
    std::vector<Institution> fresh = sample();
    const std::string said = split_institution(fresh, split).error().to_string();
    return said;
  };
  CHECK(message({"eth", "disney", "", {}}) ==
        "disney: the institution split off needs a name (give it with --name)");
  CHECK(message({"eth", "disney", "Disney", {"Nobody"}}) ==
        "Nobody: \"Nobody\" is no alias or acronym of \"eth\" (the canonical name stays with its "
        "institution)");
  CHECK(message({"eth", "google", "Google", {}}) ==
        "google: there is an institution \"google\" (choose another id for the one that is split "
        "off)");
}

TEST_CASE("a file with problems is not edited", "[authority]") {
  const TempDir folder;
  write_text(folder / "institutions.json", R"({"schema":1,"institutions":[{"id":"a"}]})");
  const auto read = read_institutions(folder.path());
  REQUIRE_FALSE(read.ok());
  CHECK(read.error().to_string().find("institutions.json:1:") != std::string::npos);
}

TEST_CASE("the report lists what is not known by the papers affected", "[authority]") {
  const TempDir folder;
  std::string lines = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
                      "\n";
  const auto add = [&lines](const std::string& id, const std::string& affiliations) {
    lines += R"({"kind":"paper","id":")" + id + R"(","title":"T","event":"e","authors":[{"name":)" +
             R"("A","affiliations":[)" + affiliations + "]}]}\n";
  };
  add("p1", R"("Google","University of Googleplex")");
  add("p2", R"("ETH Zurrich","Google","ETH Zurrich")");
  add("p3", R"("ETH Zurrich, Switzerland")");
  add("p4", R"("ETH Zurrich")");
  add("p5", R"({"raw":"Said by hand","institution":"eth"})");
  add("p6", R"("Google Campus of Zurich")");
  write_text(folder / "papers.jsonl", lines);
  REQUIRE(write_institutions(folder / "authority", sample()).ok());
  const auto report = report_authority(folder.path(), {}, 3);
  REQUIRE(report.ok());
  CHECK(report->findings.empty());
  CHECK(report->papers == 5);
  CHECK(report->papers_unmatched == 4);
  CHECK(report->mentions == 7);
  CHECK(report->matched == 3);
  CHECK(report->distinct == 5);
  CHECK(report->distinct_matched == 2);
  REQUIRE(report->unmatched.size() == 3);
  CHECK(report->unmatched[0].raw == "ETH Zurrich");
  CHECK(report->unmatched[0].papers == 2);
  CHECK(report->unmatched[0].nearest == Ids{"eth (ETH Zürich)"});
  CHECK(report->unmatched[1].raw == "ETH Zurrich, Switzerland");
  CHECK(report->unmatched[1].nearest == Ids{"eth (ETH Zürich)"});
  CHECK(report->unmatched[2].nearest.empty());
}

}  // namespace
}  // namespace paperfind
