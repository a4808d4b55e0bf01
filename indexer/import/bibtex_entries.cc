#include "indexer/import/bibtex_entries.h"

#include <btparse.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/record/json_reader.h"

namespace paperfind {
namespace {

// btparse has a stack of fixed size, about 90 fields.
constexpr std::size_t kMaxFields = 64;
constexpr std::size_t kMaxTypeBytes = 32;
// Of all @strings of a file, which may be made of each other.
constexpr std::size_t kMaxMacroBytes = std::size_t{32} << 20;
// Stands for '%' while btparse has the text; no file holds it by right.
constexpr char kPercent = '\x01';

constexpr std::pair<const char*, const char*> kMonths[] = {
    {"jan", "January"},   {"feb", "February"}, {"mar", "March"},    {"apr", "April"},
    {"may", "May"},       {"jun", "June"},     {"jul", "July"},     {"aug", "August"},
    {"sep", "September"}, {"oct", "October"},  {"nov", "November"}, {"dec", "December"}};

bool is_letter(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string with_percent(std::string text) {
  std::replace(text.begin(), text.end(), kPercent, '%');
  return text;
}

// btparse reports on stderr, which glibc lets a program set: what it says becomes a value.
class Reports {
 public:
  Reports() : stream_(open_memstream(&text_, &size_)), before_(stderr) {
    if (stream_ != nullptr) stderr = stream_;
  }
  Reports(const Reports&) = delete;
  Reports& operator=(const Reports&) = delete;
  ~Reports() {
    stderr = before_;
    if (stream_ != nullptr) std::fclose(stream_);
    std::free(text_);
  }

  // The first report, without the "file, line 7, " before it.
  std::string first() const {
    if (stream_ == nullptr || std::fflush(stream_) != 0 || text_ == nullptr) return {};
    std::string_view text(text_, size_);
    text = text.substr(0, text.find('\n'));
    const std::size_t comma = text.find(", ", text.find("line "));
    return std::string(comma == std::string_view::npos ? text : text.substr(comma + 2));
  }

 private:
  char* text_ = nullptr;
  std::size_t size_ = 0;
  FILE* stream_;
  FILE* before_;
};

struct FreeAst {
  void operator()(AST* ast) const { bt_free_ast(ast); }
};

// The macros that an entry uses, known to btparse while it parses the entry: its own table holds
// what broken @strings left there, and one that is not in it costs a byte of memory.
class MacroTable {
 public:
  MacroTable(const std::vector<std::string>& used,
             const std::map<std::string, std::string>& defined) {
    std::string file = "input";
    for (std::string name : used) {
      const auto macro = defined.find(name);
      bytes_ += macro == defined.end() ? name.size() : macro->second.size();
      if (bytes_ > kMaxRecordBytes) return;
      undefined_ = undefined_ || macro == defined.end();
      std::string text = macro == defined.end() ? name : macro->second;
      bt_delete_macro(name.data());
      bt_add_macro_text(name.data(), text.data(), file.data(), 0);
    }
  }
  MacroTable(const MacroTable&) = delete;
  MacroTable& operator=(const MacroTable&) = delete;
  ~MacroTable() { bt_delete_all_macros(); }

  [[nodiscard]] bool lacks_some() const { return undefined_; }
  // They make a record of the entry that is too long; then not all are known to btparse.
  [[nodiscard]] bool too_long() const { return bytes_ > kMaxRecordBytes; }

 private:
  bool undefined_ = false;
  std::size_t bytes_ = 0;
};

}  // namespace

BibtexEntries::BibtexEntries(ByteReader& bytes) : bytes_(bytes) {
  bt_initialize();
  for (const bt_metatype type : {BTE_REGULAR, BTE_COMMENT, BTE_PREAMBLE, BTE_MACRODEF}) {
    bt_set_stringopts(type, BTO_MACRO);
  }
  for (const auto& [name, month] : kMonths) macros_.emplace(name, month);
}

BibtexEntries::~BibtexEntries() { bt_cleanup(); }

int BibtexEntries::read() {
  if (ahead_.empty()) return bytes_.next();
  const char c = ahead_.front();
  ahead_.erase(0, 1);
  return static_cast<unsigned char>(c);
}

// Behind '@': the type and the brace that opens the entry. What has none is text between entries.
bool BibtexEntries::read_head(Raw& raw) {
  raw.line = bytes_.line();
  raw.type.clear();
  int c = read();
  while (c == ' ' || c == '\t') c = read();
  while (is_letter(c) && raw.type.size() < kMaxTypeBytes) {
    raw.type += static_cast<char>(c);
    c = read();
  }
  while (is_blank(c)) c = read();
  if (!raw.type.empty() && (c == '{' || c == '(')) {
    raw.type = ascii_lower(raw.type);
    raw.text = "@" + raw.type + static_cast<char>(c);
    return true;
  }
  if (c == '@') ahead_.insert(0, 1, '@');
  return false;
}

// At a line's begin: another entry means that this one has no end.
bool BibtexEntries::interrupted(Raw& raw) {
  std::string seen;
  int c = read();
  while (c == ' ' || c == '\t') {
    seen += static_cast<char>(c);
    c = read();
  }
  if (c != ByteReader::kEnd) seen += static_cast<char>(c);
  bool entry = false;
  if (c == '@') {
    std::size_t letters = 0;
    while (is_letter(c = read())) {
      seen += static_cast<char>(c);
      if (++letters > kMaxTypeBytes) break;
    }
    if (c != ByteReader::kEnd) seen += static_cast<char>(c);
    entry = letters > 0 && (c == '{' || c == '(');
  }
  ahead_.insert(0, seen);
  if (entry) raw.fault = "has no end: a brace or quote is missing";
  return entry;
}

// One byte outside of braces and quotes: words behind '=' and '#' that are no numbers are macros.
void BibtexEntries::note_macro(Raw& raw, int c) {
  if (c == '=' || c == '#') {
    in_value_ = true;
    word_.clear();
  } else if (c == '"' || c == '{') {
    in_value_ = false;
  } else if (in_value_ && !is_blank(c) && c != ',' && c != '}' && c != ')') {
    word_ += static_cast<char>(c);
  } else if (in_value_ && !word_.empty()) {
    if (word_.front() < '0' || word_.front() > '9') raw.macros.push_back(ascii_lower(word_));
    in_value_ = false;
  }
}

// From the opening brace to the one that closes it. Braces count inside quotes as well; a percent
// sign outside of values begins a comment.
void BibtexEntries::read_body(Raw& raw, char open) {
  std::size_t depth = 0;
  std::size_t fields = 0;
  bool quoted = false;
  in_value_ = false;
  const bool has_key = raw.type != "string" && raw.type != "comment" && raw.type != "preamble";
  bool before_fields = has_key;
  for (;;) {
    int c = read();
    if (c == ByteReader::kEnd) break;
    if (c == 0 || c == kPercent) c = ' ';
    const bool outside = depth == 0 && !quoted;
    if (outside && c == '%') {
      while (c != '\n' && c != ByteReader::kEnd) c = read();
      if (c == ByteReader::kEnd) break;
    }
    if (c == '%') c = kPercent;
    if (outside) note_macro(raw, c);
    if (outside && c == (open == '{' ? '}' : ')')) {
      raw.text += static_cast<char>(c);
      if (fields > kMaxFields) raw.fault = fmt::format("has more than {} fields", kMaxFields);
      return;
    }
    if (outside && c == ',') before_fields = false;
    if (outside && c == '=') ++fields;
    if (before_fields && (c == '"' || c == '{' || c == '#')) {
      raw.fault = "has no key";  // read on to its end all the same
    }
    if (c == '"' && depth == 0 && !before_fields) quoted = !quoted;
    if (c == '{') ++depth;
    if (c == '}' && depth > 0) --depth;
    if (raw.text.size() <= kMaxRecordBytes) raw.text += static_cast<char>(c);
    if (c == '\n' && interrupted(raw)) return;
  }
  raw.fault = "has no end: a brace or quote is missing";
}

bool BibtexEntries::next_raw(Raw& raw) {
  bool begins_line = true;
  for (int c = read(); c != ByteReader::kEnd; c = read()) {
    const bool began_line = begins_line;
    begins_line = c == '\n' || (begins_line && is_blank(c));
    if (c != '@') continue;
    raw = {};
    if (!read_head(raw)) {
      // Elsewhere it may be a mail address in a comment.
      if (!began_line) continue;
      raw.fault = "is no entry: a type and a brace must stand behind \"@\"";
      return true;
    }
    read_body(raw, raw.text.back());
    if (raw.text.size() > kMaxRecordBytes) {
      raw.fault = fmt::format("is longer than {} bytes", kMaxRecordBytes);
    }
    return true;
  }
  return false;
}

void BibtexEntries::parse(const Raw& raw, BibtexEntry& entry) {
  std::string text = raw.text;
  std::string file = "input";
  const Reports reports;
  const MacroTable table(raw.macros, macros_);
  entry.undefined_macro = table.lacks_some();
  if (table.too_long()) {
    entry.fault = fmt::format("is longer than {} bytes with its abbreviations", kMaxRecordBytes);
    return;
  }
  boolean ok = FALSE;
  const std::unique_ptr<AST, FreeAst> ast(
      bt_parse_entry_s(text.data(), file.data(), static_cast<int>(raw.line), BTO_MINIMAL, &ok));
  if (ast == nullptr || ok == FALSE) {
    entry.fault = with_percent(reports.first());
    if (entry.fault.empty()) entry.fault = "is no BibTeX entry";
    return;
  }
  if (const char* key = bt_entry_key(ast.get())) entry.key = with_percent(key);
  char* name = nullptr;
  for (AST* field = bt_next_field(ast.get(), nullptr, &name); field != nullptr;
       field = bt_next_field(ast.get(), field, &name)) {
    if (name == nullptr) continue;
    // Of a field given twice the first counts, as for BibTeX.
    char* text = nullptr;
    bt_nodetype kind = BTAST_BOGUS;
    if (bt_next_value(field, nullptr, &kind, &text) == nullptr || text == nullptr) continue;
    entry.fields.emplace(ascii_lower(with_percent(name)), with_percent(text));
  }
}

bool BibtexEntries::next(BibtexEntry& entry) {
  for (Raw raw; next_raw(raw);) {
    if (raw.type == "comment" || raw.type == "preamble") {
      if (raw.fault.empty()) continue;
    }
    entry = {};
    entry.line = raw.line;
    entry.type = raw.type;
    entry.fault = raw.fault;
    if (entry.fault.empty()) parse(raw, entry);
    if (raw.type != "string" || !entry.fault.empty()) return true;
    for (const auto& [name, value] : entry.fields) macro_bytes_ += value.size();
    if (macro_bytes_ > kMaxMacroBytes) {
      entry.fault = fmt::format("makes more than {} bytes of abbreviations", kMaxMacroBytes);
      return true;
    }
    for (auto& [name, value] : entry.fields) macros_[name] = std::move(value);
  }
  return false;
}

}  // namespace paperfind
