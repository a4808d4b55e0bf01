// What each paper is about, as the few stems that tell it from others: which papers are alike, in a
// fraction of a microsecond. File format in docs/index-format.md.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/string_numbers.h"
#include "engine/store/columns.h"
#include "engine/store/forward_index.h"

namespace paperfind {

struct DocMerge;

class DocVectors {
 public:
  // InvalidData when the file is damaged.
  static Result<DocVectors> load(const std::filesystem::path& folder);
  Status save(const std::filesystem::path& folder) const;

  [[nodiscard]] DocId doc_count() const { return static_cast<DocId>(offsets_.size() - 2); }
  // The cosine between the vectors of two papers, from 0 (nothing in common) to 1.
  [[nodiscard]] double likeness(DocId a, DocId b) const;
  // The same of all pairs of a few papers at once, five times faster: [i * docs.size() + j], 0
  // where i == j.
  [[nodiscard]] std::vector<double> likenesses(std::span<const DocId> docs) const;

 private:
  friend class DocVectorsBuilder;
  friend DocVectors merge_vectors(const DocVectors& a, const DocVectors& b, const DocMerge& map);
  void measure();

  std::vector<std::uint32_t> offsets_{0, 0};  // [docs + 2]; document 0 is empty
  std::vector<std::uint32_t> stems_;          // numbers of stems, ascending within a paper
  std::vector<std::uint8_t> weights_;         // beside stems_, 1..255, the paper's greatest is 255
  std::vector<float> lengths_;                // [docs + 1], of the vectors; not on disk
};

// Collects the vectors while documents are written.
class DocVectorsBuilder {
 public:
  // In order of docid, from 1.
  void add(const Xapian::Document& document);
  // As if the documents of `later` had been added here.
  void append(const DocVectorsBuilder& later);
  // Once, at the end: only now is it known how rare each stem is. `words` are those of the same
  // papers: a stem's number is that of its most frequent word.
  [[nodiscard]] DocVectors finish(const ForwardIndex& words);
  // The same where the papers are a few of those `all` is about: how rare a stem is, is counted
  // there. Reads all their texts.
  [[nodiscard]] DocVectors finish_among(const ForwardIndex& all);

 private:
  struct Count {
    std::uint32_t stem;
    float occurrences;  // the title's count for several
  };
  // Of the papers that rarity is counted over.
  struct Whole {
    double papers = 0, words = 0;
    std::vector<std::uint32_t> papers_with;  // by number of stem
  };
  std::uint32_t number_of(std::string_view stem);
  [[nodiscard]] Whole count_in(const ForwardIndex& all) const;
  // For each stem, that of the vectors.
  [[nodiscard]] std::vector<std::uint32_t> numbers_in(const ForwardIndex& words) const;
  [[nodiscard]] static double weight(const Count& count, double relative_length,
                                     const Whole& whole);
  [[nodiscard]] DocVectors vectors(const Whole& whole, const ForwardIndex& words) const;

  StringNumbers numbers_;                   // of stems
  std::vector<std::uint32_t> papers_with_;  // by number of stem
  std::vector<Count> counts_;
  std::vector<std::size_t> ends_{0};  // in counts_, of each paper
  std::vector<float> words_{0};       // in each paper
};

}  // namespace paperfind
