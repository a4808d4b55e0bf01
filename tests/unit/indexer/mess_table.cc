#include "tests/unit/indexer/mess_table.h"

#include <algorithm>
#include <iterator>
#include <regex>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

constexpr const char* kHeading = "## What real data has wrong, and what becomes of it\n";
constexpr const char* kFields[] = {"title",   "abstract", "name", "affiliation",
                                   "session", "doi",      "url",  "pages"};

std::string utf8(unsigned character) {
  std::string out;
  if (character < 0x80) return {static_cast<char>(character)};
  if (character < 0x800) {
    out += static_cast<char>(0xC0 | character >> 6);
  } else {
    out += static_cast<char>(0xE0 | character >> 12);
    out += static_cast<char>(0x80 | (character >> 6 & 0x3F));
  }
  return out + static_cast<char>(0x80 | (character & 0x3F));
}

// With "\u00AD" and its like as the character.
std::string unescaped(const std::string& text) {
  static const std::regex kEscape(R"(\\u([0-9A-F]{4}))");
  std::string out;
  auto rest = text.cbegin();
  for (std::sregex_iterator it(text.begin(), text.end(), kEscape), end; it != end; ++it) {
    out.append(rest, (*it)[0].first);
    out += utf8(static_cast<unsigned>(std::stoul((*it)[1].str(), nullptr, 16)));
    rest = (*it)[0].second;
  }
  return out.append(rest, text.cend());
}

// The cells of a row; "\|" parts none.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '|' && line[i - 1] != '\\') {
      const std::size_t begin = cell.find_first_not_of(' ');
      const std::size_t end = cell.find_last_not_of(' ');
      cells.push_back(begin == std::string::npos ? "" : cell.substr(begin, end - begin + 1));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return cells;
}

// What stands between backquotes.
std::vector<std::string> codes_of(const std::string& cell) {
  std::vector<std::string> codes;
  std::size_t begin = cell.find('`');
  while (begin != std::string::npos) {
    const std::size_t end = cell.find('`', begin + 1);
    REQUIRE(end != std::string::npos);
    codes.push_back(unescaped(cell.substr(begin + 1, end - begin - 1)));
    begin = cell.find('`', end + 1);
  }
  return codes;
}

MessRow row_of(const std::vector<std::string>& cells) {
  MessRow row;
  row.kind = cells[0];
  const std::string field = cells[1].substr(0, cells[1].find(" `"));
  if (std::find(std::begin(kFields), std::end(kFields), field) == std::end(kFields)) return row;
  row.field = field;
  row.text = codes_of(cells[1]).at(0);
  const std::vector<std::string> kept = codes_of(cells[2]);
  if (!kept.empty()) row.kept = kept[0];
  if (cells[2].starts_with("the same")) row.kept = row.text;
  if (cells[3].starts_with("institution ")) {
    row.institutions = codes_of(cells[3]);
    return row;
  }
  const std::size_t without = cells[3].find("; not by ");
  row.found_by = codes_of(cells[3].substr(0, without));
  if (without != std::string::npos) row.not_found_by = codes_of(cells[3].substr(without));
  return row;
}

}  // namespace

std::vector<MessRow> mess_table() {
  const std::string page = read_text(PAPERFIND_SOURCE_DIR "/docs/importing.md");
  std::size_t at = page.find(kHeading);
  REQUIRE(at != std::string::npos);
  const std::string rule = "\n|---|---|---|---|\n";
  at = page.find(rule, at);
  REQUIRE(at != std::string::npos);
  at += rule.size();
  std::vector<MessRow> rows;
  while (page[at] == '|') {
    const std::size_t end = page.find('\n', at);
    const std::vector<std::string> cells = cells_of(page.substr(at, end - at));
    CAPTURE(page.substr(at, end - at));
    REQUIRE(cells.size() == 4);
    rows.push_back(row_of(cells));
    at = end + 1;
  }
  return rows;
}

}  // namespace paperfind::testing
