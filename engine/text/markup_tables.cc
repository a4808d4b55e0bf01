#include "engine/text/markup_tables.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"

namespace paperfind {
namespace {

constexpr auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };

using enum CommandKind;

// Sorted by name (checked below).
constexpr Command kCommands[] = {
    {"AA", Letters, U'Å'},
    {"AE", Letters, U'Æ'},
    {"H", Accent, 0x30B},
    {"L", Letters, U'Ł'},
    {"O", Letters, U'Ø'},
    {"OE", Letters, U'Œ'},
    {"aa", Letters, U'å'},
    {"acute", Accent, 0x301},
    {"ae", Letters, U'æ'},
    {"approx", Blank},
    {"ast", Blank},
    {"b", Accent, 0x331},
    {"bar", Accent, 0x304},
    {"begin", DropArgument},
    {"bf", Vanish},
    {"bfseries", Vanish},
    {"big", Vanish},
    {"bigl", Vanish},
    {"bigr", Vanish},
    {"bm", Vanish},
    {"boldmath", Vanish},
    {"boldsymbol", Vanish},
    {"bullet", Blank},
    {"c", Accent, 0x327},
    {"cal", Vanish},
    {"cap", Blank},
    {"cdot", Blank},
    {"cdots", Blank},
    {"check", Accent, 0x30C},
    {"circ", Blank},
    {"cite", DropArgument},
    {"citealp", DropArgument},
    {"citep", DropArgument},
    {"citet", DropArgument},
    {"color", DropArgument},
    {"cup", Blank},
    {"d", Accent, 0x323},
    {"ddot", Accent, 0x308},
    {"displaystyle", Vanish},
    {"dot", Accent, 0x307},
    {"dots", Blank},
    {"ell", Letters, U'ℓ'},
    {"em", Vanish},
    {"emph", Vanish},
    {"end", DropArgument},
    {"ensuremath", Vanish},
    {"eqref", DropArgument},
    {"equiv", Blank},
    {"fbox", Vanish},
    {"footnote", Blank},
    {"footnotesize", Vanish},
    {"frac", Vanish},
    {"ge", Blank},
    {"geq", Blank},
    {"gg", Blank},
    {"grave", Accent, 0x300},
    {"hat", Accent, 0x302},
    {"hbox", Vanish},
    {"hspace", DropArgument},
    {"i", Letters, U'i'},
    {"in", Blank},
    {"it", Vanish},
    {"item", Blank},
    {"itshape", Vanish},
    {"j", Letters, U'j'},
    {"k", Accent, 0x328},
    {"l", Letters, U'ł'},
    {"label", DropArgument},
    {"langle", Blank},
    {"large", Vanish},
    {"ldots", Blank},
    {"le", Blank},
    {"left", Vanish},
    {"leftarrow", Blank},
    {"leftrightarrow", Blank},
    {"leq", Blank},
    {"limits", Vanish},
    {"ll", Blank},
    {"mathbb", Vanish},
    {"mathbf", Vanish},
    {"mathcal", Vanish},
    {"mathfrak", Vanish},
    {"mathit", Vanish},
    {"mathrm", Vanish},
    {"mathsf", Vanish},
    {"mathtt", Vanish},
    {"mbox", Vanish},
    {"mid", Blank},
    {"ne", Blank},
    {"neq", Blank},
    {"newline", Blank},
    {"noindent", Vanish},
    {"normalfont", Vanish},
    {"o", Letters, U'ø'},
    {"oe", Letters, U'œ'},
    {"operatorname", Vanish},
    {"otimes", Blank},
    {"overline", Vanish},
    {"par", Blank},
    {"pm", Blank},
    {"prime", Vanish},
    {"propto", Blank},
    {"qquad", Blank},
    {"quad", Blank},
    {"r", Accent, 0x30A},
    {"rangle", Blank},
    {"ref", DropArgument},
    {"right", Vanish},
    {"rightarrow", Blank},
    {"rm", Vanish},
    {"sc", Vanish},
    {"scriptsize", Vanish},
    {"sf", Vanish},
    {"sim", Blank},
    {"simeq", Blank},
    {"small", Vanish},
    {"sqrt", Vanish},
    {"ss", Letters, U'ß'},
    {"star", Blank},
    {"t", Vanish},
    {"text", Vanish},
    {"textbf", Vanish},
    {"textcolor", DropArgument},
    {"textit", Vanish},
    {"textmd", Vanish},
    {"textnormal", Vanish},
    {"textrm", Vanish},
    {"textsc", Vanish},
    {"textsf", Vanish},
    {"textsl", Vanish},
    {"textsubscript", Vanish},
    {"textsuperscript", Vanish},
    {"texttt", Vanish},
    {"textup", Vanish},
    {"tilde", Accent, 0x303},
    {"times", Blank},
    {"tiny", Vanish},
    {"to", Blank},
    {"tt", Vanish},
    {"u", Accent, 0x306},
    {"underline", Vanish},
    {"uparrow", Blank},
    {"uppercase", Vanish},
    {"url", Vanish},
    {"v", Accent, 0x30C},
    {"vec", Accent, 0x20D7},
    {"vert", Blank},
    {"vspace", DropArgument},
    {"widehat", Accent, 0x302},
    {"widetilde", Accent, 0x303},
    {"xspace", Blank},
};
static_assert(std::is_sorted(std::begin(kCommands), std::end(kCommands), by_name));

struct NamedCode {
  std::string_view name;
  char32_t code;
};

// Entities that are not a letter with an accent; sorted by name (checked below).
constexpr NamedCode kEntities[] = {
    {"AElig", U'Æ'},    {"Aring", U'Å'},   {"ETH", U'Ð'},     {"OElig", U'Œ'},   {"Oslash", U'Ø'},
    {"THORN", U'Þ'},    {"aelig", U'æ'},   {"amp", U'&'},     {"apos", U'\''},   {"aring", U'å'},
    {"bull", 0x2022},   {"copy", 0xA9},    {"deg", 0xB0},     {"emsp", U' '},    {"ensp", U' '},
    {"eth", U'ð'},      {"euro", 0x20AC},  {"frac12", 0xBD},  {"ge", 0x2265},    {"gt", U'>'},
    {"hellip", 0x2026}, {"inodot", U'ı'},  {"laquo", 0xAB},   {"ldquo", 0x201C}, {"le", 0x2264},
    {"lsquo", 0x2018},  {"lstrok", U'ł'},  {"lt", U'<'},      {"mdash", 0x2014}, {"micro", 0xB5},
    {"middot", 0xB7},   {"minus", 0x2212}, {"nbsp", U' '},    {"ndash", 0x2013}, {"ne", 0x2260},
    {"oelig", U'œ'},    {"oslash", U'ø'},  {"plusmn", 0xB1},  {"quot", U'"'},    {"raquo", 0xBB},
    {"rdquo", 0x201D},  {"reg", 0xAE},     {"rsquo", 0x2019}, {"shy", 0xAD},     {"sup2", 0xB2},
    {"sup3", 0xB3},     {"szlig", U'ß'},   {"thinsp", U' '},  {"thorn", U'þ'},   {"times", 0xD7},
    {"trade", 0x2122},  {"zwj", 0x200D},   {"zwnj", 0x200C},
};
static_assert(std::is_sorted(std::begin(kEntities), std::end(kEntities), by_name));

// "eacute" is 'e' and this mark.
constexpr NamedCode kEntityAccents[] = {
    {"acute", 0x301}, {"breve", 0x306}, {"caron", 0x30C}, {"cedil", 0x327},
    {"circ", 0x302},  {"dblac", 0x30B}, {"grave", 0x300}, {"macr", 0x304},
    {"ogon", 0x328},  {"ring", 0x30A},  {"tilde", 0x303}, {"uml", 0x308},
};

// Small Greek letters from U+03B1 on, the final sigma left out.
constexpr std::array<std::string_view, 24> kGreekNames = {
    "alpha", "beta",  "gamma",  "delta",   "epsilon", "zeta", "eta",     "theta",
    "iota",  "kappa", "lambda", "mu",      "nu",      "xi",   "omicron", "pi",
    "rho",   "sigma", "tau",    "upsilon", "phi",     "chi",  "psi",     "omega"};

constexpr std::string_view kInlineTags[] = {
    "a",   "abbr",     "b",   "bold", "cite",      "code",  "em",   "fixed-case", "font",
    "i",   "italic",   "kbd", "mark", "sc",        "small", "span", "strong",     "sub",
    "sup", "tex-math", "tt",  "u",    "underline", "url",   "var"};
constexpr std::string_view kBlockTags[] = {
    "abstract", "blockquote", "br", "dd", "div",   "dl", "dt", "h1", "h2",
    "h3",       "h4",         "h5", "h6", "hr",    "li", "ol", "p",  "pre",
    "sec",      "table",      "td", "th", "title", "tr", "ul"};
static_assert(std::is_sorted(std::begin(kInlineTags), std::end(kInlineTags)));
static_assert(std::is_sorted(std::begin(kBlockTags), std::end(kBlockTags)));

template <typename Table>
auto find_by_name(const Table& table, std::string_view name) {
  const auto it = std::lower_bound(
      std::begin(table), std::end(table), name,
      [](const auto& entry, std::string_view wanted) { return entry.name < wanted; });
  return it != std::end(table) && it->name == name ? it : std::end(table);
}

}  // namespace

