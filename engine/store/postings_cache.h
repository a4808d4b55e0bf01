// The papers of a term, or of words next to each other, as arrays: kept, for reading them from the
// index takes longer than everything that is done with them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/base/lru_cache.h"
#include "engine/store/doc_set.h"
#include "engine/store/paper_index.h"

namespace paperfind {

struct Postings {
  std::vector<DocId> docs;  // ascending
  // How often each has the term (Xapian's wdf), 65,535 for more; empty where nobody asks that.
  std::vector<std::uint16_t> counts;
  // The same papers, where the array is the longer of the two; else a set of no documents.
  DocSet set;

  // `all`: how many documents the index has.
  Postings(std::vector<DocId> docs, std::vector<std::uint16_t> counts, DocId all);

  void add_to(DocSet& papers) const;
  [[nodiscard]] std::size_t bytes() const;
};

// One for all threads that search a generation; each brings its own database.
class PostingsCache {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{128} << 20;

  explicit PostingsCache(DocId docs, std::size_t max_bytes = kMaxBytes)
      : docs_(docs), cache_(max_bytes) {}

  // How many documents the index has.
  [[nodiscard]] DocId docs() const { return docs_; }

  // Of a term. Throws Xapian::Error.
  [[nodiscard]] std::shared_ptr<const Postings> of(const PaperIndex& index,
                                                   const std::string& term) const;
  // What the length of each document puts into the weights of its words, by number; read once.
  // Throws Xapian::Error.
  [[nodiscard]] const std::vector<float>& norms(const PaperIndex& index) const;
  // Anything else worth keeping, by a key no term begins like (a NUL in front); null when it is not
  // kept.
  [[nodiscard]] std::shared_ptr<const Postings> find(const PaperIndex& index,
                                                     const std::string& key) const {
    if (index.view_key().empty()) return cache_.find(key);
    return find_part(index, key);
  }
  void keep(const PaperIndex& index, const std::string& key,
            std::shared_ptr<const Postings> postings) const;
  // Bytes of what is kept; never more than allowed.
  [[nodiscard]] std::size_t bytes() const { return cache_.bytes(); }

 private:
  // Of an index with missing shards; what was read when none was is not asked for again.
  [[nodiscard]] std::shared_ptr<const Postings> find_part(const PaperIndex& index,
                                                          const std::string& key) const;

  DocId docs_;
  mutable LruCache<Postings> cache_;
  mutable std::once_flag norms_read_;
  mutable std::vector<float> norms_;
};

}  // namespace paperfind
