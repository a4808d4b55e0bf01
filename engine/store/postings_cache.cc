#include "engine/store/postings_cache.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/store/bm25.h"

namespace paperfind {

Postings::Postings(std::vector<DocId> docs_held, std::vector<std::uint16_t> counts_held, DocId all)
    : docs(std::move(docs_held)), counts(std::move(counts_held)) {
  constexpr std::size_t kBitsOfDoc = 32;
  if (docs.size() * kBitsOfDoc < all) return;
  set = DocSet(all);
  for (const DocId doc : docs) set.add(doc);
}

void Postings::add_to(DocSet& papers) const {
  if (set.docs() > 0) {
    papers.add(set);
  } else {
    for (const DocId doc : docs) papers.add(doc);
  }
}

std::size_t Postings::bytes() const {
  return docs.capacity() * sizeof(DocId) + counts.capacity() * sizeof(std::uint16_t) + set.bytes();
}

std::shared_ptr<const Postings> PostingsCache::of(const Xapian::Database& db,
                                                  const std::string& term) const {
  if (std::shared_ptr<const Postings> known = find(term)) return known;
  constexpr Xapian::termcount kMost = std::numeric_limits<std::uint16_t>::max();
  std::vector<DocId> docs;
  std::vector<std::uint16_t> counts;
  const auto end = db.postlist_end(term);
  auto posting = db.postlist_begin(term);
  if (posting != end) {
    const Xapian::doccount size = db.get_termfreq(term);
    docs.reserve(size);
    counts.reserve(size);
  }
  for (; posting != end; ++posting) {
    docs.push_back(*posting);
    counts.push_back(static_cast<std::uint16_t>(std::min(posting.get_wdf(), kMost)));
  }
  auto read = std::make_shared<const Postings>(std::move(docs), std::move(counts), docs_);
  keep(term, read);
  return read;
}

const std::vector<float>& PostingsCache::norms(const Xapian::Database& db) const {
  std::call_once(norms_read_, [&] {
    std::vector<float> norms(std::size_t{docs_} + 1);
    const double average = db.get_average_length();
    for (auto doc = db.postlist_begin(""); doc != db.postlist_end(""); ++doc) {
      norms[*doc] = bm25::norm(average == 0 ? 0 : doc.get_doclength() / average);
    }
    norms_ = std::move(norms);
  });
  return norms_;
}

void PostingsCache::keep(const std::string& key, std::shared_ptr<const Postings> postings) const {
  const std::size_t bytes = postings->bytes();
  cache_.keep(key, std::move(postings), bytes);
}

}  // namespace paperfind
