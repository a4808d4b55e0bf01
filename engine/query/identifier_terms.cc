#include "engine/query/identifier_terms.h"

#include <optional>

#include "engine/record/identifiers.h"
#include "engine/schema/fields.h"

namespace paperfind {

std::vector<std::string> identifier_terms(std::string_view text) {
  std::vector<std::string> terms;
  if (is_valid_id(text)) terms.push_back(id_term(text));
  if (const std::optional<std::string> id = parse_paper_address(text)) {
    terms.push_back(id_term(*id));
  }
  if (const std::optional<std::string> doi = parse_doi(text)) terms.push_back(doi_term(*doi));
  if (const std::optional<std::string> arxiv = parse_arxiv(text)) {
    terms.push_back(arxiv_term(*arxiv));
  }
  return terms;
}

}  // namespace paperfind
