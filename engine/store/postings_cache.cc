#include "engine/store/postings_cache.h"

#include <cstdint>
#include <numeric>
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

std::shared_ptr<const Postings> PostingsCache::find_part(const PaperIndex& index,
                                                         const std::string& key) const {
  if (auto known = cache_.find(index.view_key() + key)) return known;
  const std::shared_ptr<const Postings> whole = cache_.find(key);
  if (whole == nullptr) return nullptr;
  std::vector<DocId> docs;
  std::vector<std::uint16_t> counts;
  for (std::size_t i = 0; i < whole->docs.size(); ++i) {
    if (index.missing_papers().contains(whole->docs[i])) continue;
    docs.push_back(whole->docs[i]);
    if (!whole->counts.empty()) counts.push_back(whole->counts[i]);
  }
  auto part = std::make_shared<const Postings>(std::move(docs), std::move(counts), docs_);
  keep(index, key, part);
  return part;
}

std::shared_ptr<const Postings> PostingsCache::of(const PaperIndex& index,
                                                  const std::string& term) const {
  if (std::shared_ptr<const Postings> known = find(index, term)) return known;
  TermPostings postings = index.postings(term);
  auto read =
      std::make_shared<const Postings>(std::move(postings.docs), std::move(postings.counts), docs_);
  keep(index, term, read);
  return read;
}

const std::vector<float>& PostingsCache::norms(const PaperIndex& index) const {
  std::call_once(norms_read_, [&] {
    const std::vector<std::uint32_t> lengths = index.lengths();
    const std::uint64_t sum = std::accumulate(lengths.begin(), lengths.end(), std::uint64_t{0});
    const double average =
        index.doc_count() == 0 ? 0 : static_cast<double>(sum) / index.doc_count();
    std::vector<float> norms(lengths.size());
    for (std::size_t doc = 1; doc < lengths.size(); ++doc) {
      norms[doc] = bm25::norm(average == 0 ? 0 : lengths[doc] / average);
    }
    norms_ = std::move(norms);
  });
  return norms_;
}

void PostingsCache::keep(const PaperIndex& index, const std::string& key,
                         std::shared_ptr<const Postings> postings) const {
  const std::size_t bytes = postings->bytes();
  cache_.keep(index.view_key() + key, std::move(postings), bytes);
}

}  // namespace paperfind
