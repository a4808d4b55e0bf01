#include "indexer/authority/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/schema/authority.h"
#include "engine/text/affiliation.h"
#include "indexer/authority/built_in.h"

namespace paperfind {
namespace {

constexpr std::size_t kWithCandidates = 500;  // looking for them takes a millisecond each
constexpr std::size_t kCandidates = 3;

struct Counted {
  std::size_t papers = 0;
  bool matched = false;
};
using Counts = std::unordered_map<std::string, Counted>;

// Names an affiliation may have meant: one that stands in it with something beside it, then the one
// nearest in spelling to each part.
class Candidates {
 public:
  explicit Candidates(const InstitutionAuthority& authority) {
    for (const Institution& institution : authority.all()) {
      add(institution.name, institution);
      for (const std::string& alias : institution.aliases) add(alias, institution);
    }
  }

  std::vector<std::string> of(std::string_view raw) const {
    std::vector<std::string> out;
    const auto add_once = [&out](const std::string& label) {
      if (out.size() < kCandidates && std::find(out.begin(), out.end(), label) == out.end())
        out.push_back(label);
    };
    const std::vector<std::string> parts = parts_of(raw);
    for (const std::string& part : parts) {
      for (const auto& [key, label] : labels_) {
        if (key.find(' ') != std::string::npos &&
            (" " + part + " ").find(" " + key + " ") != std::string::npos)
          add_once(label);
      }
    }
    for (const std::string& part : parts) {
      if (const auto near = nearest(part, keys_)) add_once(labels_.at(*near));
    }
    return out;
  }

 private:
  void add(const std::string& name, const Institution& institution) {
    const std::string key = affiliation_key(name);
    const std::string label = fmt::format("{} ({})", institution.id, institution.name);
    if (labels_.emplace(key, label).second) keys_.push_back(key);
  }

  static std::vector<std::string> parts_of(std::string_view raw) {
    std::vector<std::string> parts;
    for (const AffiliationWord& word : affiliation_words(raw)) {
      if (word.starts_part || parts.empty()) {
        parts.push_back(word.text);
      } else {
        parts.back() += ' ' + word.text;
      }
    }
    return parts;
  }

  std::map<std::string, std::string> labels_;  // by key
  std::vector<std::string> keys_;
};

void count_paper(const Paper& paper, const InstitutionAuthority& authority, Counts& counts,
                 AuthorityReport& report) {
  std::set<std::string_view> seen;
  bool unmatched = false;
  for (const Author& author : paper.authors) {
    for (const Affiliation& affiliation : author.affiliations) {
      if (affiliation.raw.empty() || !affiliation.institution.empty()) continue;
      if (!seen.insert(affiliation.raw).second) continue;
      const auto [entry, fresh] = counts.try_emplace(affiliation.raw);
      if (fresh) entry->second.matched = !authority.resolve(affiliation.raw).empty();
      ++entry->second.papers;
      ++report.mentions;
      if (entry->second.matched) ++report.matched;
      unmatched = unmatched || !entry->second.matched;
    }
  }
  if (!seen.empty()) ++report.papers;
  if (unmatched) ++report.papers_unmatched;
}

void list_unmatched(const Counts& counts, AuthorityReport& report) {
  for (const auto& [raw, counted] : counts) {
    if (!counted.matched) report.unmatched.push_back({raw, counted.papers, {}});
  }
  std::sort(report.unmatched.begin(), report.unmatched.end(), [](const auto& a, const auto& b) {
    return a.papers != b.papers ? a.papers > b.papers : a.raw < b.raw;
  });
  report.distinct = counts.size();
  report.distinct_matched = counts.size() - report.unmatched.size();
}

}  // namespace

Result<AuthorityReport> report_authority(const std::filesystem::path& corpus,
                                         const std::filesystem::path& authority,
                                         std::size_t lines) {
  const Result<CorpusReader> reader = CorpusReader::open(corpus, authority);
  if (!reader.ok()) return reader.error();
  AuthorityReport report;
  Result<CorpusFrame> frame = reader->read_frame(report.findings);
  if (!frame.ok()) return frame.error();
  if (!reader->has_institutions()) frame->institutions = built_in_institutions();
  const Result<InstitutionAuthority> known = InstitutionAuthority::create(frame->institutions);
  if (!known.ok()) return known.error();
  Counts counts;
  const Status read =
      reader->for_each_paper(*frame, report.findings, [&](Paper&& paper, const SourcePosition&) {
        count_paper(paper, *known, counts, report);
        return true;
      });
  if (!read.ok()) return read.error();
  list_unmatched(counts, report);
  if (lines > 0 && report.unmatched.size() > lines) report.unmatched.resize(lines);
  const Candidates candidates(*known);
  for (std::size_t i = 0; i < std::min(report.unmatched.size(), kWithCandidates); ++i)
    report.unmatched[i].nearest = candidates.of(report.unmatched[i].raw);
  return report;
}

}  // namespace paperfind
