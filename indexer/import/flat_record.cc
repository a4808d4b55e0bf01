#include "indexer/import/flat_record.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "engine/record/identifiers.h"
#include "engine/record/json_reader.h"
#include "engine/text/normalize.h"
#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

using nlohmann::json;

constexpr std::string_view kKnownKeys[] = {"id",    "title", "abstract", "authors",
                                           "event", "year",  "session",  "track",
                                           "url",   "doi",   "pages",    "keywords"};

Error rejected(std::string reason) { return {ErrorCode::InvalidData, std::move(reason)}; }

std::string kept_text(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// Reads the members of one line; remembers what it had to change, and the first thing it cannot
// read.
class FlatReader {
 public:
  FlatReader(const json& object, FlatRecord& record) : object_(object), record_(record) {}

  [[nodiscard]] const std::string& fault() const { return fault_; }

  std::string line(const char* key) { return one_line(raw(key)); }
  std::string text(const char* key) { return paragraphs(raw(key)); }
  void authors();
  void year();
  void keywords();
  void link();
  void doi();
  void others();

 private:
  [[nodiscard]] const json* member(const char* key) const {
    const auto it = object_.find(key);
    return it == object_.end() || it->is_null() ? nullptr : &*it;
  }
  std::string raw(const char* key);
  std::string repaired(std::string_view text);
  void repair(std::string what) { record_.repairs.insert(std::move(what)); }
  void fail(std::string what) {
    if (fault_.empty()) fault_ = std::move(what);
  }
  void keep(const char* key, const std::string& value) {
    record_.paper.extra[key] = kept_text(value);
  }
  std::vector<std::string> strings(const json& value, const char* key);
  void author(const json& value);
  void undouble_authors();

  const json& object_;
  FlatRecord& record_;
  std::string fault_;
};

std::string FlatReader::repaired(std::string_view text) {
  bool changed = false;
  std::string out = repair_controls(text, changed);
  if (changed) repair("control characters");
  return out;
}

std::string FlatReader::raw(const char* key) {
  const json* value = member(key);
  if (value == nullptr) return {};
  if (value->is_string()) return repaired(value->get_ref<const std::string&>());
  if (value->is_number()) return value->dump();
  fail(std::string(key) + " is neither text nor null");
  return {};
}

// A list of strings, or one string with separators; empty and repeated ones dropped.
std::vector<std::string> FlatReader::strings(const json& value, const char* key) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view text) {
    std::string one = one_line(repaired(text));
    if (one.empty()) return;
    if (std::find(out.begin(), out.end(), one) == out.end()) {
      out.push_back(std::move(one));
    } else {
      repair(std::string("repeated ") + key);
    }
  };
  if (value.is_string()) add(value.get_ref<const std::string&>());
  if (!value.is_array()) {
    if (!value.is_string()) fail(std::string(key) + " is neither a list nor null");
    return out;
  }
  for (const json& item : value) {
    if (item.is_string()) {
      add(item.get_ref<const std::string&>());
    } else if (!item.is_null()) {
      fail(std::string(key) + " holds something that is no text");
    }
  }
  return out;
}

void FlatReader::author(const json& value) {
  Author author;
  if (value.is_string()) {
    author.name = one_line(repaired(value.get_ref<const std::string&>()));
  } else if (value.is_object()) {
    const auto name = value.find("name");
    if (name != value.end() && name->is_string()) {
      author.name = one_line(repaired(name->get_ref<const std::string&>()));
    }
    const auto list = value.find("affiliations");
    if (list != value.end() && !list->is_null()) {
      for (std::string& raw : strings(*list, "affiliations")) {
        author.affiliations.push_back({std::move(raw), {}});
      }
    }
  } else if (!value.is_null()) {
    return fail("authors holds something that is no author");
  }
  if (author.name.empty()) return repair("an author without a name");
  record_.paper.authors.push_back(std::move(author));
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

// As a number, as text, or else the last thing in the event's name that looks like one.
void FlatReader::year() {
  const auto is_year = [](int year) { return year >= 1000 && year <= 9999; };
  std::string text = line("year");
  if (member("year") == nullptr) {
    const std::string& name = record_.event;
    for (std::size_t i = 0; i + 4 <= name.size(); ++i) {
      const std::string part = name.substr(i, 4);
      if (part.find_first_not_of("0123456789") == std::string::npos) text = part;
    }
    repair("year taken from the event's name");
  }
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size() || !is_year(year)) {
    return fail("year is missing or no year");
  }
  record_.year = year;
}

