// What an import has to say: how much was read, kept, repaired and rejected, and why.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace paperfind {

struct ImportSummary {
  struct Reject {
    std::string where;  // "file:line"
    std::string reason;
  };
  std::string unit = "records";  // what `read` counts
  std::size_t read = 0;          // kept + rejected + left out + schedule entries
  std::size_t kept = 0;          // papers written
  std::size_t repaired = 0;      // of those, the ones that needed a repair
  std::size_t rejected = 0;
  std::size_t schedule_entries = 0;
  std::map<std::string, std::size_t> repairs;   // papers by kind of repair
  std::map<std::string, std::size_t> left_out;  // no papers by nature: front matter
  std::vector<Reject> rejects;                  // in input order
  std::vector<Reject> notes;                    // what loses no paper but should be known

  // One line of counts, then one for each kind of repair, kind left out, note and reject.
  [[nodiscard]] std::string to_string() const;
};

}  // namespace paperfind
