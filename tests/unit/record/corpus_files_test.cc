// The files of a corpus besides those of papers, and what is refused as one.
#include <filesystem>
#include <string>
#include <vector>

#include "engine/record/corpus.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/record/read_corpus.h"
#include "tests/unit/record/sample_records.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using testing::read_corpus;
using testing::ReadCorpus;
using testing::shown;
using testing::TempDir;
using testing::with_papers;
using testing::write_text;

const std::string kPaper = R"({"id":"p1","title":"T","authors":[],"event":"sym")";

TEST_CASE("authority files refer to what is there", "[corpus]") {
  const TempDir folder;
  write_text(folder / "c.json", with_papers(""));
  write_text(folder / "names/people.json",
             "{\"schema\":1,\"people\":[\n{\"id\":\"a\",\"name\":\"A\",\"merged_into\":\"zz\"}]}");
  write_text(folder / "names/institutions.json",
             "{\"schema\":1,\"institutions\":[\n{\"id\":\"u\",\"name\":\"U\",\"parent\":\"v\"},\n"
             "{\"id\":\"v\",\"name\":\"V\",\"successor\":\"w\"},\n"
             "{\"id\":\"x\",\"name\":\"X\",\"country\":\"ch\"},\n"
             "{\"id\":\"y\",\"name\":\"Y\",\"ror\":\"042nb2s45\"}]}");
  const ReadCorpus corpus = read_corpus(folder / "c.json", folder / "names");
  CHECK(corpus.frame.people.empty());
  // u went because v did.
  CHECK(corpus.frame.institutions.empty());
  std::vector<std::string> starts;
  for (const std::string& line : shown(corpus)) starts.push_back(line.substr(0, line.find(" (")));
  CHECK(starts == std::vector<std::string>{
                      "institutions.json:4:32: /institutions/2/country: \"ch\" is not of the form "
                      "wanted here",
                      "institutions.json:5:28: /institutions/3/ror: \"042nb2s45\" is not a ROR id "
                      "with right check digits",
                      "people.json:2:36: /people/0/merged_into: there is no person \"zz\"",
                      "institutions.json:3:34: /institutions/1/successor: there is no institution "
                      "\"w\"",
                      "institutions.json:2:31: /institutions/0/parent: there is no institution "
                      "\"v\""});
}

TEST_CASE("site.json is checked", "[corpus]") {
  const TempDir folder;
  write_text(folder / "c.json", with_papers(""));
  write_text(folder / "site.json",
             "{\"base_url\":\"https://example.org/\",\n\"synonyms\":\"../x\",\n\"facet\":[]}");
  const ReadCorpus corpus = read_corpus(folder.path());
  CHECK(corpus.frame.site == SiteConfig{});
  std::vector<std::string> starts;
  for (const std::string& line : shown(corpus)) starts.push_back(line.substr(0, line.find(" (")));
  CHECK(starts ==
        std::vector<std::string>{
            "site.json:3:1: /facet: unknown key \"facet\"",
            "site.json:1:13: /base_url: \"https://example.org/\" is not an address without a slash "
            "at the end",
            "site.json:2:12: /synonyms: \"../x\" is not a file name"});
}

TEST_CASE("open refuses what is no corpus", "[corpus]") {
  const TempDir folder;
  write_text(folder / "x.txt", "");
  fs::create_directories(folder / "empty");
  const auto no_such = CorpusReader::open(folder / "nope");
  REQUIRE_FALSE(no_such.ok());
  CHECK(no_such.error().code == ErrorCode::NotFound);
  CHECK(no_such.error().message == "no such corpus folder or file");
  const auto no_files = CorpusReader::open(folder / "empty");
  REQUIRE_FALSE(no_files.ok());
  CHECK(no_files.error().code == ErrorCode::NotFound);
  CHECK(no_files.error().message == "holds no *.json or *.jsonl file");
  const auto other = CorpusReader::open(folder / "x.txt");
  REQUIRE_FALSE(other.ok());
  CHECK(other.error().code == ErrorCode::InvalidInput);
  CHECK(other.error().message == "is neither a folder nor a .json or .jsonl file");
  write_text(folder / "c.json", with_papers(""));
  const auto authority = CorpusReader::open(folder / "c.json", folder / "nope");
  REQUIRE_FALSE(authority.ok());
  CHECK(authority.error().message == "no such authority folder");
}

TEST_CASE("symbolic links are not followed", "[corpus]") {
  const TempDir folder;
  const TempDir outside;
  write_text(outside / "secret.json", with_papers(kPaper + "}"));
  write_text(outside / "secret.jsonl", R"({"kind":"paper"})");
  fs::create_directories(folder / "corpus");
  write_text(folder / "corpus/good.json", with_papers(""));
  fs::create_symlink(outside / "secret.json", folder / "corpus/a.json");
  fs::create_symlink(outside / "secret.jsonl", folder / "corpus/b.jsonl");
  fs::create_symlink(outside / "nothing.json", folder / "corpus/site.json");
  const ReadCorpus corpus = read_corpus(folder / "corpus");
  CHECK(corpus.papers.empty());
  CHECK(corpus.frame.events.size() == 1);
  CHECK(shown(corpus) ==
        std::vector<std::string>{"a.json: is a symbolic link (put the file itself there)",
                                 "b.jsonl: is a symbolic link (put the file itself there)",
                                 "site.json: is a symbolic link (put the file itself there)"});
  fs::create_directory_symlink(outside.path(), folder / "corpus/authority");
  const auto refused = CorpusReader::open(folder / "corpus");
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::InvalidData);
  CHECK(refused.error().message == "is a symbolic link");
}

}  // namespace
}  // namespace paperfind
