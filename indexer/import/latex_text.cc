#include "indexer/import/latex_text.h"

#include <cstddef>
#include <utility>

#include "engine/text/markup.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
    {"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}};

// Signs that TeX makes of several characters; "\~" and "\'" are accents.
std::string with_signs(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      out += text.substr(i, 2);
      i += 2;
      continue;
    }
    std::size_t length = 0;
    for (const auto& [from, to] : kSigns) {
      if (length != 0 || text.substr(i, from.size()) != from) continue;
      out += to;
      length = from.size();
    }
    if (length == 0) out += text[i] == '~' ? ' ' : text[i];
    i += length == 0 ? 1 : length;
  }
  return out;
}

// "\'\i": a dotless i under an accent is an i.
std::string with_dots(std::string text) {
  constexpr std::string_view kDotless = "ı";
  for (std::size_t at = 0; (at = text.find(kDotless, at)) != std::string::npos; ++at) {
    const auto lead = static_cast<unsigned char>(text[at + kDotless.size()]);
    // U+0300 to U+036F, the combining marks.
    if (lead == 0xCC || lead == 0xCD) text.replace(at, kDotless.size(), "i");
  }
  return compose(text);
}

std::string plain(std::string_view text) { return with_dots(plain_text(with_signs(text))); }

// Where the next '$' that is no "\$" stands, or the end.
std::size_t next_dollar(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '$') {
      return i;
    }
  }
  return text.size();
}

}  // namespace

std::string latex_text(std::string_view latex) {
  std::string out;
  std::size_t at = 0;
  while (at < latex.size()) {
    const std::size_t open = next_dollar(latex, at);
    out += plain(latex.substr(at, open - at));
    const std::size_t close = open < latex.size() ? next_dollar(latex, open + 1) : latex.size();
    if (close >= latex.size()) {
      if (open < latex.size()) out += plain(latex.substr(open));  // a lone dollar
      break;
    }
    out += latex.substr(open, close + 1 - open);
    at = close + 1;
  }
  return out;
}

}  // namespace paperfind
