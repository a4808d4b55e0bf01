#include "engine/schema/document.h"

#include <algorithm>

#include "engine/schema/stored_paper.h"
#include "engine/text/normalize.h"
#include "engine/text/person_name.h"

namespace paperfind {
namespace {

Xapian::valueno slot(Slot slot, std::size_t offset = 0) {
  return static_cast<Xapian::valueno>(static_cast<std::size_t>(slot) + offset);
}

// Each id behind a byte of its length; ids have at most 64 bytes.
std::string packed(const std::vector<FacetValueRef>& values) {
  std::string out;
  for (const FacetValueRef& value : values) {
    out += static_cast<char>(value.id.size());
    out += value.id;
  }
  return out;
}

void add_key(Xapian::Document& document, const std::string& term) {
  if (!term.empty()) document.add_boolean_term(term);
}

}  // namespace

void DocumentBuilder::add_text(Xapian::Document& document, TextField field, std::string_view text) {
  const TextFieldSpec& spec = spec_of(field);
  analyzer_.analyze(text, tokens_);
  if (*sink_) (*sink_)(field, position_, tokens_);
  const auto add_word = [&](const std::string& word, std::string_view stem, Xapian::termpos at) {
    document.add_posting(exact_term(word), at, spec.weight);
    document.add_term(stem_term(stem), spec.weight);
    if (spec.positions) {
      document.add_posting(exact_term(spec, word), at);
    } else {
      document.add_term(exact_term(spec, word));
    }
    if (spec.stemmed) document.add_term(stem_term(spec, stem));
  };
  for (const Token& token : tokens_) {
    const Xapian::termpos at = position_ + token.position;
    add_word(token.term, token.stem, at);
    for (const std::string& variant : token.variants)
      add_word(variant, analyzer_.stem(variant), at);
  }
  if (!tokens_.empty()) position_ += tokens_.back().position + kPositionGap;
}

void DocumentBuilder::add_people(Xapian::Document& document, const Paper& paper) {
  std::vector<std::string_view>
      printed;  // each institution's words once a paper, however many authors share it
  const auto add_institution = [&](std::string_view text) {
    if (std::find(printed.begin(), printed.end(), text) != printed.end()) return;
    printed.push_back(text);
    add_text(document, TextField::Institution, text);
  };
  for (const Author& author : paper.authors) {
    add_text(document, TextField::Author, author.name);
    add_key(document, name_key_term(author.name));
    for (const Affiliation& affiliation : author.affiliations) {
      add_institution(affiliation.raw);
      const Institution* known = resolver_.authority().find(affiliation.institution);
      if (known == nullptr) continue;
      add_institution(known->name);
      for (const std::string& acronym : known->acronyms) add_institution(acronym);
    }
  }
  // "Zhang1", whose 1 is a footnote, is found by "zhang" too. Behind all names as printed, whose
  // order is that of the authors shown.
  for (const Author& author : paper.authors) {
    const std::string bare = bare_name(author.name);
    if (bare == author.name || fold_key(bare) == fold_key(author.name)) continue;
    add_text(document, TextField::Author, bare);
  }
}

void DocumentBuilder::add_sessions(Xapian::Document& document, const Paper& paper) {
  for (const Presentation& presentation : paper.presentations) {
    const Session* session = resolver_.session(presentation.session);
    if (session == nullptr) continue;
    add_text(document, TextField::Session, session->title);
    for (const Chair& chair : session->chairs) add_text(document, TextField::Chair, chair.name);
  }
}

void DocumentBuilder::add_keys(Xapian::Document& document, const Paper& paper) {
  document.add_boolean_term(id_term(paper.id));
  for (const std::string& alias : paper.aliases) document.add_boolean_term(id_term(alias));
  if (paper.status == PaperStatus::Withdrawn) document.add_boolean_term(withdrawn_term());
  add_key(document, title_key_term(paper.title));
  for (const auto& [language, translation] : paper.translations) {
    add_key(document, title_key_term(translation.title));
  }
  if (!paper.doi.empty()) document.add_boolean_term(doi_term(paper.doi));
  if (!paper.arxiv.empty()) document.add_boolean_term(arxiv_term(paper.arxiv));
}

void DocumentBuilder::add_facets(Xapian::Document& document, const PaperFacets& facets) {
  for (const FacetSpec& spec : kFacets) {
    const std::vector<FacetValueRef>& values = facets[index_of(spec.facet)];
    if (values.empty()) document.add_boolean_term(filter_term(spec.facet, kNoValue));
    for (const FacetValueRef& value : values) {
      document.add_boolean_term(filter_term(spec.facet, value.id));
    }
    document.add_value(slot(Slot::FirstFacet, index_of(spec.facet)), packed(values));
  }
}

Xapian::Document DocumentBuilder::build(const Paper& paper, const PaperFacets& facets,
                                        std::uint32_t programme_rank, const TextSink& sink) {
  Xapian::Document document;
  position_ = 0;
  sink_ = &sink;
  add_text(document, TextField::Title, paper.title);
  position_ = std::max(position_, kPositionGap);  // nothing else stands where a title would
  for (const auto& [language, translation] : paper.translations) {
    add_text(document, TextField::Title, translation.title);
  }
  for (const std::string& keyword : paper.keywords) add_text(document, TextField::Keyword, keyword);
  add_people(document, paper);
  add_sessions(document, paper);
  add_text(document, TextField::Abstract, paper.abstract);
  for (const auto& [language, translation] : paper.translations) {
    add_text(document, TextField::Abstract, translation.abstract);
  }
  add_keys(document, paper);
  add_facets(document, facets);
  document.add_value(slot(Slot::Year), Xapian::sortable_serialise(resolver_.year_of(paper)));
  document.add_value(slot(Slot::Programme), Xapian::sortable_serialise(programme_rank));
  document.set_data(encode_paper(paper));
  return document;
}

}  // namespace paperfind
