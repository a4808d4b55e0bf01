#include "engine/search/hit_builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/base/zoned_time.h"
#include "engine/search/snippet.h"

namespace paperfind {
namespace {

void note_match(Hit& hit, TextField field) {
  const std::string name(spec_of(field).name);
  if (std::find(hit.matched_in.begin(), hit.matched_in.end(), name) == hit.matched_in.end()) {
    hit.matched_in.push_back(name);
  }
}

const IndexedText* pointer_to(const std::optional<IndexedText>& text) {
  return text ? &*text : nullptr;
}

}  // namespace

std::vector<InstitutionRef> institutions_of(const Snapshot& snapshot, DocId doc,
                                            const Paper& paper) {
  const FacetColumn& column = snapshot.columns().facet(Facet::Institution);
  std::vector<InstitutionRef> refs;
  for (const Author& author : paper.authors) {
    for (const Affiliation& affiliation : author.affiliations) {
      const std::string& id = affiliation.institution;
      const bool known = std::any_of(refs.begin(), refs.end(),
                                     [&](const InstitutionRef& r) { return r.id == id; });
      if (id.empty() || known) continue;
      const std::span<const Ordinal> values = column.values(doc);
      const auto value = std::find_if(values.begin(), values.end(), [&](Ordinal one) {
        return one != column.none() && column.id(one) == id;
      });
      const Institution* record = snapshot.catalog().institution(id);
      refs.push_back({id,
                      std::string(value == values.end() ? affiliation.raw : column.label(*value)),
                      record == nullptr ? "" : record->ror});
    }
  }
  return refs;
}

std::vector<SessionRef> sessions_of(const Snapshot& snapshot, const Paper& paper) {
  std::vector<SessionRef> refs;
  for (const Presentation& presentation : paper.presentations) {
    const Session* session = snapshot.catalog().session(presentation.session);
    if (session == nullptr) continue;
    const Event* event = snapshot.catalog().event(session->event);
    SessionRef ref{session->id, session->title, session->start,       session->end,
                   session->tz, session->room,  presentation.position};
    if (!presentation.start.empty()) {
      ref.start = presentation.start;
      ref.end = presentation.end;
    }
    if (!presentation.room.empty()) ref.room = presentation.room;
    if (ref.tz.empty() && event != nullptr) ref.tz = event->tz;
    refs.push_back(std::move(ref));
  }
  return refs;
}

int year_of(const Snapshot& snapshot, const Paper& paper) {
  const Event* event = snapshot.catalog().event(paper.event);
  if (event != nullptr && event->year > 0) return event->year;
  return paper.published.size() >= 4 ? std::atoi(paper.published.substr(0, 4).c_str()) : 0;
}

std::string session_hint(const Session& session) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::string hint;
  if (const std::optional<CivilTime> start = civil_of(session.start)) {
    hint = fmt::format("{} {} {} {:02}:{:02}", kDays[weekday(*start)], start->day,
                       kMonths[start->month - 1], start->hour, start->minute);
    if (!session.tz.empty()) hint += " " + zone_abbreviation(session.start, session.tz);
  } else {
    hint = session.day;
  }
  if (!session.room.empty()) hint += (hint.empty() ? "" : ", ") + session.room;
  return hint;
}

bool shows_matches(const SearchRequest& request) {
  if (request.highlight != HighlightMode::None || request.snippet_words > 0) return true;
  const std::vector<std::string>& fields = request.fields;
  return fields.empty() || std::any_of(fields.begin(), fields.end(), [](const std::string& field) {
           return field == "matched_in" || field.starts_with("snippet");
         });
}

HitBuilder::ShownTexts HitBuilder::texts_of(DocId doc) const {
  ShownTexts texts;
  IndexedTexts all = snapshot_.forward().texts(doc);
  for (IndexedText text; all.next(text);) {
    // Translations follow what they translate.
    if (text.field == TextField::Title && !texts.title) texts.title = text;
    if (text.field == TextField::Abstract && !texts.abstract) texts.abstract = text;
    if (text.field == TextField::Author) texts.authors.push_back(text);
  }
  return texts;
}

Hit HitBuilder::build(DocId doc, Paper paper) const {
  Hit hit;
  hit.paper = std::move(paper);
  hit.year = year_of(snapshot_, hit.paper);
  hit.institutions = institutions_of(snapshot_, doc, hit.paper);
  hit.sessions = sessions_of(snapshot_, hit.paper);
  const ShownTexts texts = texts_of(doc);
  mark_visible(hit, texts);
  add_snippet(hit, texts);
  return hit;
}

