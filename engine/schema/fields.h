// THE field table: what users can name, which terms it becomes, how much it weighs. Index and query
// read it alike.
//
// Terms of one paper:
//   word            exact folded form, any field, with positions          (free text)
//   Z + stem        stemmed form, any field                               (free text)
//   prefix + word, Z + prefix + stem   the same within one field
//   Q + id          the paper itself; also former ids
//   XTK: / XNK:     whole title / whole author name, as a key             (known items)
//   XDOI: / XARX:   identifiers scholars paste
//   XWITHDRAWN
//   XF + facet + ':' + value id        filters; "~none" where a paper lacks the facet
// These strings are on disk: changing one raises kSchemaVersion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace paperfind {

// Version of everything a generation holds: terms, slots, stored documents, columns. History in
// docs/index-format.md.
inline constexpr int kSchemaVersion = 2;

enum class TextField : std::uint8_t {
  Title,
  Abstract,
  Author,
  Institution,
  Session,
  Chair,
  Keyword
};
inline constexpr std::size_t kTextFieldCount = 7;

struct TextFieldSpec {
  TextField field;
  std::string_view name;    // as typed before ':'
  std::string_view alias;   // another name for it, or empty
  std::string_view prefix;  // of its terms
  std::uint32_t weight;     // occurrences one word counts for in ranking; abstract is the unit 2
  bool stemmed;             // names are not
  bool positions;           // phrases within the field alone
};

// Weights follow title 5, keywords 3, authors 3, session 1.5, institution 1.5, abstract 1 (times
// two).
inline constexpr TextFieldSpec kTextFields[kTextFieldCount] = {
    {TextField::Title, "title", "ti", "S", 10, true, true},
    {TextField::Abstract, "abstract", "abs", "B", 2, true, false},
    {TextField::Author, "author", "au", "A", 4, false, true},
    {TextField::Institution, "institution", "inst", "XIN", 2, false, true},
    {TextField::Session, "session", "", "XSE", 3, true, true},
    {TextField::Chair, "chair", "", "XCH", 1, false, true},
    {TextField::Keyword, "keyword", "kw", "K", 6, true, true},
};

// Positions between two fields, two authors, two keywords: no phrase reaches across.
inline constexpr std::uint32_t kPositionGap = 100;

const TextFieldSpec& spec_of(TextField field);
// By name or alias; null for any other.
const TextFieldSpec* find_text_field(std::string_view name);

// Slots hold what sorting and remote shards need; the local engine counts from columns.
enum class Slot : std::uint32_t {
  Year = 0,    // sortable_serialise
  Programme,   // sortable_serialise of the programme rank
  FirstFacet,  // FirstFacet + index of the facet in kFacets: value ids, each as a length byte and
               // the id
};

enum class Facet : std::uint8_t {
  Session,
  Institution,
  Author,
  Track,
  Type,
  Year,
  Day,
  Room,
  Country,
  Keyword,
  Award,
  Has,
  Lang,
  Event,
};
inline constexpr std::size_t kFacetCount = 14;

enum class ValueOrder : std::uint8_t { Count, Label, Programme, Descending };

struct FacetSpec {
  Facet facet;
  std::string_view name;
  std::string_view label;       // for people
  std::string_view none_label;  // for "~none"
  ValueOrder order;             // order of values unless asked otherwise
  bool small;                   // at most a dozen values: zero counts stay listed
};

inline constexpr FacetSpec kFacets[kFacetCount] = {
    {Facet::Session, "session", "Session", "No session given", ValueOrder::Programme, false},
    {Facet::Institution, "institution", "Institution", "No institution given", ValueOrder::Count,
     false},
    {Facet::Author, "author", "Author", "No author given", ValueOrder::Count, false},
    {Facet::Track, "track", "Track", "No track given", ValueOrder::Count, true},
    {Facet::Type, "type", "Type", "No type given", ValueOrder::Count, true},
    {Facet::Year, "year", "Year", "No year given", ValueOrder::Descending, false},
    {Facet::Day, "day", "Day", "No day given", ValueOrder::Programme, true},
    {Facet::Room, "room", "Room", "No room given", ValueOrder::Label, false},
    {Facet::Country, "country", "Country", "No country given", ValueOrder::Count, false},
    {Facet::Keyword, "keyword", "Keyword", "No keyword given", ValueOrder::Count, false},
    {Facet::Award, "award", "Award", "No award", ValueOrder::Count, true},
    {Facet::Has, "has", "Comes with", "Nothing attached", ValueOrder::Count, true},
    {Facet::Lang, "lang", "Language", "No language given", ValueOrder::Count, true},
    {Facet::Event, "event", "Event", "No event given", ValueOrder::Programme, false},
};

const FacetSpec& spec_of(Facet facet);
const FacetSpec* find_facet(std::string_view name);
inline constexpr std::size_t index_of(Facet facet) { return static_cast<std::size_t>(facet); }

// The value id that stands for "not given".
inline constexpr std::string_view kNoValue = "~none";

// --- term builders: the only places a prefix is put before a word ---
std::string exact_term(std::string_view word);  // any field
std::string stem_term(std::string_view stem);
std::string exact_term(const TextFieldSpec& field, std::string_view word);
std::string stem_term(const TextFieldSpec& field, std::string_view stem);
// What exact_term() was made of; null: any field.
struct FieldWord {
  const TextFieldSpec* field = nullptr;
  std::string_view word;
};
FieldWord field_word(std::string_view exact_term);
std::string id_term(std::string_view paper_id);
std::string filter_term(Facet facet, std::string_view value_id);
// Empty for a title or name without a word in it.
std::string title_key_term(std::string_view title);  // of any spelling of the title
std::string name_key_term(std::string_view person_name);
std::string doi_term(std::string_view doi);
std::string arxiv_term(std::string_view arxiv);
// Of papers that were withdrawn: no search shows them, their page says so.
std::string withdrawn_term();

}  // namespace paperfind
