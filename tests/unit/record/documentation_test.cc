#include <filesystem>
#include <string>

#include "engine/record/corpus.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

// The text of the first ```json block.
std::string example_of(const std::string& page) {
  const std::string fence = "```json\n";
  const std::size_t begin = page.find(fence);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = page.find("```", begin + fence.size());
  REQUIRE(end != std::string::npos);
  return page.substr(begin + fence.size(), end - begin - fence.size());
}

TEST_CASE("the example of docs/corpus-format.md is a corpus without a finding", "[documentation]") {
  const std::string page = testing::read_text(PAPERFIND_SOURCE_DIR "/docs/corpus-format.md");
  const testing::TempDir folder;
  testing::write_text(folder / "sym2026.json", example_of(page));
  const auto reader = CorpusReader::open(folder.path());
  REQUIRE(reader.ok());
  std::vector<Finding> findings;
  const auto frame = reader->read_frame(findings);
  REQUIRE(frame.ok());
  std::vector<Paper> papers;
  const Status read = reader->for_each_paper(*frame, findings, [&](Paper&& paper, const auto&) {
    papers.push_back(std::move(paper));
    return true;
  });
  CHECK(read.ok());
  for (const Finding& finding : findings) FAIL_CHECK(finding.to_string());
  REQUIRE(papers.size() == 1);
  CHECK(papers[0].doi == "10.1000/182");
  CHECK(papers[0].presentations[0].start == "2026-05-04T10:30:00+02:00");
  CHECK(frame->sessions.size() == 1);
  CHECK(frame->schedule.size() == 1);
}

TEST_CASE("the error message of docs/corpus-format.md is what its example gives",
          "[documentation]") {
  const std::string page = testing::read_text(PAPERFIND_SOURCE_DIR "/docs/corpus-format.md");
  std::string text = example_of(page);
  const std::string key = "\"abstract\"";
  text.replace(text.find(key), key.size(), "\"abstrct\"");
  const testing::TempDir folder;
  testing::write_text(folder / "corpus/sym2026.json", text);
  const auto reader = CorpusReader::open(folder / "corpus");
  REQUIRE(reader.ok());
  std::vector<Finding> findings;
  const auto frame = reader->read_frame(findings);
  REQUIRE(frame.ok());
  CHECK(reader->for_each_paper(*frame, findings, [](auto&&, const auto&) { return true; }).ok());
  REQUIRE(findings.size() == 1);
  const std::string message = findings[0].to_string();
  CHECK(page.find("\n" + message.substr(folder.path().string().size() + 1) + "\n") !=
        std::string::npos);
}

}  // namespace
}  // namespace paperfind
