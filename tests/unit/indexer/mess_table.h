// The table "What real data has wrong" of docs/importing.md, read as tests.
#pragma once

#include <string>
#include <vector>

namespace paperfind::testing {

struct MessRow {
  std::string kind;
  // Of an example that one field says: the field, the text in it and the text that is kept. Of
  // other rows all three are empty.
  std::string field;
  std::string text;
  std::string kept;
  std::vector<std::string> found_by;      // queries
  std::vector<std::string> not_found_by;  // queries
  std::vector<std::string> institutions;  // ids counted
};

std::vector<MessRow> mess_table();

}  // namespace paperfind::testing
