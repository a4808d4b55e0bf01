#include "indexer/import/csv_rows.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/record/json_reader.h"

namespace paperfind {
namespace {

// Broken rows are read again from their second line on; a file that is no CSV must not take
// for ever.
constexpr std::size_t kMaxReadAgain = std::size_t{64} << 20;

constexpr std::size_t kFieldBlock = std::size_t{1} << 16;

struct Collected {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> fields;
};

extern "C" {
void take_field(void* text, std::size_t length, void* collected) {
  static_cast<Collected*>(collected)->fields.emplace_back(static_cast<const char*>(text), length);
}
void take_row(int /*terminator*/, void* collected) {
  auto& out = *static_cast<Collected*>(collected);
  out.rows.push_back(std::exchange(out.fields, {}));
}
}

// libcsv's parser, freed in the end.
class Parser {
 public:
  explicit Parser(char separator) {
    ready_ = csv_init(&parser_, 0) == 0;
    if (!ready_) return;
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    // By default a field grows by 128 bytes at a time, which long ones take a minute for.
    csv_set_blk_size(&parser_, kFieldBlock);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() {
    if (ready_) csv_free(&parser_);
  }

  bool feed(std::string_view text, Collected& out) {
    return ready_ &&
           csv_parse(&parser_, text.data(), text.size(), take_field, take_row, &out) == text.size();
  }

 private:
  csv_parser parser_{};
  bool ready_ = false;
};

char separator_of(std::string_view header) {
  const auto count = [&](char c) { return std::count(header.begin(), header.end(), c); };
  constexpr char kSeparators[] = {',', ';', '\t'};
  return *std::max_element(std::begin(kSeparators), std::end(kSeparators),
                           [&](char a, char b) { return count(a) < count(b); });
}

}  // namespace

bool CsvRows::next_line(Physical& line) {
  if (!again_.empty()) {
    line = std::move(again_.front());
    again_.pop_front();
    return true;
  }
  Line next;
  if (!lines_.next(next)) return false;
  line = {std::string(next.text), next.number, next.too_long, false};
  return true;
}

// The first line of a broken row is given up; what stood behind it is read again.
void CsvRows::distrust(CsvRow& row, std::vector<Physical>& lines, std::string fault) {
  row.fields.clear();
  row.fault = std::move(fault);
  if (lines.size() < 2) return;
  std::size_t bytes = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) bytes += lines[i].text.size() + 1;
  read_again_ += bytes;
  if (read_again_ > kMaxReadAgain) {
    row.fault += fmt::format(", and so are the lines up to {}", lines.back().number);
    return;
  }
  ready_.clear();  // of its last line
  for (Physical& line : lines) line.again = true;
  again_.insert(again_.begin(), std::make_move_iterator(lines.begin() + 1),
                std::make_move_iterator(lines.end()));
}

// Reads the lines of one row, or of several that a bare carriage return parts.
bool CsvRows::read_row(CsvRow& row, std::vector<Physical>& lines) {
  Collected collected;
  std::size_t bytes = 0;
  std::optional<Parser> parser;
  for (Physical line; next_line(line);) {
    if (lines.empty() && line.text.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (width_ == 0 && lines.empty()) separator_ = separator_of(line.text);
    if (!parser) parser.emplace(separator_);
    lines.push_back(line);
    row.line = lines.front().number;
    bytes += line.text.size() + 1;
    if (line.too_long || bytes > kMaxRecordBytes) {
      distrust(row, lines,
               fmt::format("is longer than {} bytes: a quote may be missing", kMaxRecordBytes));
      return true;
    }
    if (!parser->feed(line.text + "\n", collected)) {
      distrust(row, lines, "is no row of a CSV file");
      return true;
    }
    if (collected.rows.empty()) continue;
    row.fields = std::move(collected.rows.front());
    for (std::size_t i = 1; i < collected.rows.size(); ++i) {
      ready_.push_back({line.number, std::move(collected.rows[i]), {}});
    }
    return true;
  }
  if (lines.empty()) return false;
  distrust(row, lines, "has a quote that is never closed");
  return true;
}

bool CsvRows::next(CsvRow& row) {
  row = {};
  std::vector<Physical> lines;
  if (!ready_.empty()) {
    row = std::move(ready_.front());
    ready_.pop_front();
  } else if (!read_row(row, lines)) {
    return false;
  }
  if (!row.fault.empty()) return true;
  if (width_ == 0) width_ = row.fields.size();
  while (row.fields.size() > width_ && row.fields.back().empty()) row.fields.pop_back();
  const std::size_t count = row.fields.size();
  const bool unsure = lines.size() > 1 || (!lines.empty() && lines.front().again);
  if (count > width_ || (count < width_ && unsure)) {
    distrust(row, lines, fmt::format("has {} columns, the header {}", count, width_));
  }
  return true;
}

}  // namespace paperfind
