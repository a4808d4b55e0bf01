// Lines that name people: "Haoyu REN, PhD Student, Technical University of Munich".
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind::program_page {

// Institution names seen for certain: in the authority file, in the overrides, or alone behind a
// name on the same page.
class KnownInstitutions {
 public:
  void add(std::string_view printed);
  [[nodiscard]] bool contains(std::string_view text) const;
  // True when the first words spell a known institution.
  [[nodiscard]] bool starts(const std::vector<std::string_view>& words) const;

 private:
  std::set<std::string, std::less<>> keys_;
};

// A person as printed. `affiliation` keeps the source's form ("Reality Labs, Meta") and may be
// empty.
struct PrintedPerson {
  std::string name;         // as printed, "Yiyu Shi" for a name the source split by a comma
  std::string source_name;  // as printed when `name` differs from it: "Yiyu, Shi"
  std::string role;         // "PhD Student"
  std::string affiliation;
};

// How sure it is that a line names a person. Weak: a name, a comma and something in capitals.
// Strong: a surname in capitals, a role or an institution says so too.
enum class Likeness { None, Weak, Strong };
Likeness person_likeness(std::string_view line, const KnownInstitutions& known);
// A line that is just a name of two to five words, no comma.
bool is_bare_name(std::string_view line);

// The people of one line, usually one. Two stand in it when a semicolon, an "and" between two
// names, or a known institution directly followed by a name, a comma and another institution parts
// them.
std::vector<PrintedPerson> parse_people(std::string_view line, const KnownInstitutions& known);

// Institutions the line surely shows: its affiliation, when it holds one person. Empty otherwise.
std::string sure_affiliation(std::string_view line);

// What stands behind "Session Chair:", "Session Moderators:", "Chair:" …; nothing for another line.
std::optional<std::string> parse_chair_line(std::string_view line);

}  // namespace paperfind::program_page
