// The authority file at work: a printed affiliation → the canonical institution it names.
#pragma once

#include <memory>
#include <optional>
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
  // acronym: it then names neither.
  static Result<InstitutionAuthority> create(std::vector<Institution> institutions);
  InstitutionAuthority(InstitutionAuthority&&) noexcept;
  InstitutionAuthority& operator=(InstitutionAuthority&&) noexcept;
  ~InstitutionAuthority();

  // Id of the canonical institution (its last successor) of a printed affiliation, or nothing. In
  // this order, first that gives one answer: the whole string as name, alias or acronym; a `match`
  // pattern; then the string's parts (between commas, semicolons, slashes, " - "), each compared
  // whole and together with those that follow it
  // ("University of Maryland, Baltimore County"), from the left. Roles, departments, places and
  // countries thus fall away; a string that names two different institutions gives the first. A
  // part may carry its acronym in brackets or stand after " at " ("Professor at UC Davis").
  // Compared are folded words: case, accents, umlaut spellings, punctuation, "the", "and", "of",
  // "at", legal forms (Inc, GmbH) and footnote marks do not count. A word more is another
  // institution.
  [[nodiscard]] std::optional<std::string> resolve(std::string_view raw) const;

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
