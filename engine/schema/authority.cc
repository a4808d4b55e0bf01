#include "engine/schema/authority.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "engine/text/affiliation.h"
#include "engine/text/markup.h"
#include "engine/text/normalize.h"
#include "engine/text/pattern.h"

namespace paperfind {
namespace {

constexpr std::size_t kMaxSpan = 5;  // parts that together are one name

struct Claims {
  std::optional<std::uint32_t> named;   // by name or alias
  std::vector<std::uint32_t> acronyms;  // each once
};

}  // namespace

struct InstitutionAuthority::Impl {
  std::vector<Institution> institutions;
  std::vector<std::uint32_t> canonical;  // index of the last successor of each
  std::unordered_map<std::string, std::uint32_t> by_id;
  std::unordered_map<std::string, Claims> by_key;
  std::vector<std::pair<std::uint32_t, Pattern>> patterns;

  Status index_ids();
  Status check_links();
  Status claim_names();
  Status compile_patterns();
  Status claim(std::uint32_t index, const std::string& name);
  void claim_umlauts(std::uint32_t index, const std::string& name);

  [[nodiscard]] std::optional<std::uint32_t> answer(const std::string& key) const;
  [[nodiscard]] std::optional<std::uint32_t> answer(const AffiliationForms& forms) const;
  [[nodiscard]] std::optional<std::uint32_t> answer_by_pattern(std::string_view raw) const;
  [[nodiscard]] std::optional<std::uint32_t> answer_by_parts(
      const std::vector<std::string_view>& parts, std::vector<AffiliationForms> forms) const;
  [[nodiscard]] std::optional<std::uint32_t> answer_from(const std::vector<AffiliationForms>& parts,
                                                         std::size_t first) const;
  [[nodiscard]] std::optional<std::uint32_t> answer_inside(std::string_view part) const;
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
  const std::string key = whole_forms(name)[0];
  if (key.empty()) return {};
  std::optional<std::uint32_t>& named = by_key[key].named;
  if (named && *named != canonical[index]) {
    return Error{ErrorCode::InvalidData,
                 fmt::format("\"{}\" is claimed by two institutions, {} and {}", name,
                             institutions[*named].id, institutions[index].id),
                 institutions[index].id, "take it out of one of them"};
  }
  named = canonical[index];
  return {};
}

void InstitutionAuthority::Impl::claim_umlauts(std::uint32_t index, const std::string& name) {
  const std::string umlauts = umlaut_spelling(name);
  if (umlauts.empty()) return;
  std::optional<std::uint32_t>& named = by_key[whole_forms(umlauts)[0]].named;
  if (!named) named = canonical[index];
}

Status InstitutionAuthority::Impl::claim_names() {
  for (std::uint32_t i = 0; i < institutions.size(); ++i) {
    if (Status status = claim(i, institutions[i].name); !status.ok()) return status;
    for (const std::string& alias : institutions[i].aliases) {
      if (Status status = claim(i, alias); !status.ok()) return status;
    }
    for (const std::string& acronym : institutions[i].acronyms) {
      std::vector<std::uint32_t>& claimed = by_key[whole_forms(acronym)[0]].acronyms;
      if (std::find(claimed.begin(), claimed.end(), canonical[i]) == claimed.end())
        claimed.push_back(canonical[i]);
    }
  }
  // Afterwards, so that what is written out counts for more than what is derived.
  for (std::uint32_t i = 0; i < institutions.size(); ++i) {
    claim_umlauts(i, institutions[i].name);
    for (const std::string& alias : institutions[i].aliases) claim_umlauts(i, alias);
  }
  by_key.erase("");
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

std::optional<std::uint32_t> InstitutionAuthority::Impl::answer(const std::string& key) const {
  const auto found = by_key.find(key);
  if (found == by_key.end()) return std::nullopt;
  const Claims& claims = found->second;
  if (claims.named) return claims.named;
  return claims.acronyms.size() == 1 ? std::optional(claims.acronyms.front()) : std::nullopt;
}

std::optional<std::uint32_t> InstitutionAuthority::Impl::answer(
    const AffiliationForms& forms) const {
  for (std::size_t form = 0; form < kAffiliationForms; ++form) {
    if (form > 0 && forms[form] == forms[form - 1]) continue;
    if (const auto found = answer(forms[form])) return found;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> InstitutionAuthority::Impl::answer_by_pattern(
    std::string_view raw) const {
  if (patterns.empty()) return std::nullopt;
  const std::string folded = fold(raw);
  std::optional<std::uint32_t> found;
  for (const auto& [index, pattern] : patterns) {
    if ((found && *found == index) || !pattern.found_in(folded)) continue;
    if (found) return std::nullopt;
    found = index;
  }
  return found;
}

// A name that begins with part `first`, the longest there is.
std::optional<std::uint32_t> InstitutionAuthority::Impl::answer_from(
    const std::vector<AffiliationForms>& parts, std::size_t first) const {
  for (std::size_t last = std::min(parts.size(), first + kMaxSpan); last > first; --last) {
    if (const auto found = answer(together(parts, first, last))) return found;
  }
  return std::nullopt;
}

// Names inside one part: its acronym in brackets, the sides of " and ".
std::optional<std::uint32_t> InstitutionAuthority::Impl::answer_inside(
    std::string_view part) const {
  if (const auto bracket = acronym_bracket(part)) {
    if (const auto found = answer(forms_of(bracket->inside, false))) return found;
  }
  for (const std::string_view word : {" and ", " & "}) {
    const std::size_t where = part.find(word);
    if (where == std::string_view::npos) continue;
    if (const auto found = answer(forms_of(part.substr(0, where), false))) return found;
    if (const auto found = answer(forms_of(part.substr(where + word.size()), false))) return found;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> InstitutionAuthority::Impl::answer_by_parts(
    const std::vector<std::string_view>& parts, std::vector<AffiliationForms> forms) const {
  constexpr std::string_view kAt = " at ";
  for (std::size_t first = 0; first < parts.size(); ++first) {
    if (const auto found = answer_from(forms, first)) return found;
    if (const auto found = answer_inside(parts[first])) return found;
    // "Professor at UC Davis"; parts before are done with, so the role may go.
    const std::size_t at = parts[first].rfind(kAt);
    if (at == std::string_view::npos) continue;
    forms[first] = forms_of(parts[first].substr(at + kAt.size()), false);
    if (const auto found = answer_from(forms, first)) return found;
  }
  return std::nullopt;
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

std::optional<std::string> InstitutionAuthority::resolve(std::string_view raw) const {
  // Entities hold the very ';' that parts are split at.
  std::string decoded;
  if (raw.find_first_of("&\\<") != std::string_view::npos) raw = decoded = plain_text(raw);
  const std::vector<std::string_view> parts = split_parts(raw);
  std::vector<AffiliationForms> forms = forms_of_parts(parts);
  std::optional<std::uint32_t> found = impl_->answer(together(forms, 0, forms.size()));
  if (!found) found = impl_->answer_by_pattern(raw);
  if (!found) found = impl_->answer_by_parts(parts, std::move(forms));
  if (!found) return std::nullopt;
  return impl_->institutions[*found].id;
}

const Institution* InstitutionAuthority::find(std::string_view id) const {
  const auto found = impl_->by_id.find(std::string(id));
  return found == impl_->by_id.end() ? nullptr
                                     : &impl_->institutions[impl_->canonical[found->second]];
}

std::vector<std::string> InstitutionAuthority::lookup(std::string_view text) const {
  std::vector<std::string> ids;
  if (const Institution* by_id = find(text)) ids.push_back(by_id->id);
  for (const std::string& key : whole_forms(text)) {
    const auto found = impl_->by_key.find(key);
    if (found == impl_->by_key.end()) continue;
    if (found->second.named) ids.push_back(impl_->institutions[*found->second.named].id);
    for (const std::uint32_t index : found->second.acronyms)
      ids.push_back(impl_->institutions[index].id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

const std::vector<Institution>& InstitutionAuthority::all() const { return impl_->institutions; }

}  // namespace paperfind
