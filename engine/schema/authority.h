// The authority file at work: a printed affiliation → the canonical institution it names.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"

namespace paperfind {

class InstitutionAuthority {
 public:
  // InvalidData when two institutions claim one name or alias or one id, a `match` pattern is no
  // regular expression, or a parent or successor is unknown or leads in a circle. Two may share an
  // acronym.
  static Result<InstitutionAuthority> create(std::vector<Institution> institutions);
  InstitutionAuthority(InstitutionAuthority&&) noexcept;
  InstitutionAuthority& operator=(InstitutionAuthority&&) noexcept;
  ~InstitutionAuthority();

  // Ids of the canonical institutions (their last successors) a printed affiliation names, from the
  // left, each once; then those of `match` patterns found in it. A name is an institution's name,
  // alias or acronym, the longest that stands there, also over commas ("University of Maryland,
  // Baltimore County"), with nothing beside it that makes it another name: it begins a part
  // (between commas, semicolons, slashes, daggers, " - ", "and") or follows a unit ("Department of
  // Statistics"), and ends a part or is followed by a unit, a place or a number. Thus "Zhejiang
  // University of Technology" is not Zhejiang University's and "University of Washington Tacoma"
  // nobody's, unless they are in the file themselves. A name that is also the institution's city
  // (Princeton) must be the whole string; an acronym two share names the one whose country or city
  // is printed too. Compared are folded words: case, accents, umlaut spellings, punctuation, "the",
  // "and", "of", "at", legal forms (Inc, GmbH) and footnote marks do not count.
  [[nodiscard]] std::vector<std::string> resolve(std::string_view raw) const;

  // By id; follows `successor`. Null when unknown.
  [[nodiscard]] const Institution* find(std::string_view id) const;

  // Institution a label, alias, acronym or id names exactly (folded), for filters typed by people.
  // Sorted ids; more than one when ambiguous.
  [[nodiscard]] std::vector<std::string> lookup(std::string_view text) const;

  [[nodiscard]] const std::vector<Institution>& all() const;

 private:
  struct Impl;
  explicit InstitutionAuthority(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace paperfind
