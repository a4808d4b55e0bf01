// From a stored paper to what a result shows of it.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/search/highlighter.h"
#include "engine/search/result_page.h"
#include "engine/search/search_request.h"
#include "engine/store/snapshot.h"

namespace paperfind {

class HitBuilder {
 public:
  HitBuilder(const Snapshot& snapshot, const SearchRequest& request, Highlighter& highlighter)
      : snapshot_(snapshot), request_(request), highlighter_(highlighter) {}

  [[nodiscard]] Hit build(DocId doc, Paper paper) const;

 private:
  // What the forward index has of the texts a hit shows.
  struct ShownTexts {
    std::optional<IndexedText> title, abstract;
    std::vector<IndexedText> authors;
  };
  [[nodiscard]] ShownTexts texts_of(DocId doc) const;
  void mark_visible(Hit& hit, const ShownTexts& texts) const;
  void add_snippet(Hit& hit, const ShownTexts& texts) const;
  // A line that says where the paper matched when nothing else on the card does; false: nowhere.
  bool add_hidden_match(Hit& hit) const;
  void set_snippet(Hit& hit, std::string_view text, std::span<const Token> tokens,
                   const std::vector<TextMatch>& matches) const;

  const Snapshot& snapshot_;
  const SearchRequest& request_;
  Highlighter& highlighter_;
};

// False when nothing asked for says where a paper matched: then an idle highlighter will do.
bool shows_matches(const SearchRequest& request);

// What a paper's parts refer to, looked up once for hits and for the paper's own page.
std::vector<InstitutionRef> institutions_of(const Snapshot& snapshot, DocId doc,
                                            const Paper& paper);
std::vector<SessionRef> sessions_of(const Snapshot& snapshot, const Paper& paper);
int year_of(const Snapshot& snapshot, const Paper& paper);

// "Mon 28 Mar 09:30 PDT, Hall B"; what is known of it.
std::string session_hint(const Session& session);

}  // namespace paperfind
