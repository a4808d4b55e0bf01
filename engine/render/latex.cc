#include "engine/render/latex.h"

#include <algorithm>
#include <cctype>

#include "engine/render/reference.h"

namespace paperfind::latex {
namespace {

// Commands of math that only draw. Anything else ("\input") is shown and not obeyed.
constexpr std::string_view kMathCommands =
    " Big Bigl Bigr Delta Downarrow Gamma Im Lambda Leftarrow Leftrightarrow Longrightarrow "
    "Omega Phi Pi Pr Psi Re Rightarrow Sigma Theta Uparrow Upsilon Vert Xi acute aleph alpha "
    "amalg angle approx arccos arcsin arctan arg ast asymp bar beta big bigcap bigcirc bigcup "
    "bigl bigodot bigoplus bigotimes bigr bigsqcup bigstar bigtriangledown bigtriangleup "
    "biguplus bigvee bigwedge binom blacksquare bmod boldsymbol bot bowtie breve bullet cap "
    "cdot cdots cfrac check checkmark chi circ clubsuit colon complement cong coprod cos cosh "
    "cot coth csc cup dagger dashv ddagger dddot ddot ddots deg delta det dfrac diamond "
    "diamondsuit dim div dot doteq dots downarrow ell emptyset epsilon equiv eta exists exp "
    "flat forall frac frown gamma gcd ge geq gets gg grave gtrsim hat hbar heartsuit "
    "hookrightarrow iff iint imath implies in inf infty int iota jmath kappa ker lVert lambda "
    "land langle lbrace lceil ldots le left leftarrow leftharpoonup leftrightarrow leq lesssim "
    "lfloor lg lim liminf limits limsup ll ln log longleftarrow longrightarrow lor ltimes "
    "lvert mapsto mathbb mathbf mathcal mathfrak mathit mathring mathrm mathscr mathsf mathtt "
    "max mid min mod models mp mu nabla natural ne nearrow neg neq ngeq ni nleq not notin nu "
    "nwarrow odot oint omega ominus operatorname oplus otimes overbrace overline overset "
    "parallel partial perp phi pi pm prec preceq prime prod propto psi qquad quad rVert rangle "
    "rbrace rceil rfloor rho right rightarrow rightharpoonup rightleftharpoons rtimes rvert "
    "searrow sec setminus sharp sigma sim simeq sin sinh smile spadesuit sqcap sqcup sqrt "
    "sqsubseteq square stackrel star subset subseteq succ succeq sum sup supset supseteq surd "
    "swarrow tan tanh tau tfrac theta tilde times to top triangle trianglelefteq underbrace "
    "underline underset uparrow updownarrow uplus upsilon varepsilon varnothing varphi "
    "vartheta vdash vdots vec vee vert wedge widehat widetilde wp wr xi zeta ";

// As TeX draws the sign; of these, letters are commands and need braces around them.
std::string_view escape_of(char c) {
  switch (c) {
    case '\\':
      return "{\\textbackslash}";
    case '{':
      return "{\\textbraceleft}";
    case '}':
      return "{\\textbraceright}";
    case '^':
      return "{\\textasciicircum}";
    case '~':
      return "{\\textasciitilde}";
    case '<':
      return "{\\textless}";
    case '>':
      return "{\\textgreater}";
    case '|':
      return "{\\textbar}";
    case '#':
      return "\\#";
    case '$':
      return "\\$";
    case '%':
      return "\\%";
    case '&':
      return "\\&";
    case '_':
      return "\\_";
    default:
      return {};
  }
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// A command at the front of `rest`, after its backslash: its bytes, 0 for one that is not allowed.
std::size_t command_length(std::string_view rest) {
  constexpr std::string_view kDrawnSigns = ",;:! {}|_%#&";
  if (rest.empty()) return 0;
  if (!is_letter(rest.front())) {
    return kDrawnSigns.find(rest.front()) == std::string_view::npos ? 0 : 1;
  }
  const auto end = std::find_if_not(rest.begin(), rest.end(), is_letter);
  const auto length = static_cast<std::size_t>(end - rest.begin());
  const std::string_view name = rest.substr(0, length);
  const bool draws = kMathCommands.find(" " + std::string(name) + " ") != std::string_view::npos;
  return draws ? length : 0;
}

// TeX counts braces without those after a backslash, BibTeX counts them all; both must balance.
struct Braces {
  int tex = 0, bibtex = 0;
  bool ever_negative = false;
  void count(char c, bool escaped) {
    const int step = c == '{' ? 1 : c == '}' ? -1 : 0;
    bibtex += step;
    if (!escaped) tex += step;
    if (tex < 0 || bibtex < 0) ever_negative = true;
  }
  [[nodiscard]] bool balanced() const { return !ever_negative && tex == 0 && bibtex == 0; }
};

bool is_safe_math(std::string_view inside) {
  Braces braces;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const char c = inside[i];
    if (c == '\\') {
      const std::size_t length = command_length(inside.substr(i + 1));
      if (length == 0) return false;
      braces.count(inside[i + 1], true);
      i += length;
    } else {
      // '^^' is how TeX writes any other sign.
      const bool doubled = c == '^' && inside.substr(i + 1, 1) == "^";
      if (doubled || c == '%' || c == '#' || c == '&' || c == '~' || c == '$') return false;
      braces.count(c, false);
    }
  }
  return braces.balanced();
}

bool begins_command(std::string_view word) { return !word.empty() && word.front() == '\\'; }

// A brace that a backslash follows begins what BibTeX calls a special character, and changes.
std::string in_braces(const std::string& word) {
  return begins_command(word) ? "{{" + word + "}}" : "{" + word + "}";
}

}  // namespace

std::size_t math_length(std::string_view text) {
  if (text.size() < 3 || text.front() != '$') return 0;
  std::size_t end = 1;
  while (end < text.size() && (text[end] != '$' || text[end - 1] == '\\')) ++end;
  if (end == text.size() || end == 1) return 0;
  // Two prices in a sentence are no math.
  if (text[1] == ' ' || text[end - 1] == ' ') return 0;
  if (end + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[end + 1])) != 0) {
    return 0;
  }
  return is_safe_math(text.substr(1, end - 1)) ? end + 1 : 0;
}

std::string text(std::string_view plain, Capitals capitals) {
  const std::string line = reference::one_line(plain);
  std::string out, word;
  bool changes = false;  // BibTeX would change the word
  const auto end_word = [&] {
    out += changes && capitals == Capitals::Protected ? in_braces(word) : word;
    word.clear();
    changes = false;
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == ' ') {
      end_word();
      out += ' ';
    } else if (const std::size_t math = math_length(std::string_view(line).substr(i)); math > 0) {
      word += line.substr(i, math);
      changes = true;
      i += math - 1;
    } else if (const std::string_view escape = escape_of(c); !escape.empty()) {
      word += escape;
    } else {
      changes = changes || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
      word += c;
    }
  }
  end_word();
  return out;
}

std::string verbatim(std::string_view address) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  constexpr std::string_view kUnsafe = "{}\\^`\"|";
  std::string out;
  for (const char c : reference::one_line(address)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F && kUnsafe.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

}  // namespace paperfind::latex
