// Printed people as authors and chairs, under the names the overrides want.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"
#include "indexer/import/overrides.h"
#include "indexer/import/page_people.h"
#include "indexer/import/page_sections.h"

namespace paperfind::program_page {

class NameBook {
 public:
  NameBook(const KnownInstitutions& known, const Overrides& overrides)
      : known_(known), overrides_(overrides) {}

  std::vector<Author> authors_of(const Talk& talk);
  std::vector<Chair> chairs_of(const std::string& line);

  // An error when the overrides name somebody who was never asked for.
  [[nodiscard]] Status check_all_used() const;

 private:
  // The name to show, and in `source` what the page has where that differs.
  std::string shown_name(const PrintedPerson& person, std::string& source);

  const KnownInstitutions& known_;
  const Overrides& overrides_;
  std::set<std::string> used_;
};

}  // namespace paperfind::program_page
