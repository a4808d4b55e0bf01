// The papers of the words that many papers hold, and of words next to each other, kept: finding
// them takes longer than everything that is done with them.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/store/doc_set.h"

namespace paperfind {

// One for all threads that search a generation; each brings its own database.
class TermSets {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{24} << 20;

  explicit TermSets(DocId docs, std::size_t max_bytes = kMaxBytes)
      : docs_(docs), max_kept_(max_bytes / DocSet(docs).bytes()) {}

  [[nodiscard]] DocId docs() const { return docs_; }

  // Adds the papers that hold the term. Throws Xapian::Error.
  void add_to(DocSet& set, const Xapian::Database& db, const std::string& term) const;
  // Any other set worth keeping, by a key no term begins like (a NUL in front); null when it is not
  // kept.
  [[nodiscard]] std::shared_ptr<const DocSet> find(const std::string& key) const;
  void keep(const std::string& key, std::shared_ptr<const DocSet> set) const;
  // How many are kept; never more than fit into the bytes given.
  [[nodiscard]] std::size_t kept() const;

 private:
  using Kept = std::pair<std::string, std::shared_ptr<const DocSet>>;

  DocId docs_;
  std::size_t max_kept_;
  mutable std::mutex mutex_;
  mutable std::list<Kept> newest_first_;
  mutable std::unordered_map<std::string, std::list<Kept>::iterator> by_key_;
};

}  // namespace paperfind
