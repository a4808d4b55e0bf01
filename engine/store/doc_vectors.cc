#include "engine/store/doc_vectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "engine/base/file.h"
#include "engine/schema/fields.h"
#include "engine/store/packed_bytes.h"

namespace paperfind {
namespace {

constexpr std::string_view kMagic = "PFVEC-1\n";
constexpr const char* kFileName = "vectors.bin";

// Stems kept of a paper. Half as many or all of them told neighbours no better (docs/relevance.md).
constexpr std::size_t kStems = 48;
// How soon a repeated word stops helping, and how much length counts, as in BM25.
constexpr double kSaturation = 1.2;
constexpr double kLengthShare = 0.75;
constexpr double kHeaviest = 255;

// The fields that say what a paper is about, and what one word in them is worth.
constexpr std::pair<TextField, float> kTopicFields[] = {
    {TextField::Title, 5.0F}, {TextField::Abstract, 1.0F}, {TextField::Keyword, 3.0F}};

}  // namespace

double DocVectors::likeness(DocId a, DocId b) const {
  if (lengths_[a] == 0 || lengths_[b] == 0) return 0;
  std::uint32_t i = offsets_[a], j = offsets_[b];
  const std::uint32_t end_i = offsets_[a + 1], end_j = offsets_[b + 1];
  std::uint32_t sum = 0;
  while (i < end_i && j < end_j) {
    if (stems_[i] < stems_[j]) {
      ++i;
    } else if (stems_[j] < stems_[i]) {
      ++j;
    } else {
      sum += std::uint32_t{weights_[i++]} * weights_[j++];
    }
  }
  return std::min(1.0, sum / (double{lengths_[a]} * lengths_[b]));
}

namespace {

// By the upper 32 bits, a digit of eleven bits after the other from the lowest; equal ones keep
// their order. Five times faster than comparing where there are thousands.
void sort_by_upper_half(std::vector<std::uint64_t>& numbers, std::uint32_t greatest) {
  constexpr unsigned kDigitBits = 11;
  constexpr std::uint64_t kDigits = std::uint64_t{1} << kDigitBits;
  std::vector<std::uint64_t> sorted(numbers.size());
  for (unsigned shift = 32; shift < 64 && std::uint64_t{greatest} >> (shift - 32) != 0;
       shift += kDigitBits) {
    const auto digit = [shift](std::uint64_t number) { return number >> shift & (kDigits - 1); };
    std::array<std::uint32_t, kDigits> next{};
    for (const std::uint64_t number : numbers) ++next[digit(number)];
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::uint32_t{0});
    for (const std::uint64_t number : numbers) sorted[next[digit(number)]++] = number;
    numbers.swap(sorted);
  }
}

}  // namespace

std::vector<double> DocVectors::likenesses(std::span<const DocId> docs) const {
  // Whoever holds a stem stands side by side once all are sorted: stem, place in `docs`, weight.
  std::vector<std::uint64_t> held;
  std::uint32_t greatest = 0;
  for (std::size_t at = 0; at < docs.size(); ++at) {
    for (std::uint32_t i = offsets_[docs[at]]; i < offsets_[docs[at] + 1]; ++i) {
      held.push_back(std::uint64_t{stems_[i]} << 32U | std::uint64_t{at} << 8U | weights_[i]);
      greatest = std::max(greatest, stems_[i]);
    }
  }
  sort_by_upper_half(held, greatest);
  const auto place = [](std::uint64_t one) { return one >> 8U & 0xFFFFFFU; };
  const auto weight = [](std::uint64_t one) { return static_cast<std::uint32_t>(one & 0xFFU); };
  std::vector<std::uint32_t> sums(docs.size() * docs.size());
  for (std::size_t i = 0; i < held.size(); ++i) {
    std::uint32_t* row = sums.data() + place(held[i]) * docs.size();
    for (std::size_t j = i + 1; j < held.size() && held[j] >> 32U == held[i] >> 32U; ++j) {
      row[place(held[j])] += weight(held[i]) * weight(held[j]);
    }
  }
  std::vector<double> likenesses(sums.size());
  for (std::size_t i = 0; i < docs.size(); ++i) {
    for (std::size_t j = i + 1; j < docs.size(); ++j) {
      const double lengths = double{lengths_[docs[i]]} * lengths_[docs[j]];
      const std::uint32_t sum = sums[i * docs.size() + j];
      if (sum == 0) continue;
      likenesses[i * docs.size() + j] = likenesses[j * docs.size() + i] =
          std::min(1.0, sum / lengths);
    }
  }
  return likenesses;
}

