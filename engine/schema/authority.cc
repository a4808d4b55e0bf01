#include "engine/schema/authority.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "engine/schema/institution_names.h"
#include "engine/text/affiliation.h"
#include "engine/text/locale_names.h"
#include "engine/text/markup.h"
#include "engine/text/normalize.h"
#include "engine/text/pattern.h"

namespace paperfind {

struct InstitutionAuthority::Impl {
  std::vector<Institution> institutions;
  std::vector<std::uint32_t> canonical;  // index of the last successor of each
  std::unordered_map<std::string, std::uint32_t> by_id;
  InstitutionNames names;
  std::vector<std::pair<std::uint32_t, Pattern>> patterns;

  Status index_ids();
  Status check_links();
  Status claim_names();
  Status compile_patterns();
  Status claim(std::uint32_t index, const std::string& name);
  void claim_umlauts(std::uint32_t index, const std::string& name);
  void add_by_pattern(std::string_view raw, std::vector<std::uint32_t>& found) const;
};

Status InstitutionAuthority::Impl::index_ids() {
  for (std::uint32_t i = 0; i < institutions.size(); ++i) {
    const std::string& id = institutions[i].id;
    if (id.empty())
      return Error{ErrorCode::InvalidData, "institution without an id", institutions[i].name};
    if (!by_id.emplace(id, i).second) {
      return Error{ErrorCode::InvalidData, fmt::format("two institutions have the id \"{}\"", id),
                   id};
    }
  }
  return {};
}

Status InstitutionAuthority::Impl::check_links() {
  canonical.resize(institutions.size());
  const auto follow = [&](std::uint32_t start, std::string Institution::*link,
                          std::string_view what) -> Result<std::uint32_t> {
    std::uint32_t at = start;
    for (std::size_t steps = 0; !(institutions[at].*link).empty(); ++steps) {
      const auto next = by_id.find(institutions[at].*link);
      if (next == by_id.end()) {
        return Error{ErrorCode::InvalidData,
                     fmt::format("{} \"{}\" is unknown", what, institutions[at].*link),
                     institutions[at].id};
      }
      if (steps > institutions.size()) {
        return Error{ErrorCode::InvalidData, fmt::format("{} leads in a circle", what),
                     institutions[start].id};
      }
      at = next->second;
    }
    return at;
  };
  for (std::uint32_t i = 0; i < institutions.size(); ++i) {
    const Result<std::uint32_t> root = follow(i, &Institution::parent, "parent");
    if (!root.ok()) return root.error();
    const Result<std::uint32_t> last = follow(i, &Institution::successor, "successor");
    if (!last.ok()) return last.error();
    canonical[i] = last.value();
  }
  return {};
}

Status InstitutionAuthority::Impl::claim(std::uint32_t index, const std::string& name) {
  if (names.claim(name, canonical[index])) return {};
  return Error{ErrorCode::InvalidData,
               fmt::format("\"{}\" is claimed by two institutions, {} and {}", name,
                           institutions[*names.owner_of(name)].id, institutions[index].id),
               institutions[index].id, "take it out of one of them"};
}

void InstitutionAuthority::Impl::claim_umlauts(std::uint32_t index, const std::string& name) {
  const std::string umlauts = umlaut_spelling(name);
  if (!umlauts.empty()) names.claim_softly(umlauts, canonical[index]);
}

// Keys of the city and of the country, as affiliations print it.
std::vector<std::string> places_of(const Institution& institution) {
  std::vector<std::string> places;
  for (const std::string& place : {institution.city, country_name(institution.country)}) {
    if (!place.empty()) places.push_back(affiliation_key(place));
  }
  if (institution.country == "GB") places.insert(places.end(), {"uk", "england", "scotland"});
  if (institution.country == "US") places.insert(places.end(), {"usa", "us"});
  if (institution.country == "KR") places.emplace_back("korea");
  return places;
}

Status InstitutionAuthority::Impl::claim_names() {
  for (std::uint32_t i = 0; i < institutions.size(); ++i) {
    const Institution& institution = institutions[i];
    if (Status status = claim(i, institution.name); !status.ok()) return status;
    for (const std::string& alias : institution.aliases) {
      if (Status status = claim(i, alias); !status.ok()) return status;
    }
    const std::vector<std::string> places = places_of(institution);
    for (const std::string& acronym : institution.acronyms)
      names.claim_acronym(acronym, canonical[i], places);
  }
  // Afterwards, so that what is written out counts for more than what is derived.
  for (std::uint32_t i = 0; i < institutions.size(); ++i) {
    claim_umlauts(i, institutions[i].name);
    for (const std::string& alias : institutions[i].aliases) claim_umlauts(i, alias);
    names.add_city(canonical[i], institutions[i].city);
  }
  return {};
}

Status InstitutionAuthority::Impl::compile_patterns() {
  for (std::uint32_t i = 0; i < institutions.size(); ++i) {
    for (const std::string& expression : institutions[i].match) {
      Result<Pattern> pattern = Pattern::compile(expression);
      if (!pattern.ok())
        return Error{ErrorCode::InvalidData, pattern.error().message, institutions[i].id};
      patterns.emplace_back(canonical[i], std::move(pattern).value());
    }
  }
  return {};
}

void InstitutionAuthority::Impl::add_by_pattern(std::string_view raw,
                                                std::vector<std::uint32_t>& found) const {
  if (patterns.empty()) return;
  const std::string folded = fold(raw);
  for (const auto& [index, pattern] : patterns) {
    if (std::find(found.begin(), found.end(), index) != found.end()) continue;
    if (pattern.found_in(folded)) found.push_back(index);
  }
}

Result<InstitutionAuthority> InstitutionAuthority::create(std::vector<Institution> institutions) {
  auto impl = std::make_unique<Impl>();
  impl->institutions = std::move(institutions);
  for (const auto step :
       {&Impl::index_ids, &Impl::check_links, &Impl::claim_names, &Impl::compile_patterns}) {
    if (Status status = (*impl.*step)(); !status.ok()) return status.error();
  }
  return InstitutionAuthority(std::move(impl));
}

InstitutionAuthority::InstitutionAuthority(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
InstitutionAuthority::InstitutionAuthority(InstitutionAuthority&&) noexcept = default;
InstitutionAuthority& InstitutionAuthority::operator=(InstitutionAuthority&&) noexcept = default;
InstitutionAuthority::~InstitutionAuthority() = default;

std::vector<std::string> InstitutionAuthority::resolve(std::string_view raw) const {
  // Entities hold the very ';' that parts are split at.
  std::string decoded;
  if (raw.find_first_of("&\\<") != std::string_view::npos) raw = decoded = plain_text(raw);
  std::vector<std::uint32_t> found = impl_->names.find_in(raw);
  impl_->add_by_pattern(raw, found);
  std::vector<std::string> ids;
  ids.reserve(found.size());
  for (const std::uint32_t index : found) ids.push_back(impl_->institutions[index].id);
  return ids;
}

const Institution* InstitutionAuthority::find(std::string_view id) const {
  const auto found = impl_->by_id.find(std::string(id));
  return found == impl_->by_id.end() ? nullptr
                                     : &impl_->institutions[impl_->canonical[found->second]];
}

std::vector<std::string> InstitutionAuthority::lookup(std::string_view text) const {
  std::vector<std::string> ids;
  if (const Institution* by_id = find(text)) ids.push_back(by_id->id);
  for (const std::uint32_t index : impl_->names.owners_of(text))
    ids.push_back(impl_->institutions[index].id);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

const std::vector<Institution>& InstitutionAuthority::all() const { return impl_->institutions; }

}  // namespace paperfind
