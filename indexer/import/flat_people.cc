// The authors of a record in the flat form.
#include <algorithm>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/record/identifiers.h"
#include "engine/text/markup.h"
#include "indexer/import/flat_reader.h"
#include "indexer/import/name_list.h"
#include "indexer/import/text_repair.h"

namespace paperfind {

using nlohmann::json;

namespace {

// More commas than this, and a name is a list.
constexpr std::ptrdiff_t kMaxCommasInAName = 2;

bool is_list_of_names(const std::string& name) {
  const auto commas = std::count(name.begin(), name.end(), ',');
  if (commas > kMaxCommasInAName) return true;
  return commas > 0 && name.find(" and ") != std::string::npos;
}

}  // namespace

void FlatReader::add_author(Author author) {
  if (const std::string plain = without_mail_addresses(author.name); plain != author.name) {
    repair("a mail address in a name, left out");
    author.name = plain;
    author.source_name.clear();
    if (plain.empty()) return;
  }
  if (author.name.empty()) return repair("an author without a name");
  record_.paper.authors.push_back(std::move(author));
}

std::vector<Affiliation> FlatReader::affiliations(const json& list) {
  std::vector<Affiliation> out;
  for (std::string& printed : strings(list, "affiliations")) {
    std::string plain = without_mail_addresses(printed);
    if (plain != printed) repair("a mail address in an affiliation, left out");
    if (!plain.empty()) out.push_back({std::move(plain), {}});
  }
  return out;
}

// "name", and what is known of it beside.
void FlatReader::person_names(Author& author, const json& value) {
  author.source_name = part(value, "source_name");
  author.given = part(value, "given");
  author.family = part(value, "family");
  const std::string orcid = part(value, "orcid");
  if (orcid.empty()) return;
  if (const auto parsed = parse_orcid(orcid)) {
    author.orcid = *parsed;
  } else {
    repair("an ORCID with a wrong check digit, left out");
  }
}

void FlatReader::author(const json& value) {
  Author author;
  json name;
  if (value.is_string()) {
    name = value;
  } else if (value.is_object()) {
    name = value.value("name", json());
    person_names(author, value);
    const auto list = value.find("affiliations");
    if (list != value.end() && !list->is_null()) author.affiliations = affiliations(*list);
  } else if (!value.is_null()) {
    return fail("authors holds something that is no author");
  }
  if (name.is_string()) {
    bool letters = false;
    const auto& printed = name.get_ref<const std::string&>();
    author.name = one_line(repaired(printed, letters));
    if (author.name.find('\\') != std::string::npos) {
      repair("LaTeX in a name");
      author.name = one_line(plain_text(author.name));
      letters = true;
    }
    if (letters && author.source_name.empty()) author.source_name = one_line(without_nul(printed));
  }
  if (!is_list_of_names(author.name)) return add_author(std::move(author));
  const std::vector<std::string> names = split_names(author.name);
  if (names.size() > 1) repair("several names in one, parted");
  for (const std::string& one : names) {
    Author next;
    next.name = one;
    if (names.size() == 1) next = author;
    next.affiliations = author.affiliations;
    add_author(std::move(next));
  }
}

// Some sources print the whole list twice.
void FlatReader::undouble_authors() {
  std::vector<Author>& authors = record_.paper.authors;
  const auto half = static_cast<std::ptrdiff_t>(authors.size() / 2);
  if (half < 2 || authors.size() % 2 != 0) return;
  const bool doubled =
      std::equal(authors.begin(), authors.begin() + half, authors.begin() + half,
                 [](const Author& a, const Author& b) { return a.name == b.name; });
  if (!doubled) return;
  // The copy may be the one that has the affiliations.
  for (std::ptrdiff_t i = 0; i < half; ++i) {
    Author& first = authors[static_cast<std::size_t>(i)];
    Author& second = authors[static_cast<std::size_t>(i + half)];
    if (first.affiliations.empty()) first.affiliations = std::move(second.affiliations);
  }
  authors.resize(static_cast<std::size_t>(half));
  repair("doubled author list");
}

void FlatReader::authors() {
  const json* list = member("authors");
  if (list == nullptr) return;
  if (!list->is_array()) return fail("authors is neither a list nor null");
  for (const json& value : *list) author(value);
  undouble_authors();
}

}  // namespace paperfind
