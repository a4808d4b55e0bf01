// What papers refer to: events, sessions, schedule, institutions and people of the authority files,
// the site's own settings. Small; held in memory whole. Kept as columns/catalog.json in the
// generation.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/base/result.h"
#include "engine/record/corpus.h"

namespace paperfind {

// The bytes of catalog.json: equal frames give equal bytes.
std::string to_text(const CorpusFrame& frame);

class Catalog {
 public:
  Catalog() = default;
  explicit Catalog(CorpusFrame frame);
  Catalog(Catalog&&) noexcept = default;
  Catalog& operator=(Catalog&&) noexcept = default;

  static Result<Catalog> load(const std::filesystem::path& folder);
  Status save(const std::filesystem::path& folder) const;

  [[nodiscard]] const CorpusFrame& frame() const { return frame_; }
  // Null when unknown.
  [[nodiscard]] const Event* event(std::string_view id) const;
  [[nodiscard]] const Session* session(std::string_view id) const;
  [[nodiscard]] const Institution* institution(std::string_view id) const;
  [[nodiscard]] const Person* person(std::string_view id) const;
  // The id of what replaced an institution or a person, else the id itself.
  [[nodiscard]] std::string current_id(std::string_view facet, std::string_view id) const;

 private:
  CorpusFrame frame_;
  std::unordered_map<std::string_view, std::size_t> events_, sessions_, institutions_, people_;
};

}  // namespace paperfind
