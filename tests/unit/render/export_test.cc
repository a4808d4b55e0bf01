#include "engine/render/export.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/render/json.h"
#include "tests/catch.h"
#include "tests/unit/render/nasty_papers.h"

namespace paperfind {
namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

const ExportSource kSource = {"Papers & more", "https://papers.example.org", "/search.x?q=a&b",
                              "/search?q=a&b", "2026-06-03"};

std::string exported(const std::string& format, const std::vector<PaperView>& papers) {
  Export out(*find_export_format(format), kSource);
  std::string text = out.head();
  for (const PaperView& paper : papers) text += out.entry(paper);
  return text + out.tail();
}

// RFC 4180 by its grammar, nothing forgiven.
std::vector<Row> read_csv(std::string_view text) {
  std::vector<Row> rows(1, Row(1));
  for (std::size_t i = 0; i < text.size();) {
    REQUIRE(text[i] == '"');
    for (++i; text.at(i) != '"' || text.substr(i + 1, 1) == "\""; ++i) {
      if (text[i] == '"') ++i;
      rows.back().back() += text[i];
    }
    ++i;
    if (text.substr(i, 2) == "\r\n") {
      i += 2;
      if (i < text.size()) rows.emplace_back(1);
    } else {
      REQUIRE(text.substr(i, 1) == ",");
      ++i;
      rows.back().emplace_back();
    }
  }
  return rows;
}

// Lines of a text that ends each in CRLF.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find("\r\n");
    REQUIRE(end != std::string_view::npos);
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 2);
  }
  return lines;
}

bool is_utf8(const std::string& text) {
  try {
    return !Json(text).dump().empty();
  } catch (const Json::exception&) {
    return false;
  }
}

TEST_CASE("formats are found by key, by suffix and at the end of a path", "[export]") {
  std::set<std::string_view> keys, suffixes;
  for (const ExportFormat& format : all_export_formats()) {
    CAPTURE(format.key);
    CHECK(keys.insert(format.key).second);
    CHECK(suffixes.insert(format.suffix).second);
    CHECK(find_export_format(format.key) == &format);
    CHECK(find_export_format(format.suffix) == &format);
    CHECK(export_format_of("p1." + std::string(format.suffix)) == &format);
    CHECK(export_format_of("." + std::string(format.suffix)) == nullptr);
    CHECK(export_format_of(format.suffix) == nullptr);
    CHECK(export_format_of("p1" + std::string(format.suffix)) == nullptr);
  }
  CHECK(find_export_format("pdf") == nullptr);
  CHECK(find_export_format("") == nullptr);
  CHECK(export_format_of("p.1") == nullptr);
}

TEST_CASE("an export of nothing is whole, and every export is UTF-8", "[export]") {
  for (const ExportFormat& format : all_export_formats()) {
    CAPTURE(format.key);
    Export none(format, {});
    CHECK(is_utf8(none.head() + none.tail()));
    CHECK(is_utf8(exported(std::string(format.key), sample::nasty_papers())));
    PaperView bare;
    bare.paper.id = "p";
    CHECK(is_utf8(export_text(format, bare, "")));
  }
}

TEST_CASE("the same papers give the same bytes", "[export]") {
  for (const ExportFormat& format : all_export_formats()) {
    const std::string key(format.key);
    CHECK(exported(key, sample::nasty_papers()) == exported(key, sample::nasty_papers()));
  }
}

TEST_CASE("a table has a header, a row a paper and as many cells in each", "[csv]") {
  const std::string text = exported("csv", {sample::plain_paper()});
  REQUIRE(text.starts_with("\xEF\xBB\xBF"));
  const std::vector<Row> rows = read_csv(std::string_view(text).substr(3));
  REQUIRE(rows.size() == 2);
  std::map<std::string, std::string> cells;
  REQUIRE(rows[0].size() == rows[1].size());
  for (std::size_t i = 0; i < rows[0].size(); ++i) cells[rows[0][i]] = rows[1][i];
  CHECK(cells["id"] == "p0421");
  CHECK(cells["title"] == sample::plain_paper().paper.title);
  CHECK(cells["authors"] == "Ana Díaz; Jan van der Berg III");
  CHECK(cells["institutions"] == "Massachusetts Institute of Technology");
  CHECK(cells["session"] == "Efficient models");
  CHECK(cells["start"] == "2026-06-03T10:30:00+02:00");
  CHECK(cells["room"] == "Hall B");
  CHECK(cells["event"] == "Symposium on Small Things 2026");
  CHECK(cells["year"] == "2026");
  CHECK(cells["keywords"] == "attention; tinyML");
  CHECK(cells["url"] == "https://papers.example.org/papers/p0421");
  CHECK(cells["pdf"] == "https://example.org/p0421.pdf");
  CHECK(cells["abstract"] == "We prune. Pruning attention heads");
}

