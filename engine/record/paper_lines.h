// Papers of a .jsonl file, parsed ahead of whoever checks them: parsing is half of the work of
// reading and needs nothing but the line.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/line_reader.h"
#include "engine/record/record_source.h"

namespace paperfind {

// Canonical lines start so, and then their kind is known without reading on.
inline constexpr std::string_view kKindPrefix = R"({"kind":")";
inline constexpr std::string_view kPaperPrefix = R"({"kind":"paper")";

bool is_blank(std::string_view line);

// A line taken out of its file, and what it says.
struct ParsedLine {
  std::size_t number = 0;
  std::string text;
  std::unique_ptr<nlohmann::json> paper;  // null: of another kind, or no JSON
  std::vector<Finding> findings;
};

class PaperLines {
 public:
  // `is_known`: true for the text of a line that need not be parsed; asked from one thread after
  // another. All must outlive it.
  PaperLines(LineReader& reader, const std::filesystem::path& path,
             const std::function<bool(std::string_view)>& is_known)
      : reader_(reader), path_(path.string()), is_known_(is_known) {}
  ~PaperLines();
  PaperLines(const PaperLines&) = delete;
  PaperLines& operator=(const PaperLines&) = delete;

  [[nodiscard]] RecordSource source_of(const ParsedLine& line) const {
    return {path_, "", {line.number, 1}, line.text};
  }

  // Some of them; empty at the end.
  std::vector<ParsedLine> next();

 private:
  std::vector<ParsedLine> parse();

  LineReader& reader_;
  std::string path_;
  const std::function<bool(std::string_view)>& is_known_;
  std::future<std::vector<ParsedLine>> coming_;
};

}  // namespace paperfind
