// Collects the columns of a generation while its documents are written.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/record/paper.h"
#include "engine/schema/facet_values.h"
#include "engine/schema/resolver.h"
#include "engine/store/columns.h"
#include "engine/text/normalize.h"

namespace paperfind {

class ColumnsBuilder {
 public:
  explicit ColumnsBuilder(const Resolver& resolver) : resolver_(resolver) {}

  // Papers in docid order, from 1, which is programme order.
  void add(const Paper& paper, const PaperFacets& facets);
  // As if the papers of `later` had been added here.
  void append(ColumnsBuilder&& later);
  // Sorts dictionaries and ranks. Once, at the end.
  [[nodiscard]] Columns finish();

  // Values met so far, for the manifest.
  [[nodiscard]] std::size_t value_count(Facet facet) const {
    return dictionaries_[index_of(facet)].labels.size();
  }

 private:
  struct Dictionary {
    std::unordered_map<std::string, std::uint32_t>
        numbers;  // id → number in order of first mention
    std::vector<std::string> ids;
    std::vector<std::string> labels;
    std::vector<std::uint32_t> offsets{0, 0};
    std::vector<std::uint32_t> values;

    std::uint32_t number_of(std::string&& id, std::string&& label);
    void append(Dictionary&& later);
  };
  void write_facet(PackedWriter& out, const FacetSpec& spec, const Dictionary& dictionary) const;
  // Nothing for facets whose values have no order of their own but that of their labels.
  [[nodiscard]] std::optional<std::uint32_t> own_rank(Facet facet, const std::string& id) const;

  const Resolver& resolver_;
  std::array<Dictionary, kFacetCount> dictionaries_;
  std::vector<std::string> title_keys_, author_keys_;
  std::vector<int> years_{0};
  std::vector<std::uint32_t> days_{0};
  std::unique_ptr<Collator> collator_ = std::make_unique<Collator>();  // so that builders move
};

}  // namespace paperfind