void DocVectors::measure() {
  lengths_.assign(offsets_.size() - 1, 0);
  for (DocId doc = 1; doc + 1 < offsets_.size(); ++doc) {
    double squares = 0;
    for (std::uint32_t i = offsets_[doc]; i < offsets_[doc + 1]; ++i) {
      squares += double{static_cast<double>(weights_[i])} * weights_[i];
    }
    lengths_[doc] = static_cast<float>(std::sqrt(squares));
  }
}

Status DocVectors::save(const std::filesystem::path& folder) const {
  PackedWriter out(kMagic);
  out.numbers(offsets_);
  out.numbers(stems_);
  out.small_numbers(weights_);
  return write_file_atomic(folder / kFileName, out.bytes);
}

Result<DocVectors> DocVectors::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kFileName;
  const Result<std::string> bytes = read_file(path, std::uint64_t{16} << 30);
  if (!bytes.ok()) return bytes.error();
  PackedReader in(*bytes, kMagic);
  DocVectors vectors;
  vectors.offsets_ = in.numbers();
  vectors.stems_ = in.numbers();
  vectors.weights_ = in.small_numbers();
  const bool sound = in.finished() && vectors.offsets_.size() >= 2 &&
                     vectors.offsets_.front() == 0 &&
                     vectors.offsets_.back() == vectors.stems_.size() &&
                     std::is_sorted(vectors.offsets_.begin(), vectors.offsets_.end()) &&
                     vectors.weights_.size() == vectors.stems_.size();
  if (!sound) {
    return Error{ErrorCode::InvalidData, "the vectors of the papers are damaged", path.string(),
                 "rebuild the index or roll back"};
  }
  vectors.measure();
  return vectors;
}

std::uint32_t DocVectorsBuilder::number_of(std::string_view stem) {
  const std::uint32_t number = numbers_.of(stem);
  if (number == papers_with_.size()) papers_with_.push_back(0);
  return number;
}

void DocVectorsBuilder::append(const DocVectorsBuilder& later) {
  std::vector<std::uint32_t> numbers_here;
  for (std::size_t number = 0; number < later.numbers_.size(); ++number) {
    numbers_here.push_back(number_of(later.numbers_[number]));
    papers_with_[numbers_here.back()] += later.papers_with_[number];
  }
  for (std::size_t paper = 1; paper < later.ends_.size(); ++paper) {
    const std::size_t begin = counts_.size();
    for (std::size_t i = later.ends_[paper - 1]; i < later.ends_[paper]; ++i) {
      counts_.push_back({numbers_here[later.counts_[i].stem], later.counts_[i].occurrences});
    }
    std::sort(counts_.begin() + static_cast<std::ptrdiff_t>(begin), counts_.end(),
              [](const Count& a, const Count& b) { return a.stem < b.stem; });
    ends_.push_back(counts_.size());
  }
  words_.insert(words_.end(), later.words_.begin() + 1, later.words_.end());
}

void DocVectorsBuilder::add(const Xapian::Document& document) {
  std::map<std::uint32_t, float> counts;
  float words = 0;
  for (const auto& [field, worth] : kTopicFields) {
    const std::string prefix = stem_term(spec_of(field), "");
    auto term = document.termlist_begin();
    for (term.skip_to(prefix); term != document.termlist_end(); ++term) {
      const std::string text = *term;
      if (!text.starts_with(prefix)) break;
      counts[number_of(std::string_view(text).substr(prefix.size()))] +=
          worth * static_cast<float>(term.get_wdf());
      words += static_cast<float>(term.get_wdf());
    }
  }
  for (const auto& [stem, occurrences] : counts) {
    ++papers_with_[stem];
    counts_.push_back({stem, occurrences});
  }
  ends_.push_back(counts_.size());
  words_.push_back(words);
}

double DocVectorsBuilder::weight(const Count& count, double relative_length, const Whole& whole) {
  const double rarity = std::log((whole.papers + 1) / whole.papers_with[count.stem]);
  return rarity * count.occurrences /
         (count.occurrences + kSaturation * (1 - kLengthShare + kLengthShare * relative_length));
}

