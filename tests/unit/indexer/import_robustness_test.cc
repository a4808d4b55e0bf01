// Every importer over files of every kind, whole, cut off and with bytes changed: it must say what
// is wrong, and what it writes must be a corpus.
#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/record/corpus.h"
#include "indexer/import/acl_anthology.h"
#include "indexer/import/bibtex.h"
#include "indexer/import/jsonl.h"
#include "indexer/import/miniconf_csv.h"
#include "indexer/import/openreview.h"
#include "indexer/import/schedule.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/indexer/imported.h"

// btparse loses a byte at each word that no macro is named by and that stands where none may.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libbtparse"; }

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using testing::read_text;
using testing::TempDir;
using testing::write_text;

constexpr int kDamagedCopies = 12;  // of each file for each importer and kind of damage

const std::vector<std::pair<const char*, testing::Importer>>& importers() {
  static const std::vector<std::pair<const char*, testing::Importer>> kImporters = {
      {"acl-anthology", import_acl_anthology},
      {"bibtex", import_bibtex},
      {"csv", import_csv},
      {"jsonl", [](const ImportJob& job) { return import_jsonl(job); }},
      {"openreview", import_openreview},
      {"schedule", import_schedule},
  };
  return kImporters;
}

// The fixtures, in the order of their names.
std::vector<fs::path> fixtures() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(testing::import_fixture(""))) {
    out.push_back(entry.path());
  }
  out.emplace_back(PAPERFIND_SOURCE_DIR "/tests/fixtures/record/flat.jsonl");
  std::sort(out.begin(), out.end());
  return out;
}

void check_corpus(const fs::path& output) {
  const auto reader = CorpusReader::open(output);
  REQUIRE(reader.ok());
  std::vector<Finding> findings;
  const auto frame = reader->read_frame(findings);
  REQUIRE(frame.ok());
  CHECK(reader->for_each_paper(*frame, findings, [](auto&&, const auto&) { return true; }).ok());
  for (const Finding& finding : findings) FAIL_CHECK(finding.to_string());
}

// Imports that text under the fixture's name.
void check_import(const testing::Importer& importer, const fs::path& name,
                  const std::string& text) {
  const TempDir folder;
  write_text(folder / name.filename().string(), text);
  const fs::path output = folder / "out2031.jsonl";
  const Result<ImportSummary> summary = importer({{folder / name.filename().string()}, output, {}});
  if (!summary.ok()) {
    CHECK(summary.error().code == ErrorCode::InvalidData);
    CHECK_FALSE(summary.error().message.empty());
    CHECK_FALSE(fs::exists(output));
    return;
  }
  CHECK(summary->kept + summary->schedule_entries > 0);
  CHECK(summary->rejects.size() == summary->rejected);
  for (const ImportSummary::Reject& reject : summary->rejects) CHECK_FALSE(reject.reason.empty());
  check_corpus(output);
}

TEST_CASE("no importer minds what file it is given", "[import_robustness]") {
  for (const auto& [kind, importer] : importers()) {
    for (const fs::path& fixture : fixtures()) {
      CAPTURE(kind, fixture.filename().string());
      check_import(importer, fixture, read_text(fixture));
    }
  }
}

TEST_CASE("no importer minds where a file breaks off", "[import_robustness]") {
  std::mt19937 random(2031);
  for (const auto& [kind, importer] : importers()) {
    for (const fs::path& fixture : fixtures()) {
      const std::string text = read_text(fixture);
      for (int i = 0; i < kDamagedCopies; ++i) {
        const std::size_t end = random() % text.size();
        CAPTURE(kind, fixture.filename().string(), end);
        check_import(importer, fixture, text.substr(0, end));
      }
    }
  }
}

TEST_CASE("no importer minds changed bytes", "[import_robustness]") {
  std::mt19937 random(2032);
  constexpr std::string_view kSigns = "{}[]()<>\"'\\,;:|&%@#=\n\r\t \0\x01\x80\xC3\xFF";
  for (const auto& [kind, importer] : importers()) {
    for (const fs::path& fixture : fixtures()) {
      for (int i = 0; i < kDamagedCopies; ++i) {
        std::string text = read_text(fixture);
        CAPTURE(kind, fixture.filename().string(), i);
        for (std::size_t n = 1 + random() % 8; n > 0; --n) {
          const std::size_t at = random() % text.size();
          text[at] = random() % 2 == 0 ? kSigns[random() % kSigns.size()]
                                       : static_cast<char>(random() % 256);
        }
        check_import(importer, fixture, text);
      }
    }
  }
}

}  // namespace
}  // namespace paperfind
