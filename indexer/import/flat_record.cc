#include "indexer/import/flat_record.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/nlohmann_json.h"
#include "engine/base/zoned_time.h"
#include "engine/record/identifiers.h"
#include "indexer/import/flat_reader.h"
#include "indexer/import/text_repair.h"

namespace paperfind {

using nlohmann::json;

namespace {

constexpr std::string_view kKnownKeys[] = {
    "id",      "title",   "abstract", "authors",     "event",  "year",     "session", "track",
    "url",     "doi",     "pages",    "pdf",         "html",   "keywords", "type",    "lang",
    "arxiv",   "code",    "data",     "slides",      "videos", "poster",   "award",   "published",
    "updated", "license", "status",   "status_note", "entry",  "sessions"};

std::string kept_text(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool is_pdf_address(std::string_view url) {
  return ascii_lower(url.substr(0, url.find_first_of("?#"))).ends_with(".pdf");
}

// What the corpus format takes for a link; anything else is kept aside.
bool is_link(std::string_view url) {
  const bool web = url.substr(0, 7) == "http://" || url.substr(0, 8) == "https://";
  const std::size_t host = url.find("//") + 2;
  return web && host < url.size() && std::string_view("/?#:").find(url[host]) == url.npos &&
         url.find_first_of(" \\") == std::string_view::npos;
}

// "github.com/x/y": a host's name with a path behind it.
bool lacks_scheme_only(std::string_view url) {
  const std::size_t slash = url.find('/');
  if (slash == std::string_view::npos || !is_link("https://" + std::string(url))) return false;
  const std::string_view host = url.substr(0, slash);
  const std::size_t dot = host.rfind('.');
  if (dot == 0 || dot == std::string_view::npos || host.size() - dot < 3) return false;
  return std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

}  // namespace

const json* FlatReader::member(const char* key) const {
  const auto it = object_.find(key);
  return it == object_.end() || it->is_null() ? nullptr : &*it;
}

void FlatReader::keep(const std::string& key, const json& value) {
  std::string text = kept_text(value);
  // A corpus file holds no NUL.
  for (std::size_t at = 0; (at = text.find("\\u0000", at)) != std::string::npos;) {
    const std::size_t slash = text.find_last_not_of('\\', at);
    const bool escaped = (at - (slash == std::string::npos ? 0 : slash + 1)) % 2 != 0;
    escaped ? void(at += 6) : void(text.erase(at, 6));
  }
  record_.paper.extra[key] = std::move(text);
}

std::string FlatReader::repaired(std::string_view text, bool& letters) {
  TextRepair repair = repair_text(text);
  letters = letters || repair.letters_changed;
  record_.repairs.insert(repair.kinds.begin(), repair.kinds.end());
  return std::move(repair.text);
}

std::string FlatReader::raw(const char* key, bool& letters) {
  const json* value = member(key);
  if (value == nullptr) return {};
  if (value->is_string()) return repaired(value->get_ref<const std::string&>(), letters);
  if (value->is_number()) return value->dump();
  fail(std::string(key) + " is neither text nor null");
  return {};
}

std::string FlatReader::line(const char* key) {
  bool letters = false;
  std::string out = one_line(raw(key, letters));
  if (letters) keep(std::string("x_source_") + key, *member(key));
  return out;
}

std::string FlatReader::text(const char* key) {
  bool letters = false;
  std::string out = paragraphs(raw(key, letters));
  if (letters) keep(std::string("x_source_") + key, *member(key));
  return out;
}

std::string FlatReader::part(const json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_string()) return {};
  bool letters = false;
  return one_line(repaired(it->get_ref<const std::string&>(), letters));
}

// A list of strings, or one string; empty and repeated ones dropped.
std::vector<std::string> FlatReader::strings(const json& value, const char* key) {
  std::vector<std::string> out;
  bool letters = false;
  const auto add = [&](std::string_view text) {
    std::string one = one_line(repaired(text, letters));
    if (one.empty()) return;
    if (std::find(out.begin(), out.end(), one) == out.end()) {
      out.push_back(std::move(one));
    } else {
      repair(std::string("repeated ") + key);
    }
  };
  if (value.is_string()) add(value.get_ref<const std::string&>());
  if (!value.is_array() && !value.is_string())
    fail(std::string(key) + " is neither a list nor null");
  for (const json& item : value.is_array() ? value : json::array()) {
    if (item.is_string()) {
      add(item.get_ref<const std::string&>());
    } else if (!item.is_null()) {
      fail(std::string(key) + " holds something that is no text");
    }
  }
  if (letters) keep(std::string("x_source_") + key, value);
  return out;
}

std::vector<std::string> FlatReader::words(const char* key) {
  const json* value = member(key);
  return value == nullptr ? std::vector<std::string>() : strings(*value, key);
}

void FlatReader::keywords() {
  const json* value = member("keywords");
  if (value == nullptr) return;
  if (!value->is_string()) {
    record_.paper.keywords = strings(*value, "keywords");
    return;
  }
  // An entity's own semicolon separates nothing.
  bool letters = false;
  const std::string text = repaired(value->get_ref<const std::string&>(), letters);
  char by = ',';
  if (text.find(';') != std::string::npos) by = ';';
  if (text.find('|') != std::string::npos) by = '|';
  json parts = json::array();
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(by, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  record_.paper.keywords = strings(parts, "keywords");
  if (letters) keep("x_source_keywords", *value);
}

std::string FlatReader::with_scheme(std::string url) {
  if (!lacks_scheme_only(url)) return url;
  repair("https:// put before an address");
  return "https://" + url;
}

// The address of a member, or nothing when it is none: then it is kept aside.
std::string FlatReader::address(const char* key) {
  std::string url = with_scheme(line(key));
  if (url.empty() || is_link(url)) return url;
  const std::string aside = std::string("x_source_") + key;
  repair(std::string(key) + " that is no web address, kept in " + aside);
  keep(aside, url);
  return {};
}

std::vector<std::string> FlatReader::addresses(const char* key) {
  std::vector<std::string> out = words(key);
  for (std::string& url : out) url = with_scheme(std::move(url));
  const auto bad = std::stable_partition(out.begin(), out.end(),
                                         [](const std::string& url) { return is_link(url); });
  if (bad == out.end()) return out;
  const std::string aside = std::string("x_source_") + key;
  repair(std::string(key) + " that is no web address, kept in " + aside);
  keep(aside, std::vector<std::string>(bad, out.end()));
  out.erase(bad, out.end());
  return out;
}

void FlatReader::links() {
  Paper& paper = record_.paper;
  const std::string url = address("url");
  (is_pdf_address(url) ? paper.pdf : paper.html) = url;
  if (std::string pdf = address("pdf"); !pdf.empty()) paper.pdf = std::move(pdf);
  if (std::string html = address("html"); !html.empty()) paper.html = std::move(html);
  paper.poster = address("poster");
  paper.code = addresses("code");
  paper.data = addresses("data");
  paper.slides = addresses("slides");
  for (std::string& video : addresses("videos")) {
    paper.videos.emplace_back();
    paper.videos.back().url = std::move(video);
  }
}

void FlatReader::identifiers() {
  Paper& paper = record_.paper;
  if (const std::string source = line("doi"); !source.empty()) {
    if (const auto parsed = parse_doi(source)) {
      if (source.size() != parsed->size()) repair("doi given as an address");
      paper.doi = *parsed;
    } else {
      repair("doi that is no DOI, kept in x_source_doi");
      keep("x_source_doi", source);
    }
  }
  if (const std::string source = line("arxiv"); !source.empty()) {
    if (const auto parsed = parse_arxiv(source)) {
      paper.arxiv = *parsed;
    } else {
      repair("arxiv that is no arXiv id, kept in x_source_arxiv");
      keep("x_source_arxiv", source);
    }
  }
}

std::string FlatReader::day(const char* key) {
  std::string text = line(key);
  if (text.empty()) return {};
  if (text.size() > 10 && parse_date(text.substr(0, 10))) text.resize(10);
  if (parse_date(text)) return text;
  const std::string aside = std::string("x_source_") + key;
  repair(std::string(key) + " that is no day, kept in " + aside);
  keep(aside, text);
  return {};
}

void FlatReader::status() {
  Paper& paper = record_.paper;
  const std::string status = line("status");
  if (status == "withdrawn") {
    paper.status = PaperStatus::Withdrawn;
  } else if (status == "retracted") {
    paper.status = PaperStatus::Retracted;
  } else if (!status.empty() && status != "active") {
    keep("x_status", status);
  }
  paper.status_note = line("status_note");
  paper.published = day("published");
  paper.updated = day("updated");
}

// Keys nobody knows: kept under x_.
void FlatReader::others() {
  for (const auto& [key, value] : object_.items()) {
    if (std::find(std::begin(kKnownKeys), std::end(kKnownKeys), key) != std::end(kKnownKeys)) {
      continue;
    }
    if (value.is_null()) continue;
    if (kept_text(value).find("\\u0000") != std::string::npos || key.find('\0') != key.npos) {
      repair("a key of its own with NUL, dropped");
      continue;
    }
    keep(key.substr(0, 2) == "x_" ? key : "x_" + key, value);
  }
}

Result<FlatRecord> read_flat_record(const json& object, const ImportSettings& settings) {
  const auto rejected = [](std::string reason) {
    return Error{ErrorCode::InvalidData, std::move(reason)};
  };
  if (!object.is_object()) return rejected("is no JSON object");
  FlatRecord record;
  FlatReader reader(object, record);
  reader.others();
  record.source_id = reader.line("id");
  record.paper.title = reader.line("title");
  record.paper.abstract = reader.text("abstract");
  record.paper.track = reader.line("track");
  record.paper.type = reader.line("type");
  record.paper.pages = reader.line("pages");
  record.paper.lang = reader.line("lang");
  record.paper.award = reader.line("award");
  record.paper.license = reader.line("license");
  reader.authors();
  reader.event(settings);
  reader.presentations();
  reader.entry();
  reader.keywords();
  reader.identifiers();
  reader.links();
  reader.status();
  if (record.event.name.empty()) return rejected("event is missing");
  if (!reader.fault().empty()) return rejected(reader.fault());
  return record;
}

}  // namespace paperfind