void HitBuilder::mark_visible(Hit& hit, const ShownTexts& texts) const {
  hit.title = highlighter_.mark(hit.paper.title, TextField::Title, pointer_to(texts.title));
  if (!hit.title.marks.empty()) note_match(hit, TextField::Title);
  const std::vector<Author>& authors = hit.paper.authors;
  for (std::size_t i = 0; i < authors.size(); ++i) {
    const IndexedText* indexed = i < texts.authors.size() ? &texts.authors[i] : nullptr;
    hit.authors.push_back(highlighter_.mark(authors[i].name, TextField::Author, indexed));
    if (!hit.authors.back().marks.empty()) note_match(hit, TextField::Author);
  }
  for (const InstitutionRef& ref : hit.institutions) {
    hit.institution_names.push_back(highlighter_.mark(ref.name, TextField::Institution));
  }
}

// The parts of `text` that show its matches, an ellipsis between; `tokens` are the words of that
// very text.
void HitBuilder::set_snippet(Hit& hit, std::string_view text, std::span<const Token> tokens,
                             const std::vector<TextMatch>& matches) const {
  constexpr std::string_view kBetween = " … ";
  const std::vector<SnippetWindow> windows =
      choose_snippet(text, tokens, matches, request_.snippet_words);
  const auto ranges = Highlighter::ranges_of(text, matches);
  hit.snippet = {};
  for (const SnippetWindow& window : windows) {
    if (!hit.snippet.text.empty()) hit.snippet.text += kBetween;
    const auto shift = static_cast<std::uint32_t>(hit.snippet.text.size());
    hit.snippet.text += text.substr(window.begin, window.end - window.begin);
    for (const auto& [begin, end] : ranges) {
      const std::uint32_t from = std::max(begin, window.begin);
      const std::uint32_t to = std::min(end, window.end);
      if (from < to) {
        hit.snippet.marks.emplace_back(from - window.begin + shift, to - window.begin + shift);
      }
    }
  }
  hit.snippet_cut_before = !windows.empty() && windows.front().begin > 0;
  hit.snippet_cut_after = !windows.empty() && windows.back().end < text.size();
}

void HitBuilder::add_snippet(Hit& hit, const ShownTexts& texts) const {
  const std::string& abstract = hit.paper.abstract;
  const IndexedText* indexed = pointer_to(texts.abstract);
  const std::vector<TextMatch> matches = highlighter_.find(abstract, TextField::Abstract, indexed);
  if (!matches.empty()) {
    note_match(hit, TextField::Abstract);
    if (request_.snippet_words > 0) set_snippet(hit, abstract, highlighter_.tokens(), matches);
  } else if (!highlighter_.idle() && hit.matched_in.empty() && add_hidden_match(hit)) {
    return;
  } else if (request_.snippet_words > 0) {
    set_snippet(hit, abstract, highlighter_.read(abstract, indexed), {});
  }
  if (!hit.snippet.text.empty()) hit.snippet_field = spec_of(TextField::Abstract).name;
}

bool HitBuilder::add_hidden_match(Hit& hit) const {
  const auto try_text = [&](const std::string& text, TextField field) {
    const std::vector<TextMatch> matches = highlighter_.find(text, field);
    if (matches.empty()) return;
    note_match(hit, field);
    if (!hit.snippet_field.empty() || request_.snippet_words == 0) return;
    set_snippet(hit, text, highlighter_.tokens(), matches);
    hit.snippet_field = spec_of(field).name;
  };
  for (const Author& author : hit.paper.authors) {
    for (const Affiliation& affiliation : author.affiliations) {
      try_text(affiliation.raw, TextField::Institution);
    }
  }
  for (const InstitutionRef& ref : hit.institutions) {
    try_text(ref.name, TextField::Institution);
    const Institution* known = snapshot_.catalog().institution(ref.id);
    if (known == nullptr) continue;
    for (const std::string& acronym : known->acronyms) {
      try_text(fmt::format("{} ({})", ref.name, acronym), TextField::Institution);
    }
  }
  for (const auto& [language, translation] : hit.paper.translations) {
    try_text(translation.title, TextField::Title);
    try_text(translation.abstract, TextField::Abstract);
  }
  for (const std::string& keyword : hit.paper.keywords) try_text(keyword, TextField::Keyword);
  for (const SessionRef& ref : hit.sessions) {
    try_text(ref.title, TextField::Session);
    if (const Session* session = snapshot_.catalog().session(ref.id)) {
      for (const Chair& chair : session->chairs) try_text(chair.name, TextField::Chair);
    }
  }
  return !hit.snippet_field.empty();
}

}  // namespace paperfind
