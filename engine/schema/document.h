// Record → Xapian document: every term, position, slot and byte an indexed paper has.
#pragma once

#include <xapian.h>

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/record/paper.h"
#include "engine/schema/facet_values.h"
#include "engine/schema/resolver.h"
#include "engine/text/analyzer.h"

namespace paperfind {

// Told of each text of a document in the order they are indexed: the position before its first
// word, and its words.
using TextSink = std::function<void(TextField, Xapian::termpos, std::span<const Token>)>;

// Makes documents one after another, reusing its buffers. One per thread.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const Resolver& resolver) : resolver_(resolver) {}

  // `paper` is resolved; `facets` are its facets_of(). `programme_rank` counts from 0 over the
  // corpus.
  Xapian::Document build(const Paper& paper, const PaperFacets& facets,
                         std::uint32_t programme_rank, const TextSink& sink = {});

 private:
  void add_text(Xapian::Document& document, TextField field, std::string_view text);
  void add_people(Xapian::Document& document, const Paper& paper);
  void add_sessions(Xapian::Document& document, const Paper& paper);
  void add_keys(Xapian::Document& document, const Paper& paper);
  static void add_facets(Xapian::Document& document, const PaperFacets& facets);

  const Resolver& resolver_;
  Analyzer analyzer_;
  std::vector<Token> tokens_;
  Xapian::termpos position_ = 0;
  const TextSink* sink_ = nullptr;  // of the document being made
};

}  // namespace paperfind