void FlatReader::keywords() {
  const json* value = member("keywords");
  if (value == nullptr) return;
  if (!value->is_string()) {
    record_.paper.keywords = strings(*value, "keywords");
    return;
  }
  const std::string& text = value->get_ref<const std::string&>();
  const char separator = text.find(';') == std::string::npos ? ',' : ';';
  json parts = json::array();
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  record_.paper.keywords = strings(parts, "keywords");
}

bool is_pdf_address(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  if (url.size() < 4) return false;
  std::string end(url.substr(url.size() - 4));
  std::transform(end.begin(), end.end(), end.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return end == ".pdf";
}

// What the corpus format takes for a link; anything else is kept aside.
bool is_link(std::string_view url) {
  const bool web = url.substr(0, 7) == "http://" || url.substr(0, 8) == "https://";
  const std::size_t host = url.find("//") + 2;
  return web && host < url.size() && std::string_view("/?#:").find(url[host]) == url.npos &&
         url.find_first_of(" \\") == std::string_view::npos;
}

void FlatReader::link() {
  const std::string url = line("url");
  if (url.empty()) return;
  if (!is_link(url)) {
    repair("url that is no web address, kept in x_source_url");
    return keep("x_source_url", url);
  }
  (is_pdf_address(url) ? record_.paper.pdf : record_.paper.html) = url;
}

void FlatReader::doi() {
  const std::string source = line("doi");
  if (source.empty()) return;
  const auto parsed = parse_doi(source);
  if (!parsed) {
    repair("doi that is no DOI, kept in x_source_doi");
    return keep("x_source_doi", source);
  }
  if (source.size() != parsed->size()) repair("doi given as an address");
  record_.paper.doi = *parsed;
}

// Keys nobody knows: kept under x_.
void FlatReader::others() {
  for (const auto& [key, value] : object_.items()) {
    if (std::find(std::begin(kKnownKeys), std::end(kKnownKeys), key) != std::end(kKnownKeys)) {
      continue;
    }
    const std::string text = kept_text(value);
    if (value.is_null()) continue;
    if (text.find("\\u0000") != std::string::npos || key.find('\0') != std::string::npos) {
      repair("a key of its own with NUL, dropped");
      continue;
    }
    record_.paper.extra[key.substr(0, 2) == "x_" ? key : "x_" + key] = text;
  }
}

}  // namespace

Result<FlatRecord> read_flat_record(std::string_view line, const Reshape& reshape) {
  FlatRecord record;
  std::string clean;
  if (!is_clean_utf8(line)) {
    clean = repair_utf8(line);
    line = clean;
    record.repairs.insert("ill-formed UTF-8");
  }
  std::vector<JsonProblem> problems;
  std::optional<json> object = parse_json(line, problems, NulRule::Keep);
  if (!object) return rejected(problems.front().message);
  if (!object->is_object()) return rejected("is no JSON object");
  if (reshape) {
    if (Status reshaped = reshape(*object); !reshaped.ok()) return reshaped.error();
  }
  FlatReader reader(*object, record);
  record.source_id = reader.line("id");
  record.paper.title = reader.line("title");
  record.paper.abstract = reader.text("abstract");
  record.event = reader.line("event");
  record.session = reader.line("session");
  record.paper.track = reader.line("track");
  record.paper.pages = reader.line("pages");
  reader.authors();
  reader.year();
  reader.keywords();
  reader.link();
  reader.doi();
  reader.others();
  if (record.event.empty()) return rejected("event is missing");
  if (!reader.fault().empty()) return rejected(reader.fault());
  return record;
}

}  // namespace paperfind
