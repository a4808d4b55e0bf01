// A whole corpus as its reader gives it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/record/corpus.h"
#include "tests/catch.h"

namespace paperfind::testing {

struct ReadCorpus {
  CorpusFrame frame;
  std::vector<Paper> papers;
  std::vector<std::string> positions;  // of the papers, "file:line:column"
  std::vector<Finding> findings;
};

inline ReadCorpus read_corpus(const std::filesystem::path& path,
                              const std::filesystem::path& authority = {}) {
  ReadCorpus out;
  const Result<CorpusReader> reader = CorpusReader::open(path, authority);
  REQUIRE(reader.ok());
  Result<CorpusFrame> frame = reader->read_frame(out.findings);
  REQUIRE(frame.ok());
  out.frame = std::move(frame).value();
  const Status read = reader->for_each_paper(
      out.frame, out.findings, [&](Paper&& paper, const SourcePosition& position) {
        out.papers.push_back(std::move(paper));
        out.positions.push_back(std::filesystem::path(position.file).filename().string() + ":" +
                                std::to_string(position.line) + ":" +
                                std::to_string(position.column));
        return true;
      });
  REQUIRE(read.ok());
  return out;
}

// "line:column: pointer: message (hint)", without the path of the file.
inline std::vector<std::string> shown(const ReadCorpus& corpus) {
  std::vector<std::string> out;
  for (const Finding& finding : corpus.findings) {
    const std::string text = finding.to_string();
    out.push_back(text.substr(
        std::filesystem::path(finding.position.file).parent_path().string().size() + 1));
  }
  return out;
}

inline std::string with_papers(const std::string& papers) {
  return "{\"schema\": 1,\n\"event\": {\"id\": \"sym\", \"name\": \"Sym\", \"year\": 2026, \"tz\": "
         "\"Europe/Zurich\"},\n\"sessions\": [{\"id\": \"s1\", \"title\": \"One\", \"event\": "
         "\"sym\", \"tz\": \"Asia/Tokyo\"}],\n\"papers\": [\n" +
         papers + "]}\n";
}

}  // namespace paperfind::testing
