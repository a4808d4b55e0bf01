#include "tests/unit/indexer/imported.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {

namespace fs = std::filesystem;

namespace {

template <typename Record>
const Record& with_id(const std::vector<Record>& records, const std::string& id) {
  const auto it = std::find_if(records.begin(), records.end(),
                               [&](const Record& record) { return record.id == id; });
  CAPTURE(id);
  REQUIRE(it != records.end());
  return *it;
}

}  // namespace

Paper Imported::paper(const std::string& id) const { return with_id(papers, id); }
Session Imported::session(const std::string& id) const { return with_id(frame.sessions, id); }

std::vector<std::string> Imported::rejects() const {
  std::vector<std::string> out;
  for (const ImportSummary::Reject& reject : summary.rejects) {
    out.push_back(reject.where.substr(reject.where.rfind(':') + 1) + ": " + reject.reason);
  }
  return out;
}

Imported import_files(const Importer& importer, const std::vector<fs::path>& inputs,
                      const ImportSettings& settings, const std::string& output_name) {
  const TempDir folder;
  const fs::path output = folder / output_name;
  Imported out;
  for (int turn = 0; turn < 2; ++turn) {
    const Result<ImportSummary> summary = importer({inputs, output, settings});
    if (!summary.ok()) FAIL(summary.error().to_string());
    if (turn > 0) CHECK(read_text(output) == out.bytes);
    out.summary = *summary;
    out.bytes = read_text(output);
  }
  std::vector<Finding> findings;
  const auto reader = CorpusReader::open(output);
  REQUIRE(reader.ok());
  auto frame = reader->read_frame(findings);
  REQUIRE(frame.ok());
  out.frame = std::move(frame).value();
  const Status read =
      reader->for_each_paper(out.frame, findings, [&](Paper&& paper, const SourcePosition&) {
        out.papers.push_back(std::move(paper));
        return true;
      });
  REQUIRE(read.ok());
  for (const Finding& finding : findings) FAIL_CHECK(finding.to_string());
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
  CHECK(out.summary.kept == out.papers.size());
  std::size_t left_out = 0;
  for (const auto& [what, count] : out.summary.left_out) left_out += count;
  CHECK(out.summary.read ==
        out.summary.kept + out.summary.rejected + left_out + out.summary.schedule_entries);
  return out;
}

Imported import_text(const Importer& importer, const std::string& name, const std::string& text,
                     const ImportSettings& settings) {
  const TempDir folder;
  write_text(folder / name, text);
  return import_files(importer, {folder / name}, settings);
}

fs::path import_fixture(const std::string& name) {
  return fs::path(PAPERFIND_SOURCE_DIR "/tests/fixtures/import") / name;
}

}  // namespace paperfind::testing