TEST_CASE("no cell begins a formula, and the others are what the record says", "[csv]") {
  const std::string text = exported("csv", sample::nasty_papers());
  const std::vector<Row> rows = read_csv(std::string_view(text).substr(3));
  const std::vector<std::string>& texts = sample::nasty_texts();
  REQUIRE(rows.size() == texts.size() + 1);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CAPTURE(texts[i]);
    CHECK(rows[i + 1].size() == rows[0].size());
    for (const std::string& cell : rows[i + 1]) {
      CAPTURE(cell);
      const std::size_t begin = std::min(cell.find_first_not_of(" \n"), cell.size());
      CHECK(std::string_view("=+-@\t\r").find(cell.substr(begin, 1)) ==
            (begin == cell.size() ? 0 : std::string_view::npos));
      CHECK_FALSE(cell.substr(begin).starts_with("\uFF1D"));
    }
  }
  const auto title_of = [&](const std::string& wanted) {
    const auto at = std::find(texts.begin(), texts.end(), wanted) - texts.begin();
    return rows.at(static_cast<std::size_t>(at) + 1)[1];
  };
  CHECK(title_of("plain words") == "plain words");
  CHECK(title_of("a,b;c\"d'e") == "a,b;c\"d'e");
  CHECK(title_of("one\r\ntwo\nthree\rfour") == "one\ntwo\nthreefour");
  CHECK(title_of("+1+1") == "'+1+1");
  CHECK(title_of("\x01=1+1") == "'=1+1");
  CHECK(title_of("\t=1+1") == "'\t=1+1");
}

TEST_CASE("RIS has a tag a line, from TY to ER", "[ris]") {
  CHECK(lines_of(exported("ris", {sample::plain_paper()})) ==
        std::vector<std::string>{"TY  - CPAPER",
                                 "ID  - p0421",
                                 "TI  - Pruning attention heads of BERT & co: 60% of $L_1$",
                                 "AU  - Díaz, Ana",
                                 "AU  - van der Berg, Jan, III",
                                 "AD  - Massachusetts Institute of Technology",
                                 "PY  - 2026",
                                 "DA  - 2026/06/03",
                                 "T2  - Symposium on Small Things 2026",
                                 "CY  - Zürich",
                                 "SP  - 1",
                                 "EP  - 8",
                                 "DO  - 10.1000/x_1",
                                 "UR  - https://papers.example.org/papers/p0421",
                                 "L1  - https://example.org/p0421.pdf",
                                 "KW  - attention",
                                 "KW  - tinyML",
                                 "AB  - We prune. Pruning attention heads",
                                 "ER  - ",
                                 ""});
}

TEST_CASE("nothing in a record begins or ends one of RIS", "[ris]") {
  const std::vector<PaperView> papers = sample::nasty_papers();
  std::size_t begun = 0, ended = 0;
  for (const std::string& line : lines_of(exported("ris", papers))) {
    CAPTURE(line);
    if (line.empty()) continue;
    REQUIRE(line.size() >= 6);
    CHECK(line.substr(2, 4) == "  - ");
    CHECK(line.find_first_of("\r\n") == std::string::npos);
    if (line.starts_with("TY  - ")) ++begun;
    if (line.starts_with("ER  - ")) ++ended;
    CHECK(begun - ended <= 1);
  }
  CHECK(begun == papers.size());
  CHECK(ended == papers.size());
}

TEST_CASE("CSL-JSON is one array of items", "[csl]") {
  const Json items = Json::parse(exported("csl", {sample::plain_paper(), sample::plain_paper()}));
  REQUIRE(items.size() == 2);
  CHECK(items[0] == Json::parse(R"({
    "id": "p0421", "type": "paper-conference",
    "title": "Pruning attention heads of BERT & co: 60% of $L_1$",
    "author": [{"family": "Díaz", "given": "Ana"},
               {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der",
                "suffix": "III"}],
    "issued": {"date-parts": [[2026, 6, 3]]},
    "container-title": "Symposium on Small Things 2026",
    "event-title": "Symposium on Small Things 2026", "event-place": "Zürich",
    "page": "1-8", "DOI": "10.1000/x_1", "URL": "https://papers.example.org/papers/p0421",
    "keyword": "attention, tinyML", "abstract": "We prune. Pruning attention heads"})"));
  CHECK(Json::parse(exported("csl", {})).empty());
}

TEST_CASE("CSL-JSON of hostile records parses, and says what they say", "[csl]") {
  const Json items = Json::parse(exported("csl", sample::nasty_papers()));
  REQUIRE(items.size() == sample::nasty_texts().size());
  for (const Json& item : items) {
    CHECK(item.at("title").get<std::string>() != "");
    CHECK(item.at("author").size() == 2);
  }
}

TEST_CASE("JSON Lines are the API's records without what other papers decide", "[jsonl]") {
  const std::string text = exported("jsonl", {sample::plain_paper(), sample::plain_paper()});
  CHECK(std::count(text.begin(), text.end(), '\n') == 2);
  const Json line = Json::parse(text.substr(0, text.find('\n')));
  Json whole = Json::parse(paper_json(sample::plain_paper()));
  for (const char* key : {"related", "prev", "next"}) whole.erase(key);
  CHECK(line == whole);
  const std::string hostile = exported("jsonl", sample::nasty_papers());
  CHECK(static_cast<std::size_t>(std::count(hostile.begin(), hostile.end(), '\n')) ==
        sample::nasty_texts().size());
}

TEST_CASE("links to exports follow the search, and all of it", "[export]") {
  SearchRequest request;
  request.query = "attention pruning";
  request.filters = {{"institution", {"mit"}, {}, {}}};
  request.sort = SortKey::Title;
  request.page = 3;
  request.per_page = 5;
  request.facets = {"session"};
  request.snippet_words = 0;
  CHECK(export_link(*find_export_format("bib"), request) ==
        "/search.bib?q=attention+pruning&institution=mit&sort=title");
  CHECK(export_link(*find_export_format("csl"), {}) == "/search.csl.json");
}

}  // namespace
}  // namespace paperfind
