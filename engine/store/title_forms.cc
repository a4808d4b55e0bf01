#include "engine/store/title_forms.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "engine/base/file.h"
#include "engine/store/sections.h"

namespace paperfind {
namespace {

constexpr std::string_view kMagic = "PFTTL-1\n";
constexpr const char* kFileName = "title_forms.bin";

bool is_plain(unsigned char byte) {
  constexpr std::string_view kSigns = "-'+#./& ";
  return std::isalnum(byte) != 0 || byte >= 0x80 ||
         kSigns.find(static_cast<char>(byte)) != std::string_view::npos;
}

bool all_plain(std::string_view text) { return std::all_of(text.begin(), text.end(), is_plain); }

bool are_beside(std::string_view title, const Token& first, const Token& second) {
  if (second.begin <= first.end) return true;  // overlapping, as Chinese bigrams do
  const std::string_view between = title.substr(first.end, second.begin - first.end);
  return first.joined_to_next ? all_plain(between)
                              : between.find_first_not_of(' ') == std::string_view::npos;
}

char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

TitleForm::Case case_of(std::string_view printed, std::string_view folded) {
  if (printed == folded) return TitleForm::AsFolded;
  if (printed.size() != folded.size()) return TitleForm::Otherwise;
  if (printed.front() == upper(folded.front()) && printed.substr(1) == folded.substr(1)) {
    return TitleForm::Capital;
  }
  const bool capitals = std::equal(printed.begin(), printed.end(), folded.begin(),
                                   [](char p, char f) { return p == upper(f); });
  return capitals ? TitleForm::Capitals : TitleForm::Otherwise;
}

TitleForm::Before before_of(std::string_view title, const Token& first, const Token& second) {
  if (second.begin != first.end + 1) return TitleForm::Other;
  const char between = title[first.end];
  return between == ' ' ? TitleForm::Blank : between == '-' ? TitleForm::Hyphen : TitleForm::Other;
}

}  // namespace

std::string forms_of(std::string_view title, const std::vector<Token>& words) {
  std::string forms;
  const Token* before = nullptr;
  bool plain_before = false;
  for (const Token& word : words) {
    const std::string_view printed = title.substr(word.begin, word.end - word.begin);
    TitleForm form(case_of(printed, word.term),
                   before == nullptr ? TitleForm::Other : before_of(title, *before, word));
    const bool plain = all_plain(printed);
    if (plain) form.set_plain();
    if (plain && plain_before && are_beside(title, *before, word)) form.set_follows();
    forms += form.byte();
    before = &word;
    plain_before = plain;
  }
  return forms;
}

Status TitleForms::read(std::string_view bytes, const std::string& where) {
  bytes_ = bytes;
  SectionReader in(bytes, kMagic);
  begins_ = in.numbers();
  text_ = in.text();
  if (!in.finished() || begins_.size() < 2 || !are_begins(begins_, text_.size())) {
    return Error{ErrorCode::InvalidData, "the forms of titles are damaged", where,
                 "rebuild the index or roll back"};
  }
  return {};
}

Result<TitleForms> TitleForms::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kFileName;
  Result<MappedFile> file = MappedFile::open(path);
  if (!file.ok()) return file.error();
  TitleForms forms;
  forms.file_ = std::move(file).value();
  if (Status read = forms.read(forms.file_.bytes(), path.string()); !read.ok()) {
    return read.error();
  }
  return forms;
}

Result<TitleForms> TitleForms::parse(std::string bytes) {
  TitleForms forms;
  forms.parsed_ = std::make_unique<const std::string>(std::move(bytes));
  if (Status read = forms.read(*forms.parsed_, ""); !read.ok()) return read.error();
  return forms;
}

Status TitleForms::save(const std::filesystem::path& folder) const {
  return write_file_atomic(folder / kFileName, bytes_);
}

TitleForms TitleForms::of(const TitleList& titles) {
  Analyzer analyzer;
  std::vector<Token> tokens;
  std::vector<std::uint32_t> begins{0, 0};
  std::string text;
  for (DocId paper = 1; paper <= titles.size(); ++paper) {
    analyzer.analyze(titles.of(paper).own, tokens, FirstBytes());
    text += forms_of(titles.of(paper).own, tokens);
    begins.push_back(static_cast<std::uint32_t>(text.size()));
  }
  PackedWriter out(kMagic);
  out.numbers(begins);
  write_padded(out, text);
  return std::move(parse(std::move(out.bytes))).value();
}

TitleForms merge_title_forms(const TitleForms& a, const TitleForms& b, const DocMerge& map) {
  std::vector<std::uint32_t> begins{0, 0};
  std::string text;
  for (const DocMerge::Source source : std::span(map.of).subspan(1)) {
    text += (source.fresh ? b : a).of(source.doc);
    begins.push_back(static_cast<std::uint32_t>(text.size()));
  }
  PackedWriter out(kMagic);
  out.numbers(begins);
  write_padded(out, text);
  return std::move(TitleForms::parse(std::move(out.bytes))).value();
}

}  // namespace paperfind