namespace {

bool is_topic(TextField field) {
  return std::any_of(std::begin(kTopicFields), std::end(kTopicFields),
                     [=](const auto& topic) { return topic.first == field; });
}

}  // namespace

std::vector<std::uint32_t> DocVectorsBuilder::numbers_in(const ForwardIndex& words) const {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t stem = 0; stem < numbers_.size(); ++stem) {
    const std::vector<WordNumber> with = words.with_stem(numbers_[stem]);
    numbers.push_back(with.empty() ? static_cast<std::uint32_t>(words.word_count()) + stem
                                   : *std::min_element(with.begin(), with.end()));
  }
  return numbers;
}

DocVectorsBuilder::Whole DocVectorsBuilder::count_in(const ForwardIndex& all) const {
  constexpr std::uint32_t kOther = ~std::uint32_t{0};
  std::vector<std::uint32_t> stem_of(all.word_count(), kOther);
  for (std::uint32_t stem = 0; stem < numbers_.size(); ++stem) {
    for (const WordNumber word : all.with_stem(numbers_[stem])) stem_of[word] = stem;
  }
  Whole whole{static_cast<double>(all.doc_count()), 0,
              std::vector<std::uint32_t>(numbers_.size(), 0)};
  std::vector<DocId> last(numbers_.size(), 0);
  std::size_t words_read = 0;
  const auto note = [&](WordNumber word, DocId doc) {
    ++words_read;
    // What lies on a disk may be damaged.
    const std::uint32_t stem = word < stem_of.size() ? stem_of[word] : kOther;
    if (stem == kOther || last[stem] == doc) return;
    last[stem] = doc;
    ++whole.papers_with[stem];
  };
  for (DocId doc = 1; doc <= all.doc_count(); ++doc) {
    IndexedTexts texts = all.texts(doc);
    for (IndexedText text; texts.next(text);) {
      if (!is_topic(text.field)) continue;
      for_each_number(text, [&](WordNumber word) { note(word, doc); });
    }
  }
  whole.words = static_cast<double>(words_read);
  // A word of letters and digits may have been taken for a number, without its stem.
  for (std::uint32_t stem = 0; stem < numbers_.size(); ++stem) {
    whole.papers_with[stem] = std::max(whole.papers_with[stem], papers_with_[stem]);
  }
  return whole;
}

DocVectors DocVectorsBuilder::vectors(const Whole& whole, const ForwardIndex& words) const {
  const std::vector<std::uint32_t> numbers = numbers_in(words);
  DocVectors vectors;
  std::vector<std::pair<double, std::uint32_t>> heaviest;
  for (std::size_t paper = 1; paper < ends_.size(); ++paper) {
    heaviest.clear();
    for (std::size_t i = ends_[paper - 1]; i < ends_[paper]; ++i) {
      heaviest.emplace_back(-weight(counts_[i], words_[paper] * whole.papers / whole.words, whole),
                            counts_[i].stem);
    }
    std::sort(heaviest.begin(), heaviest.end());  // equal weights in order of first mention
    heaviest.resize(std::min(heaviest.size(), kStems));
    const double greatest = heaviest.empty() ? 1 : heaviest.front().first;
    for (auto& [weight, stem] : heaviest) stem = numbers[stem];
    std::sort(heaviest.begin(), heaviest.end(), [](const auto& a, const auto& b) {
      return std::pair(a.second, a.first) < std::pair(b.second, b.first);
    });
    // A number that is also the word of another stem.
    const auto end = std::unique(heaviest.begin(), heaviest.end(),
                                 [](const auto& a, const auto& b) { return a.second == b.second; });
    heaviest.erase(end, heaviest.end());
    for (const auto& [weight, stem] : heaviest) {
      vectors.stems_.push_back(stem);
      vectors.weights_.push_back(
          static_cast<std::uint8_t>(std::max(1.0, std::round(kHeaviest * weight / greatest))));
    }
    vectors.offsets_.push_back(static_cast<std::uint32_t>(vectors.stems_.size()));
  }
  vectors.measure();
  return vectors;
}

DocVectors DocVectorsBuilder::finish(const ForwardIndex& words) {
  return vectors({static_cast<double>(ends_.size() - 1),
                  std::accumulate(words_.begin(), words_.end(), 0.0), papers_with_},
                 words);
}

DocVectors DocVectorsBuilder::finish_among(const ForwardIndex& all) {
  return vectors(count_in(all), all);
}

}  // namespace paperfind