Command find_command(std::string_view name) {
  const auto it = find_by_name(kCommands, name);
  return it == std::end(kCommands) ? Command{name} : *it;
}

char32_t accent_of(char sign) {
  switch (sign) {
    case '"':
      return 0x308;
    case '\'':
      return 0x301;
    case '`':
      return 0x300;
    case '^':
      return 0x302;
    case '~':
      return 0x303;
    case '=':
      return 0x304;
    case '.':
      return 0x307;
    default:
      return 0;
  }
}

std::optional<Entity> find_entity(std::string_view name) {
  if (const auto it = find_by_name(kEntities, name); it != std::end(kEntities))
    return Entity{it->code, 0};
  if (const char32_t greek = greek_letter(name); greek != 0) return Entity{greek, 0};
  if (name.size() < 4 || !is_ascii_letter(name.front())) return std::nullopt;
  for (const NamedCode& accent : kEntityAccents) {
    if (name.substr(1) == accent.name) {
      return Entity{static_cast<char32_t>(static_cast<unsigned char>(name.front())), accent.code};
    }
  }
  return std::nullopt;
}

TagKind find_tag(std::string_view name) {
  if (name.starts_with("jats:")) name.remove_prefix(5);
  if (name.starts_with("mml:")) return TagKind::Inline;
  if (std::binary_search(std::begin(kInlineTags), std::end(kInlineTags), name))
    return TagKind::Inline;
  if (std::binary_search(std::begin(kBlockTags), std::end(kBlockTags), name)) return TagKind::Block;
  return TagKind::Unknown;
}

std::string_view greek_name(char32_t code) {
  if (code >= 0x391 && code <= 0x3A9) code += 0x20;
  if (code < 0x3B1 || code > 0x3C9) return {};
  if (code == 0x3C2) code = 0x3C3;  // final sigma
  return kGreekNames[code - 0x3B1 - (code > 0x3C2 ? 1 : 0)];
}

char32_t greek_letter(std::string_view name) {
  const auto it = std::find(kGreekNames.begin(), kGreekNames.end(), name);
  if (it == kGreekNames.end()) return 0;
  const auto index = static_cast<char32_t>(it - kGreekNames.begin());
  return 0x3B1 + index + (index >= 17 ? 1 : 0);
}

}  // namespace paperfind
