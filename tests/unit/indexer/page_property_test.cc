// Whatever the page: no crash, no line lost without a word, valid and unique ids.
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/record/identifiers.h"
#include "engine/record/record_json.h"
#include "engine/record/validate.h"
#include "indexer/import/program_page.h"
#include "tests/catch.h"
#include "tests/unit/indexer/page_files.h"

namespace paperfind {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::size_t non_blank(const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  return static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
        return line.find_first_not_of(" \t\r\xC2\xA0") != std::string::npos;
      }));
}

// Holds for every page that is read; a page that is refused says why.
void check_page(const std::string& text, bool count_lines) {
  const Overrides overrides = test::overrides_of(
      R"({"schema": 1, "event": {"name": "Any", "tz": "America/Los_Angeles", "year": 2022, "start": "2022-03-28"}})");
  const Result<ProgramPageImport> import = import_program_page(text, "any", overrides);
  if (!import) {
    REQUIRE_FALSE(import.error().message.empty());
    return;
  }
  REQUIRE(test::adds_up(*import));
  if (count_lines) REQUIRE(import->lines == non_blank(text));
  std::set<std::string> ids;
  for (const Paper& paper : import->file.papers) {
    REQUIRE(is_valid_id(paper.id));
    REQUIRE(ids.insert(paper.id).second);
  }
  const SchemaChecker checker;
  const nlohmann::json file = nlohmann::json::parse(to_text(import->file));
  REQUIRE(checker.accepts(SchemaKind::Corpus, file));
}

TEST_CASE("lines in any order are all accounted for", "[property]") {
  std::mt19937 random(20220328);
  std::vector<std::string> lines = lines_of(test::source_file("corpus/sources/tinyml-2022.txt"));
  for (int round = 0; round < 25; ++round) {
    CAPTURE(round);
    std::shuffle(lines.begin(), lines.end(), random);
    check_page(joined(lines), true);
  }
}

TEST_CASE("a page cut off anywhere, and with lines dropped or doubled", "[property]") {
  std::mt19937 random(7);
  const std::string whole = test::source_file("corpus/sources/tinyml-2022.txt");
  for (int round = 0; round < 25; ++round) {
    CAPTURE(round);
    check_page(whole.substr(0, random() % whole.size()), false);
    std::vector<std::string> lines = lines_of(whole);
    for (int n = 0; n < 20; ++n) {
      const std::size_t at = random() % lines.size();
      if (random() % 2 == 0) {
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
      } else {
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(random() % lines.size()),
                     std::string(lines[at]));
      }
    }
    check_page(joined(lines), true);
  }
}

TEST_CASE("garbage between the lines", "[property]") {
  static const std::vector<std::string> kGarbage = {",",
                                                    ",,,",
                                                    ", ,",
                                                    ";",
                                                    "•",
                                                    "• ",
                                                    "Abstract",
                                                    "Abstract (English)",
                                                    "YouTube",
                                                    "• Slides",
                                                    "Session Chair:",
                                                    "Session Chair: ,",
                                                    "Session Chair: ; ;",
                                                    "Day 2",
                                                    "Day 99",
                                                    "February 30, 2022",
                                                    "March 28, 9999",
                                                    "UTC+14",
                                                    "CST",
                                                    "9:00 am to 9:00 am",
                                                    "11:59 pm to 12:01 am",
                                                    "99:99 am to 1:00 am",
                                                    "A, B, C",
                                                    "É, È, Ê",
                                                    "周小磊",
                                                    "\xFF\xFE\xFD",
                                                    "\xED\xA0\x80",
                                                    "$",
                                                    "$$$\\",
                                                    "\\",
                                                    "–",
                                                    "-",
                                                    "* * *",
                                                    "Keynote",
                                                    "Tutorial",
                                                    "Tutorial by",
                                                    "Tutorial by - ",
                                                    "Panel",
                                                    "Keynote by A B, C",
                                                    "Schedule",
                                                    std::string(5000, 'x'),
                                                    std::string(3000, ','),
                                                    std::string(900, ';'),
                                                    "A b, c; D e, f"};
  std::mt19937 random(11);
  const std::vector<std::string> page =
      lines_of(test::source_file("corpus/sources/tinyml-2022.txt"));
  for (int round = 0; round < 30; ++round) {
    CAPTURE(round);
    std::vector<std::string> lines = page;
    for (int n = 0; n < 25; ++n) {
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(random() % lines.size()),
                   kGarbage[random() % kGarbage.size()]);
    }
    check_page(joined(lines), false);
  }
}

TEST_CASE("random bytes with a time range in them", "[property]") {
  std::mt19937 random(13);
  for (int round = 0; round < 50; ++round) {
    CAPTURE(round);
    std::string text = "Title\n9:00 am to 10:00 am\n";
    for (int n = 0; n < 2000; ++n) text.push_back(static_cast<char>(random() % 256));
    check_page(text, false);
  }
}

}  // namespace
}  // namespace paperfind
