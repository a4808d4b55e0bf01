// What an importer wrote, read back.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/record/corpus.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind::testing {

using Importer = std::function<Result<ImportSummary>(const ImportJob&)>;

struct Imported {
  ImportSummary summary;
  std::string bytes;
  CorpusFrame frame;
  std::vector<Paper> papers;

  [[nodiscard]] Paper paper(const std::string& id) const;
  [[nodiscard]] Session session(const std::string& id) const;
  // "line: reason" of each reject.
  [[nodiscard]] std::vector<std::string> rejects() const;
};

// Imports twice, which must give the same bytes, and reads back what was written: a corpus without
// a finding, and no other file.
Imported import_files(const Importer& importer, const std::vector<std::filesystem::path>& inputs,
                      const ImportSettings& settings = {},
                      const std::string& output_name = "out.jsonl");
// The same of one file `name` with that text.
Imported import_text(const Importer& importer, const std::string& name, const std::string& text,
                     const ImportSettings& settings = {});

// A file of tests/fixtures/import.
std::filesystem::path import_fixture(const std::string& name);

}  // namespace paperfind::testing
