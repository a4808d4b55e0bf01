// From what a record says to what it means: people and institutions get ids, sessions lend their
// times.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/corpus.h"
#include "engine/record/paper.h"
#include "engine/schema/authority.h"

namespace paperfind {

// Where a paper stands in the whole programme: compared as a tuple, ties by id.
struct ProgrammeKey {
  int year_descending = 0;
  std::uint32_t session =
      0;  // rank among all sessions; papers without one come after those with one
  int position = 0;
  std::string id;
  friend auto operator<=>(const ProgrammeKey&, const ProgrammeKey&) = default;
};

// Holds the frame of a corpus. Deterministic: the same paper resolves alike whatever else the
// corpus holds.
class Resolver {
 public:
  static Result<Resolver> create(CorpusFrame frame);
  Resolver(Resolver&&) noexcept = default;
  Resolver& operator=(Resolver&&) noexcept = default;

  // Fills Author::person and Affiliation::institution where the record left them open; an
  // affiliation that names several institutions becomes one for each, with the same `raw`.
  void resolve(Paper& paper);

  [[nodiscard]] const CorpusFrame& frame() const { return frame_; }
  [[nodiscard]] const InstitutionAuthority& authority() const { return authority_; }
  [[nodiscard]] const Event* event(std::string_view id) const;
  [[nodiscard]] const Session* session(std::string_view id) const;
  // Rank in programme order over all events; sessions unknown get the last.
  [[nodiscard]] std::uint32_t session_rank(std::string_view id) const;

  [[nodiscard]] ProgrammeKey programme_key(const Paper& paper) const;
  // The event's year, else that of the publication day, else 0.
  [[nodiscard]] int year_of(const Paper& paper) const;
  // First presentation's day, else its session's, else the publication day, else empty.
  [[nodiscard]] std::string day_of(const Paper& paper) const;
  // Seconds since 1970 from which a paper may be shown, a day's first ones in the event's zone;
  // nothing: always.
  [[nodiscard]] std::optional<std::int64_t> visible_since(const Paper& paper) const;
  // By id, the record a merged one was merged into; null when no authority file knows it.
  [[nodiscard]] const Person* person(std::string_view id) const;
  // Display name of an institution id given to an affiliation by resolve().
  [[nodiscard]] std::string institution_name(const Affiliation& affiliation) const;

 private:
  explicit Resolver(CorpusFrame frame, InstitutionAuthority authority);
  [[nodiscard]] std::string person_of(const Author& author, const std::string& paper) const;
  void index_person(const Person& person);
  // Never empty: a string nothing is known of is an institution of its own.
  const std::vector<std::string>& institutions_of(const std::string& raw);
  void index_people();
  void rank_sessions();

  CorpusFrame frame_;
  InstitutionAuthority authority_;
  std::unordered_map<std::string, std::vector<std::string>> resolved_;  // by printed affiliation
  std::unordered_map<std::string, const Event*> events_;
  std::unordered_map<std::string, const Session*> sessions_;
  std::unordered_map<std::string, std::uint32_t> session_ranks_;
  // person_key of a name or variant → id; "" where two people share it and the name decides
  // nothing.
  std::unordered_map<std::string, std::string> person_by_key_;
  std::unordered_map<std::string, std::string> person_by_paper_;  // the same, after a paper's id
  std::unordered_map<std::string, std::string> person_by_orcid_;
  std::unordered_map<std::string, const Person*> people_;  // by id
};

}  // namespace paperfind
