// The rows of a CSV file one after another (RFC 4180, read by libcsv), each with the line it begins
// on.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/line_reader.h"

namespace paperfind {

struct CsvRow {
  std::size_t line = 0;  // where it begins
  std::vector<std::string> fields;
  std::string fault;  // why it is no row; then there are no fields
};

class CsvRows {
 public:
  explicit CsvRows(LineReader& lines) : lines_(lines) {}

  // Blank lines are no rows. The first row is the header: it decides on the separator (',', ';' or
  // a tab) and on how many fields there are. A row of several lines that has another number is not
  // trusted: its first line is a fault, and reading goes on behind it. What is read again so may be
  // the middle of a text, and is no row where it has fewer.
  bool next(CsvRow& row);

 private:
  struct Physical {
    std::string text;
    std::size_t number = 0;
    bool too_long = false;
    bool again = false;  // it was part of a row that was not trusted
  };
  bool next_line(Physical& line);
  bool read_row(CsvRow& row, std::vector<Physical>& lines);
  void distrust(CsvRow& row, std::vector<Physical>& lines, std::string fault);

  LineReader& lines_;
  std::deque<Physical> again_;  // lines to read once more
  std::size_t read_again_ = 0;  // bytes so far
  std::deque<CsvRow> ready_;    // rows of a line with bare carriage returns
  std::size_t width_ = 0;       // fields of the header
  char separator_ = ',';
};

}  // namespace paperfind
