// The names of institutions, found in the words of a printed affiliation.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/record/paper.h"
#include "engine/text/affiliation.h"

namespace paperfind {

class InstitutionNames {
 public:
  using Owner = std::uint32_t;

  // False when the name is another's already; `owner_of` says whose.
  bool claim(const std::string& name, Owner owner);
  // An umlaut spelling: counts for less than what is written out.
  void claim_softly(const std::string& name, Owner owner);
  // `place`: city and country, folded; says which of several is meant.
  void claim_acronym(const std::string& acronym, Owner owner, std::vector<std::string> places);
  // The city may follow the name without a comma. A name that is also a city's names the
  // institution only when nothing else is printed.
  void add_city(Owner owner, const std::string& city);
  [[nodiscard]] std::optional<Owner> owner_of(std::string_view name) const;
  // By name or acronym, for filters typed by people.
  [[nodiscard]] std::vector<Owner> owners_of(std::string_view text) const;

  // Owners of the names in `raw`, from the left, each once.
  [[nodiscard]] std::vector<Owner> find_in(std::string_view raw) const;

 private:
  using Words = std::vector<AffiliationWord>;
  struct Acronym {
    std::string written;
    Owner owner = 0;
    std::vector<std::string> places;
  };
  struct Claims {
    std::optional<Owner> named;
    std::vector<Acronym> acronyms;
    bool city = false;
  };
  struct Match {
    Owner owner = 0;
    std::size_t end = 0;  // behind its last word
  };

  Claims& claims_of(const std::string& key);
  [[nodiscard]] std::string corrected(const std::string& word) const;
  void correct(Words& words) const;
  [[nodiscard]] std::vector<Owner> find_names(const Words& words, std::string_view raw) const;
  [[nodiscard]] bool begins_at(const Words& words, std::size_t begin, std::size_t matched_to) const;
  [[nodiscard]] bool ends_at(const Words& words, std::size_t begin, const Match& match,
                             std::string_view raw) const;
  [[nodiscard]] std::vector<Owner> find_squeezed(std::string_view raw) const;
  // Names that begin with a word, the shortest first.
  [[nodiscard]] std::vector<Match> names_at(const Words& words, std::size_t begin,
                                            std::string_view raw) const;
  // The longest with nothing behind it that makes it another name.
  [[nodiscard]] std::optional<Match> name_at(const Words& words, std::size_t begin,
                                             std::string_view raw) const;
  [[nodiscard]] std::optional<Owner> meant(const Claims& claims, const Words& words,
                                           std::string_view raw) const;

  std::unordered_map<std::string, Claims> by_key_;
  std::unordered_map<std::string, std::optional<Owner>> by_letters_;  // empty: two share them
  std::unordered_map<std::string, std::size_t> longest_;  // first word → words of its longest name
  std::unordered_set<std::string> vocabulary_;
  std::unordered_map<Owner, std::string> cities_;  // the first word of each
};

}  // namespace paperfind
